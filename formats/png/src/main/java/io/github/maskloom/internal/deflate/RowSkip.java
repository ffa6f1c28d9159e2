package io.github.maskloom.internal.deflate;

/**
 * Passes over rows whose bytes are known by a look at their tokens, without making the bytes.
 *
 * <p>The rows are zeros behind a head, and so are those before them, as far as a match can look
 * back. So a token is right if what it stands for is what the row has there: most are matches of
 * zeros with zeros. Where the same bits come again and again, they are compared and not decoded.
 */
final class RowSkip {
  /** A token and the index of the next one end before this margin. */
  private static final int INPUT_MARGIN = 16;

  /** What is sure to be in a load. */
  private static final int LOADED_BITS = 56;

  private static final byte[] NO_HEAD = {};

  private final BitInput in;
  private final TokenDecoder decoder;
  private byte[] head = NO_HEAD;
  private int rowBytes;

  /** Where the bytes of a row become zero, and stay so. */
  private int zerosFrom;

  /** The next token: its bit in the piece, and its first byte, counted from the first row. */
  private int bit;

  private long at;
  private int lastBit;

  RowSkip(BitInput in, TokenDecoder decoder) {
    this.in = in;
    this.decoder = decoder;
  }

  /**
   * Takes all tokens up to the first that ends the last of these rows, or goes over its end.
   *
   * @param head the first bytes of a row; the others are 0
   * @param unread how many bytes of the first row are decoded already
   * @return how many bytes the rows and what goes over their end have; less than a row, and then
   *     nothing is taken, if it does not show that the next row is such
   */
  long skip(byte[] head, int rowBytes, int unread, int maxRows) {
    this.head = head;
    this.rowBytes = rowBytes;
    zerosFrom = head.length;
    while (zerosFrom > 0 && head[zerosFrom - 1] == 0) {
      zerosFrom--;
    }
    bit = 8 * in.next - in.held;
    at = unread;
    lastBit = in.holdsOnlyThisPiece() ? 8 * (in.end - INPUT_MARGIN) : -1;
    return takeRows((long) maxRows * rowBytes);
  }

  private long takeRows(long end) {
    long taken = 0;
    boolean right = true;
    while (right && taken < end) {
      long next = taken - taken % rowBytes + rowBytes;
      right = bit <= lastBit && takeToken(end);
      if (right && at >= next) {
        taken = at;
        in.seek(bit);
      }
    }
    return taken;
  }

  /** Takes a token and its repeats, or literals; false if they are not what the rows have there. */
  private boolean takeToken(long end) {
    long hold = TokenDecoder.load(in.bytes, bit);
    int entry = decoder.literals.entry(hold);
    if ((entry & DecodeTable.LITERALS) != 0) {
      return takeLiterals(entry);
    }
    int lengthBits = entry & DecodeTable.DROP_MASK;
    int distance = decoder.distances.entry(hold >>> lengthBits);
    if (((entry | distance) & DecodeTable.SPECIAL) != 0) {
      return false;
    }
    return takeMatches(
        TokenDecoder.valueWithExtraBits(entry, hold),
        TokenDecoder.valueWithExtraBits(distance, hold >>> lengthBits),
        lengthBits + (distance & DecodeTable.DROP_MASK),
        end);
  }

  private boolean takeLiterals(int entry) {
    int count = entry >>> DecodeTable.COUNT_SHIFT & 3;
    int literals = entry >>> DecodeTable.LITERAL_SHIFT;
    for (int i = 0; i < count; i++) {
      if ((byte) (literals >>> (i * Byte.SIZE)) != byteAt(at + i)) {
        return false;
      }
    }
    at += count;
    bit += entry & DecodeTable.DROP_MASK;
    return true;
  }

  private boolean takeMatches(int length, int distance, int bits, long end) {
    long most = (end - at + length - 1) / length;
    if (zerosFrom > 0 && distance % rowBytes != 0) {
      if (!isRight(length, distance)) {
        return false;
      }
      // Zeros of the same row repeat up to its end.
      long offset = at % rowBytes;
      boolean sameRow = offset + length - distance >= zerosFrom;
      most = sameRow ? Math.max(1, Math.min(most, (rowBytes - offset) / length)) : 1;
    }
    long matches = 1 + repeats(bits, most - 1);
    // One that goes over a row's end is the last, as no more than a match may go over it.
    long rows = (at + matches * length) / rowBytes;
    if (rows > at / rowBytes) {
      matches = (rows * rowBytes - at + length - 1) / length;
    }
    at += matches * length;
    bit += (int) matches * bits;
    return true;
  }

  private boolean isRight(int length, int distance) {
    if (isZero(at, length) && isZero(at - distance, Math.min(length, distance))) {
      return true;
    }
    for (int i = 0; i < length; i++) {
      if (byteAt(at + i) != byteAt(at - distance + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isZero(long from, int count) {
    int offset = Math.floorMod(from, rowBytes);
    return offset >= zerosFrom && offset + count <= rowBytes;
  }

  private byte byteAt(long position) {
    int offset = Math.floorMod(position, rowBytes);
    return offset < zerosFrom ? head[offset] : 0;
  }

  /** How often the bits of the next token come again behind it, as far as that shows. */
  private long repeats(int bits, long most) {
    int from = bit + bits;
    long stop = Math.min(lastBit, from + most * bits);
    int to = from;
    int same = LOADED_BITS;
    while (to <= stop && same == LOADED_BITS) {
      long difference = TokenDecoder.load(in.bytes, to) ^ TokenDecoder.load(in.bytes, to - bits);
      same = Math.min(Long.numberOfTrailingZeros(difference), LOADED_BITS);
      to += same;
    }
    return Math.min((to - from) / bits, most);
  }
}
