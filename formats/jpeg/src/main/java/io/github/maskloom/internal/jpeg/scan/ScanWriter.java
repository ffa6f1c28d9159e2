package io.github.maskloom.internal.jpeg.scan;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import com.google.common.primitives.Ints;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what follows the metadata of a sequential file of one scan: tables, headers, coded blocks
 * and the end of the image (ITU-T T.81, B.2 and F.1.2). The first component has Huffman codes of
 * its own, all others share theirs.
 *
 * <p>Blocks are coded with the typical codes as they come, or held until all are known and coded
 * with the codes that fit them best (annex K.2). Once held blocks take more than a budget, the
 * typical codes are used for all of them: codes of their own would save little. <b>Memory:</b> 72
 * KiB, and {@link #heldBytes} if blocks are held in memory, or 64 KiB if they are held in a file.
 * <b>Ownership:</b> the stream and the file stay the caller's.
 */
public final class ScanWriter {
  /** What all blocks may take: about as many bytes as they take in the file, and a half more. */
  private static final int BUDGET_BYTES = 4 << 20;

  /** What a block may take on average: more than those of photos of quality 95 do. */
  private static final int BLOCK_BUDGET_BYTES = 32;

  private static final int PIECE_BYTES = 1 << 15;

  /**
   * A head of 3 bytes, and a place and a value of up to 2 bytes for each coefficient. The highest
   * bit of a place says that a value follows. The next says that it has 2 bytes or, without a
   * value, that the coefficient is -1, not 1.
   */
  private static final int MAX_BLOCK_BYTES = 3 + 63 * 3;

  /** In place of a block's head: no other block is in the piece. */
  private static final byte END_OF_PIECE = 0x40;

  private static final int STAGE_BYTES = 1 << 15;

  /** A block of 27 bits of DC and 63 times 26 bits of AC, and what is stored beyond. */
  private static final int MAX_CODED_BYTES = 209 + 2 * Long.BYTES;

  private static final int PRECISION = 8;
  private static final int AC_CLASS = 0x10;

  private final JpegFrame frame;
  private final List<int[]> divisors;
  private final OutputStream out;
  private final int slots;

  /** What pieces may take together, with the one that is being filled. */
  private final long budgetBytes;

  private final @Nullable SpoolFile spool;
  private final long spoolStart;
  private final CancelSignal cancel;

  /** By slot and symbol: how often it occurs in the blocks that are held. */
  private final long[][] dcCounts;

  private final long[][] acCounts;

  private final List<byte[]> pieces = new ArrayList<>();
  private int closedPieces;

  /** Takes pieces that are read back from the file. */
  private byte[] loaded = {};

  /** Takes coded bits of held blocks before they are stuffed. */
  private byte[] stage = {};

  /** The piece that is being filled, up to its end. */
  private byte[] piece = {};

  private int end;

  /** Takes coded bits; null while blocks are held. */
  private @Nullable CodedBits bits;

  /** By slot. */
  private BlockEncoder[] encoders = {};

  private ScanWriter(
      JpegFrame frame,
      List<int[]> divisors,
      OutputStream out,
      long budgetBytes,
      @Nullable SpoolFile spool,
      CancelSignal cancel) {
    this.frame = frame;
    this.divisors = divisors;
    this.out = out;
    this.slots = Math.min(2, frame.components().size());
    this.budgetBytes = budgetBytes;
    this.spool = spool;
    this.spoolStart = spool == null ? 0 : spool.length();
    this.cancel = cancel;
    this.dcCounts = new long[slots][256];
    this.acCounts = new long[slots][256];
  }

  /**
   * Codes blocks as they come.
   *
   * @param frame of the file, all of whose components are in its scan
   * @param divisors by the slots that the frame names, in coding order
   */
  public static ScanWriter streaming(JpegFrame frame, List<int[]> divisors, OutputStream out)
      throws IOException {
    ScanWriter writer = new ScanWriter(frame, divisors, out, 0, null, CancelSignal.NEVER);
    writer.begin(HuffmanCode.typical(writer.slots, false), HuffmanCode.typical(writer.slots, true));
    return writer;
  }

  /** Holds blocks in memory, as long as they take no more than {@link #heldBytes}. */
  public static ScanWriter holding(JpegFrame frame, List<int[]> divisors, OutputStream out) {
    ScanWriter writer =
        new ScanWriter(frame, divisors, out, heldBytes(frame), null, CancelSignal.NEVER);
    writer.piece = new byte[PIECE_BYTES + Short.BYTES];
    return writer;
  }

  /**
   * Holds blocks in a temporary file.
   *
   * @param spool takes blocks behind what it holds
   * @param maxSpoolBytes what it may hold at the most
   * @param cancel asked while blocks are read back
   */
  public static ScanWriter spooling(
      JpegFrame frame,
      List<int[]> divisors,
      OutputStream out,
      SpoolFile spool,
      long maxSpoolBytes,
      CancelSignal cancel) {
    long budget = maxSpoolBytes - spool.length() + PIECE_BYTES;
    ScanWriter writer = new ScanWriter(frame, divisors, out, budget, spool, cancel);
    writer.piece = new byte[PIECE_BYTES + Short.BYTES];
    writer.loaded = new byte[PIECE_BYTES + Short.BYTES];
    writer.loaded[PIECE_BYTES] = END_OF_PIECE;
    return writer;
  }

  /** Heap that held blocks take at the most. */
  public static long heldBytes(JpegFrame frame) {
    return Math.min(BUDGET_BYTES, 2 * PIECE_BYTES + blocks(frame) * BLOCK_BUDGET_BYTES);
  }

  /** Bytes of a temporary file that held blocks take at the most. */
  public static long spoolBytes(JpegFrame frame) {
    long bytes = blocks(frame) * MAX_BLOCK_BYTES;
    return (bytes / (PIECE_BYTES - MAX_BLOCK_BYTES) + 1) * PIECE_BYTES;
  }

  private static long blocks(JpegFrame frame) {
    return (long) frame.mcusAcross() * frame.mcusDown() * frame.mcuBlocks();
  }

  private static int slot(int component) {
    return Math.min(component, 1);
  }

  /**
   * Writes a block, in the order of the scan.
   *
   * @param component of the block
   * @param difference its DC coefficient less the one before in its component
   * @param coefficients of the block from {@code base} on, in coding order; those that are not
   *     among {@code nonzero} are undefined
   * @param nonzero which AC coefficients are not zero, the one at place {@code k} in bit {@code k}
   */
  public void put(int component, int difference, short[] coefficients, int base, long nonzero)
      throws IOException {
    if (bits != null) {
      code(bits, slot(component), difference, coefficients, base, nonzero);
      return;
    }
    hold(slot(component), difference, coefficients, base, nonzero);
    if (PIECE_BYTES - end < MAX_BLOCK_BYTES) {
      if ((closedPieces + 2L) * PIECE_BYTES > budgetBytes) {
        release(HuffmanCode.typical(slots, false), HuffmanCode.typical(slots, true));
      } else {
        closePiece();
      }
    }
  }

  private void code(
      CodedBits coded, int slot, int difference, short[] coefficients, int base, long nonzero)
      throws IOException {
    coded.require();
    encoders[slot].putDc(difference);
    encoders[slot].putAc(coefficients, base, nonzero);
  }

  /** Holds a block and counts its symbols. */
  private void hold(int slot, int difference, short[] coefficients, int base, long nonzero) {
    dcCounts[slot][BlockEncoder.size(difference)]++;
    long[] counts = acCounts[slot];
    byte[] to = piece;
    int at = end;
    to[at++] = (byte) (slot << 7 | Long.bitCount(nonzero));
    to[at++] = (byte) (difference >> 8);
    to[at++] = (byte) difference;
    int before = 0;
    // Invariant: left are the coefficients behind the one at before, which are not held yet.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int value = coefficients[base + k];
      int run = k - before - 1;
      before = k;
      if (run > 15) {
        counts[HuffmanCode.SIXTEEN_ZEROS] += run >> 4;
      }
      counts[(run & 15) << 4 | BlockEncoder.size(value)]++;
      // A branch could not be predicted.
      int more = (1 - Math.abs(value)) >>> 31;
      int beyond = (value + 128) & ~0xFF;
      int wide = (beyond | -beyond) >>> 31;
      to[at] = (byte) (k | more << 7 | (wide | (value >>> 31 & ~more)) << 6);
      to[at + 1] = (byte) (value >> (8 * wide));
      to[at + 2] = (byte) value;
      at += 1 + more + wide;
    }
    counts[HuffmanCode.END_OF_BLOCK] += before < ScanHeader.LAST_COEFFICIENT ? 1 : 0;
    end = at;
  }

  private void closePiece() throws IOException {
    piece[end] = END_OF_PIECE;
    if (spool == null) {
      pieces.add(piece);
      piece = new byte[PIECE_BYTES + Short.BYTES];
    } else {
      spool.append(ByteBuffer.wrap(piece, 0, PIECE_BYTES));
    }
    closedPieces++;
    end = 0;
  }

  private CodedBits release(HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException {
    piece[end] = END_OF_PIECE;
    CodedBits coded = begin(dcCodes, acCodes);
    stage = new byte[STAGE_BYTES];
    for (int i = 0; i < closedPieces; i++) {
      cancel.throwIfCancelled();
      release(coded, closedPiece(i));
    }
    release(coded, piece);
    pieces.clear();
    piece = new byte[0];
    stage = new byte[0];
    return coded;
  }

  private byte[] closedPiece(int i) throws IOException {
    if (spool == null) {
      return pieces.set(i, new byte[0]);
    }
    spool.read(spoolStart + (long) i * PIECE_BYTES, ByteBuffer.wrap(loaded, 0, PIECE_BYTES));
    return loaded;
  }

  private void release(CodedBits coded, byte[] from) throws IOException {
    byte[] bytes = stage;
    int to = 0;
    long pending = 0;
    int pendingBits = 0;
    int at = 0;
    while (from[at] != END_OF_PIECE) {
      if (to > STAGE_BYTES - MAX_CODED_BYTES) {
        coded.copy(bytes, 0, (to << 3) + pendingBits);
        to = 0;
        pendingBits = 0;
      }
      BlockEncoder encoder = encoders[(from[at] & 0x80) >> 7];
      int[] words = encoder.acWords;
      int left = from[at] & 0x3F;
      int value = from[at + 1] << 8 | (from[at + 2] & 0xFF);
      at += 3;
      int size = BlockEncoder.size(value);
      int word = encoder.dcWords[size];
      int low = BlockEncoder.low(value, size);
      int k = 0;
      // Invariant: the coefficients up to k are coded but for the last word; left are behind it.
      // Whole bytes stand before to, and fewer than 8 bits more pend.
      while (true) {
        pending = pending << (word & 0x1F) | (word >>> 5) | low;
        pendingBits += word & 0x1F;
        ScanBits.LONG.set(bytes, to, pending << (Long.SIZE - pendingBits));
        to += pendingBits >>> 3;
        pendingBits &= 7;
        if (left == 0) {
          if (k == ScanHeader.LAST_COEFFICIENT) {
            break;
          }
          k = ScanHeader.LAST_COEFFICIENT;
          word = words[HuffmanCode.END_OF_BLOCK];
          low = 0;
          continue;
        }
        int run = (from[at] & 0x3F) - k - 1;
        if (run > 15) {
          k += 16;
          word = words[HuffmanCode.SIXTEEN_ZEROS];
          low = 0;
          continue;
        }
        int more = from[at] >>> 7 & 1;
        int wideOrMinus = from[at] >>> 6 & 1;
        int wide = more & wideOrMinus;
        value = (from[at + 1] << 8 | (from[at + 2] & 0xFF)) >> (8 - 8 * wide);
        value = more != 0 ? value : 1 - 2 * wideOrMinus;
        size = BlockEncoder.size(value);
        word = words[run << 4 | size];
        low = BlockEncoder.low(value, size);
        k += run + 1;
        at += 1 + more + wide;
        left--;
      }
    }
    coded.copy(bytes, 0, (to << 3) + pendingBits);
  }

  /** Writes the blocks that are held, and the end of the file. */
  public void finish() throws IOException {
    CodedBits coded = bits != null ? bits : release(optimal(dcCounts), optimal(acCounts));
    coded.align();
    coded.marker(JpegMarker.EOI);
    coded.flush();
  }

  private static HuffmanCode[] optimal(long[][] counts) {
    return Stream.of(counts).map(HuffmanCode::optimal).toArray(HuffmanCode[]::new);
  }

  /** Writes the tables and the headers of frame and scan. */
  private CodedBits begin(HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException {
    for (int slot = 0; slot < divisors.size(); slot++) {
      JpegSegments.write(JpegMarker.DQT, quantization(slot), out);
    }
    // Elements of 16 bits are for extended sequential files only (B.2.4.1).
    boolean isBaseline = divisors.stream().allMatch(ScanWriter::isShort);
    JpegSegments.write(isBaseline ? JpegMarker.SOF0 : JpegMarker.SOF1, frameContent(), out);
    CodedBits coded = new CodedBits(out);
    encoders = new BlockEncoder[slots];
    for (int slot = 0; slot < slots; slot++) {
      JpegSegments.write(JpegMarker.DHT, dcCodes[slot].definition(slot), out);
      JpegSegments.write(JpegMarker.DHT, acCodes[slot].definition(AC_CLASS | slot), out);
      encoders[slot] = new BlockEncoder(coded, dcCodes[slot], acCodes[slot]);
    }
    JpegSegments.write(JpegMarker.SOS, scanContent(), out);
    bits = coded;
    return coded;
  }

  private static boolean isShort(int[] elements) {
    return Ints.max(elements) <= 0xFF;
  }

  private byte[] quantization(int slot) {
    int[] elements = divisors.get(slot);
    boolean isShort = isShort(elements);
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(isShort ? slot : 0x10 | slot);
    for (int element : elements) {
      if (isShort) {
        content.writeByte(element);
      } else {
        content.writeShort(element);
      }
    }
    return content.toByteArray();
  }

  private byte[] frameContent() {
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(PRECISION);
    content.writeShort(frame.height());
    content.writeShort(frame.width());
    content.writeByte(frame.components().size());
    for (Component component : frame.components()) {
      content.writeByte(component.id());
      content.writeByte(component.horizontalSampling() << 4 | component.verticalSampling());
      content.writeByte(component.quantizationSlot());
    }
    return content.toByteArray();
  }

  private byte[] scanContent() {
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(frame.components().size());
    for (int i = 0; i < frame.components().size(); i++) {
      content.writeByte(frame.components().get(i).id());
      content.writeByte(slot(i) * 0x11);
    }
    content.writeByte(0);
    content.writeByte(ScanHeader.LAST_COEFFICIENT);
    content.writeByte(0);
    return content.toByteArray();
  }
}
