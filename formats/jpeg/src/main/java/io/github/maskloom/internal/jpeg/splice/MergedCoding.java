package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.OptimalCode;
import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.CodedBits;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.block.SymbolRecord;
import io.github.maskloom.internal.jpeg.block.SymbolReplay;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Codes the blocks of a scan with the Huffman codes that fit them best (ITU-T T.81, annex K.2):
 * they wait in a temporary file until all are known.
 *
 * <p>Once that file is full, blocks are coded with the typical codes of annex K.3.
 */
final class MergedCoding {
  private static final int BLOCKS_PER_CHECK = 1 << 12;

  private final MergedHead head;
  private final OutputStream out;
  private final SpoolFile spool;
  private final CancelSignal cancel;
  private final long spoolStart;
  private final long recordableBytes;

  /** By block of an MCU: the slot of its codes. */
  private final int[] slots;

  /** Holds blocks; null once their codes are known. */
  private @Nullable SymbolRecord record;

  private long recorded;
  private @Nullable CodedBits bits;
  private BlockEncoder[] encoders = {};

  /**
   * Begins before the first block.
   *
   * @param spool takes blocks behind what it holds
   * @param maxSpoolBytes what it may hold at the most
   * @param cancel asked while blocks are read back
   */
  MergedCoding(
      JpegFrame frame,
      MergedHead head,
      OutputStream out,
      SpoolFile spool,
      long maxSpoolBytes,
      CancelSignal cancel) {
    this.cancel = cancel;
    this.head = head;
    this.out = out;
    this.spool = spool;
    spoolStart = spool.length();
    recordableBytes = maxSpoolBytes - spoolStart - SymbolRecord.MAX_BLOCK_BYTES;
    slots = slots(frame);
    record = new SymbolRecord(MergedHead.slots(frame), spool.output());
  }

  private static int[] slots(JpegFrame frame) {
    int[] slots = new int[frame.mcuBlocks()];
    int block = 0;
    for (int i = 0; i < frame.components().size(); i++) {
      int end = block + frame.mcuBlocks(frame.components().get(i));
      for (; block < end; block++) {
        slots[block] = MergedHead.slot(i);
      }
    }
    return slots;
  }

  /** Bytes of the temporary file at the most. */
  static long spoolBytes(JpegFrame frame) {
    long blocks = (long) frame.mcusAcross() * frame.mcusDown() * frame.mcuBlocks();
    return blocks * SymbolRecord.MAX_BLOCK_BYTES;
  }

  /**
   * Codes a block, in the order of the scan.
   *
   * @return whether it is such as 8-bit samples can have; see {@link SymbolRecord#put}
   */
  boolean put(int slot, int difference, short[] coefficients, int base, long nonzero)
      throws IOException {
    SymbolRecord waiting = record;
    if (waiting != null && waiting.bytes() <= recordableBytes) {
      recorded++;
      return waiting.put(slot, difference, coefficients, base, nonzero);
    }
    if (!BlockEncoder.isPossible(difference, coefficients, base, nonzero)) {
      return false;
    }
    if (waiting != null) {
      release(waiting, typical(false), typical(true));
    }
    bits().require();
    encoders[slot].putDc(difference);
    encoders[slot].putAc(coefficients, base, nonzero);
    return true;
  }

  private HuffmanCode[] typical(boolean ac) {
    HuffmanCode luma = ac ? HuffmanCode.LUMA_AC : HuffmanCode.LUMA_DC;
    HuffmanCode chroma = ac ? HuffmanCode.CHROMA_AC : HuffmanCode.CHROMA_DC;
    return slots[slots.length - 1] == 0
        ? new HuffmanCode[] {luma}
        : new HuffmanCode[] {luma, chroma};
  }

  /** Writes the head and the blocks that wait. */
  private void release(SymbolRecord waiting, HuffmanCode[] dcCodes, HuffmanCode[] acCodes)
      throws IOException {
    waiting.flush();
    record = null;
    head.write(dcCodes, acCodes);
    CodedBits coded = new CodedBits(out);
    bits = coded;
    try (InputStream in = spool.source().open()) {
      in.skipNBytes(spoolStart);
      SymbolReplay replay = new SymbolReplay(in, dcCodes, acCodes, coded);
      for (long block = 0; block < recorded; block++) {
        if (block % BLOCKS_PER_CHECK == 0) {
          cancel.throwIfCancelled();
        }
        replay.code(slots[(int) (block % slots.length)]);
      }
      replay.flush();
    }
    encoders = new BlockEncoder[dcCodes.length];
    for (int slot = 0; slot < encoders.length; slot++) {
      encoders[slot] = new BlockEncoder(coded, dcCodes[slot], acCodes[slot]);
    }
  }

  private CodedBits bits() {
    CodedBits coded = bits;
    if (coded == null) {
      throw new IllegalStateException("no codes are known yet");
    }
    return coded;
  }

  /** Writes what is left, and the end of the file. */
  void finish() throws IOException {
    SymbolRecord waiting = record;
    if (waiting != null) {
      HuffmanCode[] dcCodes = new HuffmanCode[slots[slots.length - 1] + 1];
      HuffmanCode[] acCodes = new HuffmanCode[dcCodes.length];
      for (int slot = 0; slot < dcCodes.length; slot++) {
        dcCodes[slot] = OptimalCode.of(waiting.dcCounts(slot));
        acCodes[slot] = OptimalCode.of(waiting.acCounts(slot));
      }
      release(waiting, dcCodes, acCodes);
    }
    bits().align();
    bits().marker(JpegMarker.EOI);
    bits().flush();
  }
}
