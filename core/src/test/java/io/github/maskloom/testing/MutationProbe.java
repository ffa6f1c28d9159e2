package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A process of its own, with a heap of 24 MB, that composites damaged images and says how that
 * went: every composite must succeed or be refused with a documented exception.
 */
public final class MutationProbe {
  private static final int WARM_UP = 500;

  /** The JIT compiler works for some ten thousand images, and takes memory for it. */
  private static final int WARM_SHARE = 2;

  private static final long SMALL_HELD_BYTES = 4 << 20;

  /** Up to this width the library states what heap it takes. */
  private static final int MAX_WIDTH = 30_000;

  private final SeedImages format;
  private final List<byte[]> seeds;
  private final byte[] sound = TestPng.of(ColorType.RGBA, 8, 5, 4).encode();
  private final MaskCompositor strict = compositor(DamagePolicy.STRICT, this::step);
  private final MaskCompositor lenient = compositor(DamagePolicy.LENIENT, this::step);

  private int succeeded;
  private int badFormat;
  private int overLimit;

  /** Of the image at hand, from threads that decode ahead too. */
  private final AtomicLong steps = new AtomicLong();

  private long mostSteps;

  /**
   * The library asks wherever it may stop: at each read of bytes, each window, each row of MCUs.
   */
  private boolean step() {
    steps.incrementAndGet();
    return false;
  }

  private static MaskCompositor compositor(DamagePolicy damage, CancelSignal steps) {
    return MaskCompositor.create()
        .withMask(
            MaskOptions.DEFAULT
                .withFit(MaskFit.STRETCH)
                .withConvention(MaskConvention.PAINTED_EVERYWHERE))
        .withReading(
            ReadOptions.DEFAULT
                .withLimits(
                    ImageLimits.DEFAULT.withMaxWidth(MAX_WIDTH).withMaxHeldBytes(SMALL_HELD_BYTES))
                .withDamage(damage))
        .withWork(WorkOptions.DEFAULT.withCancel(steps));
  }

  private MutationProbe(SeedImages format) {
    this.format = format;
    this.seeds = format.files();
  }

  /**
   * How so many composites ended, the most steps that one of them took beyond one for each row that
   * its header says there is, and what the process held more at the end; the resident set was first
   * taken after half of them. Open files and the resident set are 0 where the system does not tell.
   */
  public record Outcome(
      long succeeded,
      long badFormat,
      long overLimit,
      long mostSteps,
      long moreThreads,
      long moreOpenFiles,
      long temporaryFiles,
      long residentBytesWarm,
      long residentBytesAtEnd) {}

  /** Runs a probe; its temporary folder must exist. */
  public static Outcome run(SeedImages format, int inputs, long seed, Path temporaryFolder)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.startWithPlugIns(
            MutationProbe.class,
            temporaryFolder,
            List.of(format.name(), String.valueOf(inputs), String.valueOf(seed)));
    List<Long> seen = Probe.numbers(Probe.said(child));
    return new Outcome(
        seen.get(0),
        seen.get(1),
        seen.get(2),
        seen.get(3),
        seen.get(4),
        seen.get(5),
        seen.get(6),
        seen.get(7),
        seen.get(8));
  }

  /** Arguments: format, number of inputs, seed of the first one. */
  public static void main(String[] args) throws IOException {
    new MutationProbe(SeedImages.valueOf(args[0]))
        .measure(Integer.parseInt(args[1]), Long.parseLong(args[2]));
  }

  private void measure(int inputs, long seed) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      composite(-1 - i);
    }
    succeeded = 0;
    badFormat = 0;
    overLimit = 0;
    int threads = Thread.activeCount();
    int files = ProcessStatus.open().size();
    long residentBytes = 0;
    for (int i = 0; i < inputs; i++) {
      if (i == inputs / WARM_SHARE) {
        residentBytes = ProcessStatus.residentBytes();
      }
      composite(seed + i);
    }
    System.out.printf(
        "%d %d %d %d %d %d %d %d %d%n",
        succeeded,
        badFormat,
        overLimit,
        mostSteps,
        Thread.activeCount() - threads,
        ProcessStatus.open().size() - files,
        temporaryFiles(),
        residentBytes,
        ProcessStatus.residentBytes());
  }

  private void composite(long seed) {
    steps.set(0);
    try {
      composite(damaged(seed), seed);
      succeeded++;
    } catch (ImageFormatException e) {
      badFormat++;
    } catch (ImageLimitException e) {
      overLimit++;
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(format + " with seed " + seed + " ended with " + e, e);
    }
    if (seed >= 0 && steps.get() > mostSteps) {
      mostSteps = Math.max(mostSteps, steps.get() - rows(damaged(seed)));
    }
  }

  /** How many rows an image says that it has. */
  private int rows(byte[] damaged) {
    try {
      return ImageInfo.read(source(damaged, true)).geometry().height();
    } catch (IOException | ImageFormatException | ImageLimitException e) {
      return 0;
    }
  }

  private byte[] damaged(long seed) {
    byte[] file = Mutation.of(seeds.get((int) Math.floorMod(seed, (long) seeds.size())), seed);
    boolean repaired = format == SeedImages.PNG && Math.floorMod(seed, 3L) > 0;
    return repaired ? Mutation.withRightCrcs(file) : file;
  }

  /** A third of them as a photo that can be read again, a third once, a third as the mask. */
  private void composite(byte[] damaged, long seed) throws IOException {
    ImageTarget target = ImageTarget.of(OutputStream.nullOutputStream());
    MaskCompositor compositor = (seed & 1) == 0 ? strict : lenient;
    int role = (int) Math.floorMod(seed / seeds.size(), 3L);
    if (role == 2) {
      compositor.composite(ImageSource.of(sound), source(damaged, true), target);
    } else {
      compositor.composite(source(damaged, role == 0), ImageSource.of(sound), target);
    }
  }

  private ImageSource source(byte[] damaged, boolean again) {
    if (format == SeedImages.BASE64) {
      return ImageSource.dataUrl(new String(damaged, ISO_8859_1));
    }
    return again ? ImageSource.of(damaged) : ImageSource.once(new ByteArrayInputStream(damaged));
  }

  private static int temporaryFiles() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return (int) entries.count();
    }
  }
}
