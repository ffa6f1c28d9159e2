package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the blocks of a small image until all are known, to code them with the Huffman codes that
 * fit them best (ITU-T T.81, annex K.2).
 *
 * <p>Once they take more than a budget, they are coded with the typical codes, and those that
 * follow too: such blocks are so full that codes of their own save little. <b>Memory:</b> {@link
 * #heapBytes}, in pieces of 32 KiB.
 */
final class HeldBlocks implements BlockSink {
  /** What all blocks may take: about as many bytes as they take in the file, and a half more. */
  private static final int BUDGET_BYTES = 4 << 20;

  /** What a block may take on average: more than those of photos of quality 95 do. */
  private static final int BLOCK_BUDGET_BYTES = 32;

  private static final int PIECE_BYTES = 1 << 15;

  /** A head of 3 bytes, and a place and a value of 2 bytes for each coefficient. */
  private static final int MAX_BLOCK_BYTES = 3 + 63 * 3;

  private static final int SIXTEEN_ZEROS = 0xF0;
  private static final int SLOTS = 2;

  /** Of a place: whether the coefficient is other than 1 or -1, and stands behind it. */
  private static final int VALUE = 0x80;

  /** Of a place: whether the coefficient takes two bytes or, without any, is -1. */
  private static final int WIDE_OR_MINUS = 0x40;

  private final Begin begin;
  private final long budgetBytes;
  private final int slots;
  private final long[][] dcFrequencies = new long[SLOTS][256];
  private final long[][] acFrequencies = new long[SLOTS][256];
  private final List<byte[]> pieces = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private byte[] piece = new byte[PIECE_BYTES];
  private int end;

  /** What blocks go to once they need not be held. */
  private BlockSink target = this;

  /** Writes what stands before the blocks once their codes are known. */
  @FunctionalInterface
  interface Begin {
    /**
     * Begins the scan.
     *
     * @param dcCodes by slot
     * @return what codes its blocks
     */
    BlockSink with(HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException;
  }

  /**
   * Holds no block yet.
   *
   * @param slots how many slots of Huffman codes the blocks use
   * @param blocks how many there will be
   * @param begin asked once
   */
  HeldBlocks(int slots, long blocks, Begin begin) {
    this.budgetBytes = heapBytes(blocks);
    this.slots = slots;
    this.begin = begin;
  }

  /** Heap that holding an image of so many blocks takes at the most. */
  static long heapBytes(long blocks) {
    return Math.min(BUDGET_BYTES, 2 * PIECE_BYTES + blocks * BLOCK_BUDGET_BYTES);
  }

  @Override
  public void put(int slot, int difference, short[] coefficients, long nonzero) throws IOException {
    if (target != this) {
      target.put(slot, difference, coefficients, nonzero);
      return;
    }
    hold(slot, difference, coefficients, nonzero);
    if (piece.length - end < MAX_BLOCK_BYTES) {
      closePiece();
      if ((pieces.size() + 1L) * PIECE_BYTES > budgetBytes) {
        release(JpegCodes.standard(slots, false), JpegCodes.standard(slots, true));
      } else {
        piece = new byte[PIECE_BYTES];
      }
    }
  }

  private void closePiece() {
    pieces.add(piece);
    lengths.add(end);
    end = 0;
  }

  /** Holds a block and counts its symbols. */
  private void hold(int slot, int difference, short[] coefficients, long nonzero) {
    dcFrequencies[slot][BlockEncoder.size(difference)]++;
    long[] frequencies = acFrequencies[slot];
    byte[] to = piece;
    int at = end;
    to[at++] = (byte) (slot << 7 | Long.bitCount(nonzero));
    to[at++] = (byte) (difference >> 8);
    to[at++] = (byte) difference;
    int before = 0;
    // Invariant: left are the coefficients behind the one at before, which are not held yet.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int value = coefficients[k];
      int run = k - before - 1;
      before = k;
      frequencies[SIXTEEN_ZEROS] += run >> 4;
      frequencies[(run & 15) << 4 | BlockEncoder.size(value)]++;
      if (value == 1 || value == -1) {
        to[at++] = (byte) (k | (value & WIDE_OR_MINUS));
      } else if (value == (byte) value) {
        to[at++] = (byte) (k | VALUE);
        to[at++] = (byte) value;
      } else {
        to[at++] = (byte) (k | VALUE | WIDE_OR_MINUS);
        to[at++] = (byte) (value >> 8);
        to[at++] = (byte) value;
      }
    }
    frequencies[0] += before < 63 ? 1 : 0;
    end = at;
  }

  private void release(HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException {
    target = begin.with(dcCodes, acCodes);
    for (int i = 0; i < pieces.size(); i++) {
      release(pieces.set(i, new byte[0]), lengths.get(i));
    }
    pieces.clear();
  }

  private void release(byte[] from, int length) throws IOException {
    short[] coefficients = new short[64];
    int at = 0;
    while (at < length) {
      int slot = (from[at] & 0x80) >> 7;
      int left = from[at] & 0x7F;
      int difference = from[at + 1] << 8 | (from[at + 2] & 0xFF);
      at += 3;
      long nonzero = 0;
      for (; left > 0; left--) {
        int place = from[at++];
        int k = place & 0x3F;
        int value;
        if ((place & VALUE) == 0) {
          value = (place & WIDE_OR_MINUS) == 0 ? 1 : -1;
        } else {
          value = from[at++];
          if ((place & WIDE_OR_MINUS) != 0) {
            value = value << 8 | (from[at++] & 0xFF);
          }
        }
        coefficients[k] = (short) value;
        nonzero |= 1L << k;
      }
      target.put(slot, difference, coefficients, nonzero);
    }
  }

  @Override
  public void finish() throws IOException {
    if (target == this) {
      closePiece();
      release(optimal(dcFrequencies), optimal(acFrequencies));
    }
    target.finish();
  }

  private HuffmanCode[] optimal(long[][] frequencies) {
    HuffmanCode[] codes = new HuffmanCode[slots];
    for (int slot = 0; slot < slots; slot++) {
      codes[slot] = OptimalCode.of(frequencies[slot]);
    }
    return codes;
  }
}
