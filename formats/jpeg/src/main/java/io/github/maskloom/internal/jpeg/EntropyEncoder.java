package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.CodedBits;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Codes blocks for a sequential scan and writes them.
 *
 * <p><b>Memory:</b> 72 KiB. <b>Ownership:</b> the stream stays the caller's.
 */
final class EntropyEncoder implements BlockSink {
  private final CodedBits bits;
  private final BlockEncoder[] encoders;

  /**
   * An encoder before its first block.
   *
   * @param dcCodes by slot; may be fewer than there are slots, if those have no block
   */
  EntropyEncoder(OutputStream out, HuffmanCode[] dcCodes, HuffmanCode[] acCodes) {
    bits = new CodedBits(out);
    encoders = new BlockEncoder[dcCodes.length];
    for (int slot = 0; slot < encoders.length; slot++) {
      encoders[slot] = new BlockEncoder(bits, dcCodes[slot], acCodes[slot]);
    }
  }

  @Override
  public void put(int slot, int difference, short[] coefficients, long nonzero) throws IOException {
    bits.require();
    encoders[slot].putDc(difference);
    encoders[slot].putAc(coefficients, 0, nonzero);
  }

  /** Fills the last byte with ones and writes what is left. */
  @Override
  public void finish() throws IOException {
    bits.align();
    bits.flush();
  }
}
