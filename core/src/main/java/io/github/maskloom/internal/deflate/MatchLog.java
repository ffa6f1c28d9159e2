package io.github.maskloom.internal.deflate;

/**
 * The matches that an {@link Inflate} met, oldest first; all output between them is literals or
 * stored bytes. Its size is fixed: decoding stops where it is full.
 */
public final class MatchLog {
  private final long[] positions;

  /** Length above, distance in the lower 16 bits. */
  private final int[] matches;

  private final long[] bits;
  private int size;

  public MatchLog(int maxMatches) {
    positions = new long[maxMatches];
    matches = new int[maxMatches];
    bits = new long[maxMatches];
  }

  /** Number of matches recorded since the last {@link #clear}. */
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == matches.length;
  }

  public void clear() {
    size = 0;
  }

  /** Forgets the oldest matches. */
  public void removeFirst(int count) {
    size -= count;
    System.arraycopy(positions, count, positions, 0, size);
    System.arraycopy(matches, count, matches, 0, size);
    System.arraycopy(bits, count, bits, 0, size);
  }

  /** Stream position of the first byte that the match produced. */
  public long position(int index) {
    return positions[index];
  }

  /** Bytes that the match produced, 3 to 258. */
  public int length(int index) {
    return matches[index] >>> 16;
  }

  /** How far before {@link #position} the match was copied from, 1 to 32768. */
  public int distance(int index) {
    return matches[index] & 0xFFFF;
  }

  /** Offset of the match's first bit from the start of the zlib stream. */
  public long bit(int index) {
    return bits[index];
  }

  int room() {
    return matches.length - size;
  }

  void add(long position, int length, int distance, long bit) {
    positions[size] = position;
    matches[size] = length << 16 | distance;
    bits[size++] = bit;
  }
}
