package io.github.maskloom.internal.jpeg.block;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Codes the blocks that a {@link SymbolRecord} has written down.
 *
 * <p><b>Memory:</b> 70 KiB. <b>Ownership:</b> the stream stays the caller's.
 */
public final class SymbolReplay {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int BLOCK = 64;

  /** A block of 27 bits of DC and 63 times 26 bits of AC, and what is stored beyond. */
  private static final int MAX_CODED_BYTES = 209 + 2 * Long.BYTES;

  private final InputStream in;
  private final CodedBits out;

  /** Symbols, from at to end. */
  private final byte[] buffer = new byte[BUFFER_BYTES + Short.BYTES];

  private int at;
  private int end;

  /** Coded bits without stuffing: whole bytes up to codedEnd, and fewer than 8 bits more. */
  private final byte[] coded = new byte[BUFFER_BYTES];

  private int codedEnd;
  private long pending;
  private int pendingBits;

  /** By slot and symbol. */
  private final int[][] dcWords;

  private final int[][] acWords;

  /**
   * Begins at the first block.
   *
   * @param dcCodes by slot: has a word for every size that occurs
   * @param acCodes by slot: has a word for every symbol that occurs
   */
  public SymbolReplay(InputStream in, HuffmanCode[] dcCodes, HuffmanCode[] acCodes, CodedBits out) {
    this.in = in;
    this.out = out;
    dcWords = new int[dcCodes.length][];
    acWords = new int[acCodes.length][];
    for (int slot = 0; slot < dcCodes.length; slot++) {
      dcWords[slot] = dcCodes[slot].words();
      acWords[slot] = acCodes[slot].words();
    }
  }

  /** Codes the next block, which there must be. */
  public void code(int slot) throws IOException {
    if (end - at < SymbolRecord.MAX_BLOCK_BYTES) {
      fill();
    }
    if (codedEnd > BUFFER_BYTES - MAX_CODED_BYTES) {
      flush();
    }
    int[] words = dcWords[slot];
    long bits = pending;
    int count = pendingBits;
    int from = at;
    int to = codedEnd;
    int k = 0;
    // Invariant: the coefficients before k are coded; all bits but the last count stand before to.
    while (k < BLOCK) {
      int symbol = buffer[from] & 0xFF;
      int size = symbol & 0xF;
      int value =
          ((short) SymbolRecord.SHORT.get(buffer, from + 1) & 0xFFFF) >>> (Short.SIZE - size);
      from += SymbolRecord.length(size);
      int word = words[symbol];
      bits = bits << (word & 0x1F) | (word >>> 5) | value;
      count += word & 0x1F;
      ScanWindow.LONG.set(coded, to, bits << (Long.SIZE - count));
      to += count >>> 3;
      count &= 7;
      if (symbol == HuffmanCode.END_OF_BLOCK && k > 0) {
        break;
      }
      k += k == 0 ? 1 : (symbol >> 4) + 1;
      words = acWords[slot];
    }
    at = from;
    codedEnd = to;
    pending = bits;
    pendingBits = count;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    end += in.readNBytes(buffer, end, BUFFER_BYTES - end);
    if (end == 0) {
      throw new EOFException("there are fewer blocks than were written down");
    }
  }

  /** Hands over what is coded. */
  public void flush() throws IOException {
    out.copy(coded, 0, (codedEnd << 3) + pendingBits);
    codedEnd = 0;
    pending = 0;
    pendingBits = 0;
  }
}
