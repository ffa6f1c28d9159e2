package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The scans of a JPEG file, their coded data copied to a temporary file so that all can be decoded
 * at once, each from a place of its own.
 *
 * <p><b>Memory:</b> {@value #CHUNK_BYTES} bytes, those of {@link JpegInput}, and the codes of all
 * scans, some 2 KiB each. <b>Ownership:</b> the temporary file is the caller's to close, after the
 * last use of the scans.
 */
public final class SpooledScans {
  private static final int CHUNK_BYTES = 1 << 15;

  private final JpegInput input;
  private final DamagePolicy damage;
  private final SpoolFile spool;
  private final ScanWalk walk;
  private final List<SpooledScan> scans = new ArrayList<>();

  /**
   * A scan and its data.
   *
   * @param start where its data begin in the temporary file
   * @param end where they end there
   * @param offset where they begin in the JPEG file
   * @param cut whether the file ends behind them, without EOI
   */
  private record SpooledScan(JpegScan scan, long start, long end, long offset, boolean cut) {}

  private SpooledScans(JpegInput input, DamagePolicy damage, SpoolFile spool, ScanWalk walk) {
    this.input = input;
    this.damage = damage;
    this.spool = spool;
    this.walk = walk;
  }

  /**
   * Copies the scans of a file.
   *
   * @param input the file from its first byte
   * @param frame what its header said
   * @param damage whether scans may be missing at the end, as long as all components have begun
   * @param spool takes the coded data
   * @throws ImageFormatException if the file breaks a rule outside the coded data
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many segments or scans,
   *     or too much coded data
   */
  public static SpooledScans read(
      JpegInput input, JpegFrame frame, ImageLimits limits, DamagePolicy damage, SpoolFile spool)
      throws IOException {
    SpooledScans scans = new SpooledScans(input, damage, spool, new ScanWalk(input, frame, limits));
    scans.readScans();
    return scans;
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

  /** The bits of a scan from its first one, read into a buffer of at most so many bytes. */
  public ScanBits bits(int i, int bufferBytes) {
    SpooledScan from = scans.get(i);
    long length = from.end() - from.start();
    return new ScanBits(new SpooledBytes(from), (int) Math.min(bufferBytes, length + Long.BYTES));
  }

  private void readScans() throws IOException {
    try {
      for (JpegScan scan = walk.next(); scan != null; scan = walk.next()) {
        copy(scan);
      }
    } catch (ImageFormatException e) {
      if (!input.ended() || (damage == DamagePolicy.STRICT && lacksScans())) {
        throw e;
      }
    }
    walk.checkEnd();
  }

  private void copy(JpegScan scan) throws IOException {
    long start = spool.length();
    long offset = input.position();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    byte[] bytes = chunk.array();
    int count = input.readScanData(bytes, 0, bytes.length);
    while (count > 0) {
      spool.append(chunk.limit(count).position(0));
      count = input.readScanData(bytes, 0, bytes.length);
    }
    scans.add(new SpooledScan(scan, start, spool.length(), offset, input.ended()));
  }

  /** Reads the data of a scan from the temporary file. */
  private final class SpooledBytes implements ScanBytes {
    private final SpooledScan from;
    private long at;

    SpooledBytes(SpooledScan from) {
      this.from = from;
      this.at = from.start();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, from.end() - at);
      if (count > 0) {
        spool.read(at, ByteBuffer.wrap(target, offset, count));
        at += count;
      }
      return count;
    }

    @Override
    public long offset() {
      return from.offset();
    }

    @Override
    public long cutAt() {
      return from.cut() ? from.offset() + from.end() - from.start() : -1;
    }
  }
}
