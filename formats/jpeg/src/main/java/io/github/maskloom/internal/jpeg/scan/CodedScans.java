package io.github.maskloom.internal.jpeg.scan;

import com.google.common.io.ByteStreams;
import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
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

  /** The temporary file, if there is one, and ranges. */
  private final List<Closeable> opened = new ArrayList<>();

  private @Nullable SpoolFile spool;

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
      JpegFrame frame,
      ImageLimits limits,
      DamagePolicy damage) {
    this.input = input;
    this.ranges = ranges;
    this.damage = damage;
    this.limits = limits;
    this.walk = new ScanWalk(input, frame, limits);
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
    CodedScans scans = new CodedScans(input, source.ranges(), frame, limits, damage);
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

  /** By component: the divisors in coding order. */
  public List<int[]> divisors() {
    return walk.divisors();
  }

  /** Whether the file ends without EOI before every bit of every coefficient has its scan. */
  public boolean lacksScans() {
    return walk.lacksScans();
  }

  /** The bits of a scan from its first one, read through two buffers. */
  public ScanBits bits(int i, int bufferBytes) throws IOException {
    CodedScan from = scans.get(i);
    int bytes = (int) Math.min(bufferBytes, from.end() - from.start() + Long.BYTES);
    return new ScanBits(new JpegInput(data(from), from.offset(), bytes), bytes, 1, from.cut());
  }

  private InputStream data(CodedScan from) throws IOException {
    long length = from.end() - from.start();
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    if (from.ranged()) {
      InputStream range = ranges.orElseThrow().open(from.start(), length);
      opened.add(range);
      return range;
    }
    InputStream in = spool().source().open();
    in.skipNBytes(from.start());
    return ByteStreams.limit(in, length);
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
    SpoolFile file = spool;
    if (file == null) {
      file = SpoolFile.create(limits);
      opened.add(file);
      spool = file;
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      opened.forEach(closer::register);
    }
  }
}
