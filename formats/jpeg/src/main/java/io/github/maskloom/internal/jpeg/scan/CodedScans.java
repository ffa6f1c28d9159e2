package io.github.maskloom.internal.jpeg.scan;

import com.google.common.io.ByteStreams;
import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scans of a JPEG file, kept so that all can be decoded at once, each from a place of its own:
 * as ranges of the file if its source has them, else copied to a temporary file. Scans beyond the
 * {@value #MAX_RANGES}th are copied all the same, so that not too many ranges are open.
 *
 * <p><b>Memory:</b> that of {@link JpegInput}, and the codes of all scans, some 2 KiB each.
 * <b>Ownership:</b> closes the ranges and the temporary file.
 */
public final class CodedScans implements Closeable {
  private static final int MAX_RANGES = 32;

  private final JpegInput input;
  private final Optional<RangeSupplier> ranges;
  private final DamagePolicy damage;
  private final ImageLimits limits;
  private final ScanWalk walk;
  private final List<CodedScan> scans = new ArrayList<>();
  private final List<Closeable> opened = new ArrayList<>();
  private Optional<SpoolFile> spool = Optional.empty();

  /**
   * A scan and its data.
   *
   * @param start where its data begin in the temporary file, or in the JPEG file
   * @param end where they end there
   * @param offset where they begin in the JPEG file
   * @param ranged whether they are read from the JPEG file
   * @param cut whether the file ends behind them, without EOI
   */
  private record CodedScan(
      JpegScan scan, long start, long end, long offset, boolean ranged, boolean cut) {}

  private CodedScans(
      JpegInput input,
      Optional<RangeSupplier> ranges,
      DamagePolicy damage,
      ImageLimits limits,
      ScanWalk walk) {
    this.input = input;
    this.ranges = ranges;
    this.damage = damage;
    this.limits = limits;
    this.walk = walk;
  }

  /**
   * Walks through a file, and copies its scans where they cannot be read from it; the caller closes
   * them.
   *
   * @param input the file from its first byte
   * @param source of the same file, read in ranges if it can be
   * @param frame what its header said
   * @param damage whether scans may be missing at the end, as long as all components have begun
   * @throws ImageFormatException if the file breaks a rule outside the coded data
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many segments or scans,
   *     or too much coded data
   */
  public static CodedScans read(
      JpegInput input, ImageSource source, JpegFrame frame, ImageLimits limits, DamagePolicy damage)
      throws IOException {
    ScanWalk walk = new ScanWalk(input, frame, limits);
    CodedScans scans = new CodedScans(input, source.ranges(), damage, limits, walk);
    try {
      scans.readScans();
      return scans;
    } catch (Throwable e) {
      scans.close();
      throw e;
    }
  }

  /** How many scans there are. */
  public int count() {
    return scans.size();
  }

  /** A scan, counted in the order of the file. */
  public JpegScan scan(int i) {
    return scans.get(i).scan();
  }

  /** Where the data of a scan begin in the JPEG file. */
  public long offset(int i) {
    return scans.get(i).offset();
  }

  /** The divisors of a component in coding order. */
  public int[] quantization(int component) {
    return walk.quantization(component);
  }

  /** Whether the file ends without EOI before every bit of every coefficient has its scan. */
  public boolean lacksScans() {
    return walk.lacksScans();
  }

  /** The bits of a scan from its first one, read through two buffers. */
  public ScanBits bits(int i, int bufferBytes) throws IOException {
    CodedScan from = scans.get(i);
    int bytes = (int) Math.min(bufferBytes, from.end() - from.start() + Long.BYTES);
    JpegInput coded =
        new JpegInput(from.ranged() ? range(from) : spooled(from), from.offset(), bytes);
    return new ScanBits(coded, bytes, 1, from.cut());
  }

  private InputStream range(CodedScan from) {
    RangedData data = new RangedData(ranges.orElseThrow(), from.start(), from.end() - from.start());
    opened.add(data);
    return data;
  }

  private InputStream spooled(CodedScan from) throws IOException {
    InputStream in = spool.orElseThrow().source().open();
    in.skipNBytes(from.start());
    return ByteStreams.limit(in, from.end() - from.start());
  }

  private void readScans() throws IOException {
    try {
      for (JpegScan scan = walk.next(); scan != null; scan = walk.next()) {
        scans.add(taken(scan, ranges.isPresent() && scans.size() < MAX_RANGES));
      }
    } catch (ImageFormatException e) {
      if (!input.ended() || (damage == DamagePolicy.STRICT && lacksScans())) {
        throw e;
      }
    }
    walk.checkEnd();
  }

  /** Copies the data of a scan, or passes over them to where the next marker stands. */
  private CodedScan taken(JpegScan scan, boolean ranged) throws IOException {
    long offset = input.position();
    long start = ranged ? offset : spool().length();
    input.copyScanData(ranged ? OutputStream.nullOutputStream() : spool().output());
    long end = ranged ? input.position() : spool().length();
    return new CodedScan(scan, start, end, offset, ranged, input.ended());
  }

  private SpoolFile spool() throws IOException {
    if (spool.isEmpty()) {
      spool = Optional.of(SpoolFile.create(limits));
    }
    return spool.get();
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      opened.forEach(closer::register);
      spool.ifPresent(closer::register);
    }
  }

  /** A range of the file that is opened with its first byte, and aborted when it is closed. */
  private static final class RangedData extends BlockInputStream {
    private final RangeSupplier ranges;
    private final long start;
    private final long length;
    private @Nullable InputStream range;

    RangedData(RangeSupplier ranges, long start, long length) {
      this.ranges = ranges;
      this.start = start;
      this.length = length;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (length == 0) {
        return -1;
      }
      InputStream begun = range;
      if (begun == null) {
        begun = ranges.open(start, length);
        range = begun;
      }
      return begun.read(target, offset, count);
    }

    @Override
    public void close() throws IOException {
      if (range != null) {
        range.close();
      }
    }
  }
}
