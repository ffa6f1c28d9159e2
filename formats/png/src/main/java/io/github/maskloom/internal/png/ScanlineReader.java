package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.deflate.Inflate;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scanlines of a PNG file in the order of the file, decompressed and unfiltered, as bytes
 * (PNG 3rd edition, sections 7 to 10).
 *
 * <p><b>Memory:</b> two scanlines and about 190 KiB. <b>Ownership:</b> closes the stream it was
 * opened on, also if opening fails.
 */
public final class ScanlineReader implements Closeable {
  /** Where a scanline begins in its array; the filter type stands before it. */
  public static final int START = 1;

  private static final byte[] NO_ROW = {};

  private final ChunkReader chunks;
  private PngPreamble preamble;
  private final IdatStream data;

  /** Made with the first row: who opens an image may wait for memory before it reads one. */
  private @Nullable IdatInflater inflater;

  private int rowLength = START;
  private byte[] row = NO_ROW;
  private byte[] above = NO_ROW;

  /** The filtered bytes of the last scanline that was zero but for them: its type and a pixel. */
  private byte[] head = NO_ROW;

  /** How many scanlines up to the last one have these bytes, and are zero behind them. */
  private int alike;

  /** Whether the last of these is the one above again, as all others will be. */
  private boolean repeats;

  /** Whether {@link #skipRepeats} was called. */
  private boolean skips;

  private long decodedBytes;

  /** Why no more rows come, if the data have broken off and that is allowed. */
  private @Nullable ImageFormatException breakOff;

  private ScanlineReader(ChunkReader chunks, PngPreamble preamble) {
    this.chunks = chunks;
    this.preamble = preamble;
    this.data = new IdatStream(chunks);
  }

  /**
   * Reads a file from its first byte to its first IDAT.
   *
   * @param interlaced whether the image has to be
   * @param withMetadata whether to keep what travels beside the pixels
   */
  static ScanlineReader open(
      InputStream stream,
      ImageLimits limits,
      DamagePolicy damage,
      boolean interlaced,
      boolean withMetadata)
      throws IOException {
    ChunkReader chunks = new ChunkReader(stream, limits, damage);
    try {
      PngPreamble preamble = PngPreamble.read(chunks, limits, interlaced, withMetadata);
      return new ScanlineReader(chunks, preamble);
    } catch (IOException | RuntimeException e) {
      try (chunks) {
        throw e;
      }
    }
  }

  DamagePolicy damage() {
    return chunks.damage();
  }

  public PngPreamble preamble() {
    return preamble;
  }

  /** Puts other things in place of what travels beside the pixels. */
  void replaceMetadata(ImageMetadata metadata) {
    preamble = preamble.with(metadata);
  }

  /** The compressed data, for a caller that reads them instead of {@link #next}. */
  public IdatStream takeData() {
    return data;
  }

  /** Begins the image or a pass of it: rows of that many pixels, the first without one above. */
  void beginPass(int pixels) {
    rowLength = START + Math.toIntExact(preamble.header().rowBytes(pixels));
    row = NO_ROW;
    above = NO_ROW;
    alike = 0;
    repeats = false;
  }

  /**
   * Reads the next scanline.
   *
   * @return its bytes, from {@link #START} on; they stay as they are until the call after the next;
   *     null if the data have broken off before its end, which {@link DamagePolicy#LENIENT} allows
   */
  byte @Nullable [] next() throws IOException {
    if (breakOff == null) {
      try {
        swapRows();
        inflater().read(row, 0, row.length, skips && repeats);
        return unfiltered();
      } catch (ImageFormatException e) {
        allow(e);
      }
    }
    countDecoded(rowLength);
    return null;
  }

  /** Goes on without the data if they are broken and may be. */
  private void allow(ImageFormatException failure) {
    if (damage() == DamagePolicy.STRICT) {
      throw failure;
    }
    breakOff = failure;
  }

  /** Refuses an image of which nothing came. */
  void throwBreakOff() {
    if (breakOff != null) {
      throw breakOff;
    }
  }

  private void swapRows() {
    if (row.length != rowLength) {
      row = new byte[rowLength];
      above = new byte[rowLength];
      head = new byte[Math.min(rowLength, START + preamble.header().filterBytes())];
    }
    byte[] swap = above;
    above = row;
    row = swap;
  }

  private byte[] unfiltered() {
    countDecoded(row.length);
    int type = row[0] & 0xFF;
    data.checkFilterType(type);
    countAlike();
    if (alike > 1 && repeats) {
      swapRows();
    } else {
      Unfilter.apply(type, row, above, START, rowLength, preamble.header().filterBytes());
      repeats = alike > 1 && Arrays.equals(row, START, rowLength, above, START, rowLength);
    }
    return row;
  }

  private void countAlike() {
    if (!isZeroBehindHead()) {
      alike = 0;
    } else if (alike > 0 && Arrays.equals(row, 0, head.length, head, 0, head.length)) {
      alike++;
    } else {
      System.arraycopy(row, 0, head, 0, head.length);
      alike = 1;
    }
  }

  /** The first byte there is, and every byte equals the one before it. */
  private boolean isZeroBehindHead() {
    int from = head.length;
    return from == rowLength
        || (row[from] == 0 && Arrays.equals(row, from, rowLength - 1, row, from + 1, rowLength));
  }

