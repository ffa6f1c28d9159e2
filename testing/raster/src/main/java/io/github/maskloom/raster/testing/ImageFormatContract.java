package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ImageFormat} has to do. The tests of a format extend this class and give it
 * some images. The format is installed, so that the images are opened as everybody opens them. Of a
 * format that is only read, the tests of writing are skipped. A test that hangs fails in two
 * minutes.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ImageFormatContract {
  /** Bounds what a flipped bit of a size makes of an image. */
  private static final ImageLimits SMALL = ImageLimits.DEFAULT.withMaxPixels(1 << 16);

  /** What opening and reading may allocate beside what is declared: classes, names, checks. */
  private static final long SLACK_BYTES = 1 << 20;

  private static final int MAX_DAMAGES = 4000;

  /** How files of other formats begin; empty ones, too. */
  private static final List<String> OTHER_FILES =
      List.of(
          "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR",
          "\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF",
          "GIF89a\1\0\1\0",
          "BMF\0\0\0\0\0\0\0",
          "II*\0\b\0\0\0",
          "MM\0*\0\0\0\b",
          "RIFF$\0\0\0WEBPVP8 ",
          "qoif\0\0\0\1\0\0\0\1\3\0",
          "P6 1 1 255 ",
          "%PDF-1.7",
          "PK\3\4",
          "<svg xmlns=''>",
          "{\"error\": 1}",
          "\0".repeat(ImageFormat.HEAD_BYTES),
          "\u00FF".repeat(ImageFormat.HEAD_BYTES),
          "");

  /** A contract that is to be kept. */
  protected ImageFormatContract() {}

  /** {@return the format, of the class that {@link java.util.ServiceLoader} finds} */
  protected abstract ImageFormat format();

  /**
   * {@return images of every kind that the format knows, at least one}
   *
   * @throws IOException if one of them cannot be made
   */
  protected abstract List<FormatSample> samples() throws IOException;

  /**
   * {@return the beginning of a file that claims the largest size its format can say} It must be
   * beyond {@link ImageLimits#DEFAULT}.
   *
   * @throws IOException if it cannot be made
   */
  protected abstract byte[] huge() throws IOException;

  /** {@return whether what is written is read again sample by sample} True unless overridden. */
  protected boolean lossless() {
    return true;
  }

  @Test
  void isFoundByItsBeginningItsExtensionsAndItsMediaType() throws IOException {
    ImageFormats installed = ImageFormats.installed();
    Optional<String> name = Optional.of(format().name());
    for (FormatSample sample : samples()) {
      assertEquals(name, installed.of(sample.head()).map(ImageFormat::name), sample.toString());
    }
    assertTrue(installed.mediaTypes().contains(format().mediaType()), "the media type is unknown");
    assertFalse(format().extensions().isEmpty(), "there are no extensions");
    for (String extension : format().extensions()) {
      assertEquals(extension.toLowerCase(Locale.ROOT).replace(".", ""), extension);
      assertEquals(name, installed.ofExtension(extension).map(ImageFormat::name), extension);
    }
    Optional<OutputFormat> output = format().output();
    if (output.isPresent()) {
      assertEquals(format().mediaType(), output.get().mediaType());
      assertEquals(name.get(), installed.writing(output.get()).name());
    }
  }

  @Test
  void knowsItsOwnFilesAndNoOthers() throws IOException {
    ImageFormat format = format();
    List<String> heads = new ArrayList<>();
    for (FormatSample sample : samples()) {
      byte[] head = sample.head();
      heads.add(new String(head, StandardCharsets.ISO_8859_1));
      assertTrue(format.begins(head), sample.toString());
      for (int length = 0; length < head.length; length++) {
        format.begins(Arrays.copyOf(head, length));
      }
    }
    for (String other : OTHER_FILES) {
      String start = other.substring(0, Math.min(3, other.length()));
      if (start.isEmpty() || heads.stream().noneMatch(own -> own.startsWith(start))) {
        assertFalse(format.begins(other.getBytes(StandardCharsets.ISO_8859_1)), other);
      }
    }
  }

  @Test
  void deliversTheSamplesOfItsFilesWhateverTheWindow() throws IOException {
    for (FormatSample sample : samples()) {
      for (int windowRows : new int[] {1, 2, 3, 7, 64, 1000}) {
        FormatRead read = new FormatRead().windowRows(windowRows);
        assertSamples(sample, read.all(ImageSource.of(sample.file())));
      }
    }
  }

  @Test
  void readsSourcesHoweverTheyDeliver() throws IOException {
    for (FormatSample sample : samples()) {
      for (int bytes : new int[] {1, 3}) {
        FedSource again = new FedSource(sample.file()).slowly(bytes);
        assertSamples(sample, new FormatRead().all(again.reopening()));
        FedSource once = new FedSource(sample.file()).slowly(bytes);
        assertSamples(sample, new FormatRead().all(once.once()));
        assertEquals(0, again.openStreams() + once.openStreams(), "open streams");
      }
    }
  }

  @Test
  void endsWellWhereverAFileIsCut() throws IOException {
    for (FormatSample sample : samples()) {
      for (int bytes = 0; bytes < sample.length(); bytes += step(sample.length())) {
        for (DamagePolicy damage : DamagePolicy.values()) {
          Optional<FormatRead.Image> image = damaged(sample.cut(bytes), damage);
          if (image.isPresent() && image.get().missingRows() == 0) {
            assertSamples(sample, image.get());
          }
          assertFalse(
              damage == DamagePolicy.STRICT && image.isPresent() && image.get().missingRows() > 0,
              () -> sample + ": rows are missing although reading is strict");
        }
      }
    }
  }

  @Test
  void endsWellWhateverBitIsFlipped() throws IOException {
    for (FormatSample sample : samples()) {
      int bits = sample.length() * 8;
      for (int bit = 0; bit < bits; bit += step(bits)) {
        for (DamagePolicy damage : DamagePolicy.values()) {
          damaged(sample.flipped(bit), damage);
        }
      }
    }
  }

  private static int step(int places) {
    return 1 + places / MAX_DAMAGES;
  }

  /** Reads a damaged file: an image, or one of the failures that everybody expects. */
  private static Optional<FormatRead.Image> damaged(byte[] file, DamagePolicy damage)
      throws IOException {
    FedSource source = new FedSource(file);
    try {
      return Optional.of(
          new FormatRead().reading(new ReadOptions(SMALL, damage)).all(source.reopening()));
    } catch (ImageFormatException | ImageLimitException e) {
      return Optional.empty();
    } finally {
      assertEquals(0, source.openStreams(), "open streams");
    }
  }

  @Test
  void failsAsItsSourceDoesAndIsDeadAfterwards() throws IOException {
    for (FormatSample sample : samples()) {
      for (int bytes = 0; bytes < sample.length(); bytes += step(8 * sample.length())) {
        FedSource source = new FedSource(sample.file()).failingAt(bytes);
        FormatRead.Failed failed = new FormatRead().failing(source.reopening());
        if (failed.failure().isEmpty()) {
          continue; // What it needs of the file came before.
        }
        assertTrue(
            failed.failure().get() instanceof IOException,
            () -> sample + ": the failure of the source became " + failed.failure().get());
        assertFalse(failed.readsOn(), sample + ": rows were read after a failure");
        assertEquals(0, source.openStreams(), "open streams");
      }
    }
  }

  @Test
  void stopsWhenItIsCancelled() throws IOException {
    FormatSample sample = samples().get(0);
    WorkOptions cancelled = WorkOptions.DEFAULT.withCancel(() -> true);
    assertThrows(
        CancelledException.class,
        () -> new FormatRead().work(cancelled).all(ImageSource.of(sample.file())));
    byte[] large = large(512);
    AtomicBoolean stopped = new AtomicBoolean();
    FormatRead read =
        new FormatRead()
            .work(WorkOptions.DEFAULT.withCancel(stopped::get))
            .whenOpen(() -> stopped.set(true));
    assertThrows(CancelledException.class, () -> read.all(ImageSource.of(large)));
  }

  @Test
  void staysWithinItsBudgetAndGivesItBack() throws IOException {
    for (FormatSample sample : samples()) {
      for (long bytes : new long[] {1, 64 << 20}) {
        MemoryBudget budget = MemoryBudget.ofBytes(bytes);
        FormatRead read = new FormatRead().work(WorkOptions.DEFAULT.withBudget(budget));
        try {
          assertSamples(sample, read.all(ImageSource.of(sample.file())));
        } catch (MemoryBudgetException e) {
          assertEquals(1, bytes, () -> sample + ": " + e);
        }
        assertEquals(0, budget.reservedBytes(), "bytes that are still reserved");
      }
    }
  }

  @Test
  void refusesWhatPassesALimit() throws IOException {
    for (FormatSample sample : samples()) {
      ImageGeometry size = sample.geometry();
      ImageLimits none = ImageLimits.DEFAULT;
      if (size.width() > 1) {
        assertRefused(sample, none.withMaxWidth(size.width() - 1), "maxWidth");
      }
      if (size.height() > 1) {
        assertRefused(sample, none.withMaxHeight(size.height() - 1), "maxHeight");
      }
      if (size.pixels() > 1) {
        assertRefused(sample, none.withMaxPixels(size.pixels() - 1), "maxPixels");
      }
      assertRefused(sample, none.withMaxInputBytes(sample.length() - 1), "maxInputBytes");
    }
  }

  private static void assertRefused(FormatSample sample, ImageLimits limits, String limit) {
    ReadOptions reading = ReadOptions.DEFAULT.withLimits(limits);
    ImageLimitException refusal =
        assertThrows(
            ImageLimitException.class,
            () -> new FormatRead().reading(reading).all(ImageSource.of(sample.file())),
            () -> sample + ": " + limit);
    assertEquals(limit, refusal.limit());
  }

  @Test
  void allocatesNothingForAHeaderThatIsTooLarge() throws IOException {
    byte[] file = huge();
    for (int i = 0; i < 2; i++) {
      long before = FormatRead.allocatedBytes();
      assertThrows(
          ImageLimitException.class, () -> new FormatRead().all(ImageSource.of(file)), "huge");
      long allocated = FormatRead.allocatedBytes() - before;
      assertTrue(i == 0 || allocated <= SLACK_BYTES, allocated + " bytes were allocated");
    }
  }

  @Test
  void readsWithinTheHeapThatItDeclares() throws IOException {
    byte[] file = large(2048);
    new FormatRead().discarding().all(ImageSource.of(file));
    FormatRead.Image image = new FormatRead().discarding().all(ImageSource.of(file));
    assertWithin("reading", image.allocatedBytes(), image.heapBytes());
  }

  private static void assertWithin(String work, long allocatedBytes, long heapBytes) {
    assertTrue(
        allocatedBytes <= heapBytes + SLACK_BYTES,
        () ->
            "%s allocated %d bytes, and %d are declared"
                .formatted(work, allocatedBytes, heapBytes));
  }

  @Test
  void writesWithinTheHeapThatItDeclares() throws IOException {
    ImageGeometry geometry = ImageGeometry.of(2048, 1024, 4, 8);
    FormatWrite.of(writing(), geometry).discarding().write(8);
    FormatWrite write = FormatWrite.of(writing(), geometry).discarding();
    write.write(8);
    assertWithin("writing", write.allocatedBytes(), write.heapBytes());
  }

  @Test
  void readsAgainWhatItWrites() throws IOException {
    for (ImageGeometry asked : shapes()) {
      FormatWrite write = FormatWrite.of(writing(), asked);
      FormatRead.Image image = new FormatRead().all(ImageSource.of(write.write(5)));
      assertEquals(write.geometry(), image.geometry());
      if (lossless()) {
        assertArrayEquals(write.samples(), image.samples(), asked.toString());
      }
    }
  }

  @Test
  void writesTheSameWhateverTheWindow() throws IOException {
    for (ImageGeometry asked : shapes()) {
      byte[] expected = FormatWrite.of(writing(), asked).write(1);
      for (int rows : new int[] {2, 7, 64}) {
        byte[] file = FormatWrite.of(writing(), asked).write(rows);
        assertArrayEquals(expected, file, () -> asked + " in windows of " + rows + " rows");
      }
    }
  }

  @Test
  void takesEveryRowAndLeavesTheStreamOpen() throws IOException {
    FormatWrite write = FormatWrite.of(writing(), ImageGeometry.of(9, 20, 3, 8));
    write.write(4);
    assertTrue(write.askedBehindTheLastRow(), "it does not ask behind the last row");
    assertFalse(write.touchedStream(), "the stream was flushed or closed");
  }

  private static List<ImageGeometry> shapes() {
    return List.of(
        ImageGeometry.of(1, 1, 3, 8),
        ImageGeometry.of(1, 9, 4, 8),
        ImageGeometry.of(70, 1, 1, 8),
        ImageGeometry.of(33, 21, 2, 16),
        ImageGeometry.of(33, 21, 3, 16),
        ImageGeometry.of(64, 65, 4, 8));
  }

  private ImageFormat writing() {
    assumeTrue(format().output().isPresent(), "the format is only read");
    return format();
  }

  private byte[] large(int width) throws IOException {
    return FormatWrite.of(writing(), ImageGeometry.of(width, 1024, 4, 8)).write(8);
  }

  private static void assertSamples(FormatSample sample, FormatRead.Image image) {
    assertEquals(sample.geometry(), image.geometry(), sample.toString());
    assertArrayEquals(sample.samples(), image.samples(), sample.toString());
    assertEquals(0, image.missingRows(), () -> sample + ": missing rows");
  }
}
