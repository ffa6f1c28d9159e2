package io.github.maskloom.internal.deflate;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.zip.Adler32;

/**
 * The newest output of an {@link Inflate}, in one array that slides over the stream.
 *
 * <p>Three index ranges follow each other: {@code [0, read)} is kept only as far as matches may
 * look back, {@code [read, end)} waits for the reader, {@code [end, bytes.length)} is free. Before
 * {@code end} there are always {@link #LOOK_BACK} bytes, or all of the stream; this is what makes
 * {@code distance <= end} the whole test of a match.
 */
final class OutputWindow {
  /** How far a match can reach (RFC 1951, section 2). */
  static final int LOOK_BACK = 32768;

  /** Copies may write this many bytes past their end. */
  static final int SLACK = 32;

  /** Output between two slides; large enough that moving the look-back costs little. */
  private static final int STRIDE = 96 << 10;

  final byte[] bytes;

  /** Index after the last output. */
  int end;

  private int read;

  /** Stream position of {@code bytes[0]}. */
  private long origin;

  /** Index after the last byte that {@link #adler} has seen. */
  private int summed;

  private final Adler32 adler = new Adler32();
  private final int maxUnreadBytes;

  OutputWindow(int maxUnreadBytes) {
    this.maxUnreadBytes = maxUnreadBytes;
    long size = (long) LOOK_BACK + STRIDE + maxUnreadBytes + Tokens.MAX_LENGTH + SLACK;
    this.bytes = new byte[Math.toIntExact(size)];
  }

  long position() {
    return positionOf(end);
  }

  long positionOf(int index) {
    return origin + index;
  }

  long readPosition() {
    return origin + read;
  }

  int unread() {
    return end - read;
  }

  /** Index up to which output may go without a slide. */
  int capacityEnd() {
    return bytes.length - SLACK;
  }

  int indexOf(long position) {
    return (int) (position - origin);
  }

  void release(int count) {
    if (count < 0 || count > unread()) {
      throw new IndexOutOfBoundsException(count + " of " + unread() + " unread bytes");
    }
    read += count;
  }

  /** Slides unless that many unread bytes, and one match past them, have room. */
  void reserveUnread(long count) {
    checkArgument(
        count <= maxUnreadBytes,
        "%s unread bytes were asked for, but %s is the most",
        count,
        maxUnreadBytes);
    if (read + count + Tokens.MAX_LENGTH > capacityEnd()) {
      slide();
    }
  }

  private void slide() {
    int keep = Math.max(0, Math.min(read, end - LOOK_BACK));
    System.arraycopy(bytes, keep, bytes, 0, end - keep);
    origin += keep;
    read -= keep;
    end -= keep;
    summed -= keep;
  }

  /** Adds the output since the last call to the checksum. */
  void sum() {
    adler.update(bytes, summed, end - summed);
    summed = end;
  }

  int adler() {
    return (int) adler.getValue();
  }
}