  /**
   * Passes over scanlines that equal the last one, as far as their compressed data show that.
   *
   * @param maxRows at most so many
   * @return how many
   */
  int skipRepeats(int maxRows) {
    skips = true;
    if (!repeats || breakOff != null) {
      return 0;
    }
    int rows = inflater().skipRows(head, rowLength, alike, maxRows);
    alike += rows;
    countDecoded((long) rows * rowLength);
    return rows;
  }

  /** Skips decompressed bytes. */
  void skip(long bytes) throws IOException {
    byte[] dropped = new byte[(int) Math.min(bytes, 1 << 15)];
    try {
      for (long left = bytes; left > 0; left -= dropped.length) {
        int count = (int) Math.min(left, dropped.length);
        inflater().read(dropped, 0, count, false);
        countDecoded(count);
      }
    } catch (ImageFormatException e) {
      allow(e);
    }
  }

  /** Counts bytes that came or are missing: many of either are too much for a small file. */
  private void countDecoded(long count) {
    decodedBytes += count;
    checkRatio(decodedBytes * 8 / preamble.header().pixelBits());
  }

  private IdatInflater inflater() {
    if (inflater == null) {
      inflater = new IdatInflater(data);
    }
    return inflater;
  }

  /** Refuses that many pixels if the file has needed too few bytes for them so far. */
  private void checkRatio(long pixels) {
    LimitCheck.ratio(chunks.limits(), pixels, chunks.offset());
  }

  /** Checks the rest of the file, up to IEND, after its last scanline was read. */
  void finish() throws IOException {
    if (breakOff == null) {
      try {
        inflater().finish();
        passTrailer();
      } catch (ImageFormatException e) {
        allow(e);
      }
    }
  }

  /**
   * Goes on to IEND. A file that ends before it, in the middle of whatever follows the data, has
   * all its samples.
   */
  private void passTrailer() throws IOException {
    try {
      while (!chunks.isCut() && chunks.type() != ChunkType.IEND) {
        chunks.require(
            !ChunkType.decidesSamples(chunks.type()),
            "this chunk is not allowed after the image's data");
        chunks.next();
      }
      if (!chunks.isCut()) {
        chunks.require(chunks.length() == 0, "must be empty");
        chunks.endChunk();
      }
    } catch (ImageFormatException e) {
      if (!chunks.isCut()) {
        throw e;
      }
    }
  }

  /**
   * Passes over the rest of the file, up to IEND, after its data were copied.
   *
   * @return whether something stands there
   */
  public boolean finishCopy() throws IOException {
    boolean more = chunks.type() != ChunkType.IEND;
    passTrailer();
    checkRatio(preamble.geometry().pixels());
    return more && !chunks.isCut();
  }

  @Override
  public void close() throws IOException {
    chunks.close();
  }

  /**
   * Decompresses the zlib data of an image (RFC 1950, RFC 1951) to its filtered rows.
   *
   * <p>It decodes ahead of the rows that are asked for, as far as it has room. <b>Memory:</b> about
   * 180 KiB.
   */
  private static final class IdatInflater {
    private static final int INPUT_BYTES = 1 << 14;

    private final IdatStream stream;
    private final Inflate inflate = new Inflate(1);
    private final byte[] input = new byte[INPUT_BYTES];
    private long inputBytes;

    IdatInflater(IdatStream stream) {
      this.stream = stream;
      if (stream.ignoresChecksum()) {
        inflate.ignoreChecksum();
      }
    }

    /**
     * Decompresses exactly that many bytes.
     *
     * @param notAhead whether no more is to be decoded than that takes
     * @throws ImageFormatException if the data are broken or end before
     */
    void read(byte[] target, int offset, int length, boolean notAhead) throws IOException {
      int done = 0;
      while (done < length) {
        switch (fill(notAhead ? length - done : Integer.MAX_VALUE)) {
          case NEEDS_INPUT -> feed(stream.read(input, 0, input.length));
          case REACHED -> done += copy(target, offset + done, length - done);
          default -> throw stream.broken("the compressed data end before the last row");
        }
      }
    }

    int skipRows(byte[] head, int rowLength, int rowsBefore, int maxRows) {
      return inflate.skipRows(head, rowLength, rowsBefore, maxRows);
    }

    private int copy(byte[] target, int offset, int maxBytes) {
      int count = Math.min((int) (inflate.position() - inflate.readPosition()), maxBytes);
      int from = inflate.index(inflate.readPosition());
      System.arraycopy(inflate.window(), from, target, offset, count);
      inflate.release(count);
      return count;
    }

    /**
     * Checks that nothing is left but the check value, and that it is right.
     *
     * @throws ImageFormatException if not
     */
    void finish() throws IOException {
      Inflate.Status status = fill(1);
      while (status == Inflate.Status.NEEDS_INPUT) {
        feed(stream.read(input, 0, input.length));
        status = fill(1);
      }
      if (status == Inflate.Status.REACHED) {
        throw stream.broken("the compressed data go on after the last row");
      }
      if (inflate.endByte() < inputBytes || !stream.endsHere()) {
        throw stream.broken("bytes follow the compressed data");
      }
    }

    private Inflate.Status fill(int most) {
      try {
        return inflate.fill(most);
      } catch (ImageFormatException e) {
        ImageFormatException failure = stream.broken("broken compressed data, " + e.getMessage());
        failure.initCause(e);
        throw failure;
      }
    }

    private void feed(int count) {
      if (count < 0) {
        throw stream.broken("the compressed data end too early");
      }
      inflate.setInput(input, 0, count);
      inputBytes += count;
    }
  }
}
