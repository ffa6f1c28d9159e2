package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/**
 * The matches and blocks that an {@link Inflate} met, each oldest first; all output between the
 * matches is literals or stored bytes.
 *
 * <p>Its size is fixed. Decoding stops where there is no room for another match. A block without
 * room is not kept, and the last one that is kept then cannot be written again.
 */
public final class MatchLog {
  private final long[] positions;

  /** From the highest bits on: 6 of the number of bits, 9 of the length, 16 of the distance. */
  private final int[] matches;

  private final long[] bits;
  private int size;
  private final long[] blockPositions;
  private final SourceBlock[] blocks;
  private int blockCount;

  public MatchLog(int maxMatches, int maxBlocks) {
    positions = new long[maxMatches];
    matches = new int[maxMatches];
    bits = new long[maxMatches];
    blockPositions = new long[maxBlocks];
    blocks = new SourceBlock[maxBlocks];
    Arrays.setAll(blocks, index -> new SourceBlock());
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
    blockCount = 0;
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
    return matches[index] >>> 16 & 0x1FF;
  }

  /** How far before {@link #position} the match was copied from, 1 to 32768. */
  public int distance(int index) {
    return matches[index] & 0xFFFF;
  }

  /** Offset of the match's first bit from the start of the zlib stream. */
  public long bit(int index) {
    return bits[index];
  }

  /** Offset of the bit after the match; a length can be coded in more ways than one. */
  public long endBit(int index) {
    return bits[index] + (matches[index] >>> 25);
  }

  /** Number of blocks recorded since the last {@link #clear}. */
  public int blockCount() {
    return blockCount;
  }

  /** Stream position at which a block begins. */
  public long blockPosition(int index) {
    return blockPositions[index];
  }

  /** A block; of no meaning once it is removed. */
  public SourceBlock block(int index) {
    return blocks[index];
  }

  /** Forgets the oldest blocks. */
  public void removeFirstBlocks(int count) {
    blockCount -= count;
    for (int i = 0; i < blockCount; i++) {
      SourceBlock free = blocks[i];
      blocks[i] = blocks[i + count];
      blocks[i + count] = free;
      blockPositions[i] = blockPositions[i + count];
    }
  }

  /** Records that a block begins. */
  public void addBlock(long position, BlockHeader block) {
    if (blockCount < blocks.length) {
      blockPositions[blockCount] = position;
      blocks[blockCount++].set(block);
    } else if (blockCount > 0) {
      blocks[blockCount - 1].clear();
    }
  }

  int room() {
    return matches.length - size;
  }

  void add(long position, int length, int distance, long bit, int bitCount) {
    positions[size] = position;
    matches[size] = bitCount << 25 | length << 16 | distance;
    bits[size++] = bit;
  }
}
