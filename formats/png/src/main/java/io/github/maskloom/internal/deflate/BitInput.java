package io.github.maskloom.internal.deflate;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Objects;

/**
 * The bits of a stream that arrives in pieces, least significant bit of each byte first (RFC 1951,
 * section 3.1.1).
 *
 * <p>The current piece stays the caller's array and is read in place. Bits that were taken out of a
 * piece but not used yet wait in {@link #hold}, so a piece can be replaced as soon as it is read.
 */
final class BitInput {
  /** Keeps the number of bits in a piece below 2^31. */
  private static final int MAX_PIECE_END = 1 << 28;

  private static final byte[] NOTHING = {};

  byte[] bytes = NOTHING;

  /** Index at which the piece begins. */
  int start;

  /** Index of the next byte to move into {@link #hold}. */
  int next;

  int end;

  /** The next {@link #held} bits of the stream, the first one lowest; above them are zeros. */
  long hold;

  int held;

  /**
   * Stream offset of {@code bytes[0]}, in bytes; negative where a piece begins inside its array.
   */
  private long origin;

  void set(byte[] piece, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, piece.length);
    checkArgument(
        offset + length <= MAX_PIECE_END,
        "a piece of input must end before byte %s",
        MAX_PIECE_END);
    checkState(next >= end, "%s bytes of the last input are not read yet", end - next);
    origin += end - offset;
    bytes = piece;
    start = offset;
    next = offset;
    end = offset + length;
  }

  /** Offset in the stream of the first bit that was not taken. */
  long position() {
    return position(next * 8L - held);
  }

  /** The same for a bit of the current piece, counted from {@code bytes[0]}. */
  long position(long bit) {
    return origin * 8 + bit;
  }

  /**
   * Whether all bits in {@link #hold} are from the current piece, so that it has no hidden past.
   */
  boolean holdsOnlyThisPiece() {
    return held <= 8 * (next - start);
  }

  /** Goes to a bit of the current piece, counted from {@code bytes[0]}. */
  void seek(int bit) {
    next = (bit + 7) >>> 3;
    held = 8 * next - bit;
    hold = held == 0 ? 0 : (bytes[next - 1] & 0xFFL) >>> (8 - held);
  }

  /** Moves whole bytes into {@link #hold} until it has at least 56 bits or the piece is used up. */
  void refill() {
    while (held < 56 && next < end) {
      hold |= (bytes[next++] & 0xFFL) << held;
      held += 8;
    }
  }

  /** Whether that many bits can be taken now; never more than 56. */
  boolean has(int count) {
    if (held < count) {
      refill();
    }
    return held >= count;
  }

  /** The next bits, which {@link #has} has promised, without taking them. */
  int peek(int count) {
    return (int) (hold & ~(-1L << count));
  }

  void skip(int count) {
    hold >>>= count;
    held -= count;
  }

  int take(int count) {
    int value = peek(count);
    skip(count);
    return value;
  }

  /** Bytes of the piece that are not moved into {@link #hold}. */
  int left() {
    return end - next;
  }

  /** Takes bytes at a byte boundary; returns how many there were, at most {@code count}. */
  int take(byte[] target, int offset, int count) {
    int taken = 0;
    while (taken < count && held >= 8) {
      target[offset + taken++] = (byte) take(8);
    }
    int direct = Math.min(count - taken, left());
    System.arraycopy(bytes, next, target, offset + taken, direct);
    next += direct;
    return taken + direct;
  }
}
