package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Splits a PNG file into its chunks and checks their CRCs (PNG 3rd edition, section 5.3).
 *
 * <p>Data of a chunk can be taken in pieces; what is not taken is skipped, in constant memory, when
 * the next chunk is asked for. <b>Memory:</b> 4 KiB, from the first IDAT on 16 KiB: files of which
 * only the header was read may wait in great numbers. <b>Ownership:</b> closes its stream.
 */
final class ChunkReader implements Closeable {
  private static final int HEADER_BYTES = 1 << 12;

  /** Little more than the head of a chunk. */
  private static final int PASSING_BYTES = 64;

  /** What comes from a file at once. */
  private static final int DATA_BYTES = FilePieces.PIECE_BYTES;

  private final InputStream stream;
  private final ImageLimits limits;
  private final DamagePolicy damage;
  private final int dataBytes;
  private byte[] buffer;
  private final CRC32 crc = new CRC32();

  /** The unread part of the buffer is [position, limit); buffer[0] is the file's bufferStart. */
  private int position;

  private int limit;
  private long bufferStart;

  private int type;
  private long chunkStart;
  private long length;
  private long remaining;
  private boolean crcPending;
  private boolean sound = true;
  private boolean cut;
  private long chunks;

  ChunkReader(InputStream stream, ImageLimits limits, DamagePolicy damage) {
    this(stream, limits, damage, HEADER_BYTES, DATA_BYTES);
  }

  private ChunkReader(
      InputStream stream, ImageLimits limits, DamagePolicy damage, int headerBytes, int dataBytes) {
    this.stream = stream;
    this.limits = limits;
    this.damage = damage;
    this.dataBytes = dataBytes;
    buffer = new byte[headerBytes];
  }

  /** A reader of few chunks, which are found by passing over the others. */
  static ChunkReader passing(InputStream stream, ImageLimits limits) {
    return new ChunkReader(stream, limits, DamagePolicy.STRICT, PASSING_BYTES, PASSING_BYTES);
  }

  /** What to do about damage. */
  DamagePolicy damage() {
    return damage;
  }

  /** What the file may ask for. */
  ImageLimits limits() {
    return limits;
  }

  /** Reads the eight bytes before the first chunk. */
  void readSignature() throws IOException {
    long signature = (long) readInt() << 32 | Integer.toUnsignedLong(readInt());
    if (signature != PngHeader.SIGNATURE) {
      throw ImageFormatException.at("PNG", "", 0, "the file does not begin with the signature");
    }
  }

  /**
   * Skips the rest of the current chunk, checks its CRC and begins the next.
   *
   * @return the type of the new chunk
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many
   */
  int next() throws IOException {
    endChunk();
    LimitCheck.parts(limits, ++chunks);
    chunkStart = offset();
    length = Integer.toUnsignedLong(readInt());
    remaining = 0;
    type = readInt();
    require(ChunkType.consistsOfLetters(type), "a chunk type must consist of letters");
    if (length > Integer.MAX_VALUE) {
      throw broken("length " + length + " is more than 2^31-1");
    }
    remaining = length;
    sound = true;
    beginCrc();
    return type;
  }

  private void beginCrc() {
    crc.reset();
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(type >>> shift);
    }
    crcPending = true;
  }

  /** The type of the current chunk. */
  int type() {
    return type;
  }

  /** Bytes of data of the current chunk. */
  long length() {
    return length;
  }

  /** The file's offset of the next byte to be read. */
  long offset() {
    return bufferStart + position;
  }

  /**
   * Reads some data of the current chunk.
   *
   * @return how many bytes, at least 1, or -1 at the chunk's end
   */
  int read(byte[] target, int targetOffset, int maxBytes) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    fill();
    int count = (int) Math.min(Math.min(maxBytes, remaining), limit - position);
    System.arraycopy(buffer, position, target, targetOffset, count);
    take(count);
    return count;
  }

  /** Reads all data of the current chunk, whose length the caller has checked, and its CRC. */
  byte[] readAll() throws IOException {
    byte[] data = new byte[(int) remaining];
    int done = 0;
    while (done < data.length) {
      done += read(data, done, data.length - done);
    }
    endChunk();
    return data;
  }

  /**
   * Skips what is left of the current chunk and checks its CRC, unless that was done.
   *
   * @throws ImageFormatException if the CRC is wrong in a chunk that samples depend on, and may not
   *     be; of another chunk {@link #isSound} tells
   */
  void endChunk() throws IOException {
    if (!crcPending) {
      return;
    }
    while (remaining > 0) {
      fill();
      take((int) Math.min(remaining, limit - position));
    }
    crcPending = false;
    boolean matches = readInt() == (int) crc.getValue();
    if (ChunkType.decidesSamples(type)) {
      require(matches || damage == DamagePolicy.LENIENT, "the CRC does not match");
    } else {
      sound = matches;
    }
  }

  /**
   * Whether the current chunk, which was read to its end, is what was written. A chunk that is not,
   * and that no sample depends on, counts for nothing.
   */
  boolean isSound() {
    return sound;
  }

  /** Whether the file has ended, in the middle of whatever was to be read. */
  boolean isCut() {
    return cut;
  }

  /**
   * Passes over what is left of the current chunk without checking it, as fast as the stream can.
   */
  void pass() throws IOException {
    if (!crcPending) {
      return;
    }
    long left = remaining + Integer.BYTES;
    int buffered = (int) Math.min(left, limit - position);
    position += buffered;
    remaining = 0;
    crcPending = false;
    if (left > buffered) {
      passUnbuffered(left - buffered);
    }
  }

  private void passUnbuffered(long count) throws IOException {
    bufferStart = offset();
    position = 0;
    limit = 0;
    try {
      stream.skipNBytes(count);
    } catch (EOFException e) {
      throw cutHere();
    }
    bufferStart += count;
  }

  private ImageFormatException cutHere() {
    cut = true;
    String part = type == 0 ? "" : ChunkType.name(type);
    return ImageFormatException.at("PNG", part, offset(), "the file ends too early");
  }

  /** Says that the current chunk breaks a rule. */
  ImageFormatException broken(String rule) {
    return ImageFormatException.at("PNG", ChunkType.name(type), chunkStart, rule);
  }

  /** Refuses the current chunk unless it keeps a rule. */
  void require(boolean holds, String rule) {
    if (!holds) {
      throw broken(rule);
    }
  }

  /** Refuses the current chunk unless it is that long. */
  void requireLength(int bytes) {
    require(length == bytes, "has " + length + " bytes instead of " + bytes);
  }

  private void take(int count) {
    crc.update(buffer, position, count);
    position += count;
    remaining -= count;
  }

  private int readInt() throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      fill();
      value = value << 8 | (buffer[position++] & 0xFF);
    }
    return value;
  }

  /** Makes sure that the buffer holds a byte. */
  private void fill() throws IOException {
    if (position < limit) {
      return;
    }
    bufferStart += limit;
    position = 0;
    limit = 0;
    if (type == ChunkType.IDAT && buffer.length < dataBytes) {
      buffer = new byte[dataBytes];
    }
    int count = stream.read(buffer);
    if (count <= 0) {
      throw cutHere();
    }
    limit = count;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
