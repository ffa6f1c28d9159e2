package io.github.maskloom.internal.png.splice;

import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.deflate.BlockHeader;
import io.github.maskloom.internal.deflate.Inflate;
import io.github.maskloom.internal.deflate.MatchLog;
import io.github.maskloom.internal.png.IdatStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The compressed rows of an image: decodes them, and copies the bits they came from as they are.
 *
 * <p>A copy can end between any two tokens, and begin between any two, because the source block's
 * own header opens it again. The copy keeps the source's bit phase, so that stored blocks in it
 * stay valid.
 *
 * <p><b>Memory:</b> the inflater's, a row, and 129 KiB of compressed data: a stored block is held
 * back until its end, since a cut inside it changes its head.
 */
final class SpliceSource {
  private static final int READ_BYTES = 1 << 16;
  private static final int STORED_BYTES = (1 << 16) + 512;

  private final IdatStream stream;
  private final Inflate inflate;
  private final BitWriter out;
  private final byte[] input;

  /** Offset in the stream of {@code input[0]}, in bytes; the array is filled up to end. */
  private long inputStart;

  private int inputEnd;

  private boolean copying;
  private long copiedBit;

  /** The first bit that {@link #copy} may ask for. */
  private long keptBit;

  private boolean lastWillBeCut;

  /**
   * A source at the first byte of its stream.
   *
   * @param maxUnreadBytes how far decoding may run ahead of {@link Inflate#release}
   * @param keptBytes how far back {@link #keepFrom} can go
   */
  SpliceSource(IdatStream stream, int maxUnreadBytes, int keptBytes, BitWriter out) {
    this.stream = stream;
    input = new byte[STORED_BYTES + keptBytes + READ_BYTES];
    this.inflate = new Inflate(maxUnreadBytes);
    this.out = out;
  }

  /** The decoded rows; decode through this class only. */
  Inflate decoded() {
    return inflate;
  }

  /** Decodes tokens that end at or before a position, recording matches if there is a log. */
  void decode(long limit, @Nullable MatchLog log) throws IOException {
    requireMore(fed(false, limit, log));
  }

  /** Decodes one token, however far it goes. */
  void step(MatchLog log) throws IOException {
    requireMore(fed(true, 0, log));
  }

  /** Decodes a token, or up to a limit, however much input that needs. */
  private Inflate.Status fed(boolean single, long limit, @Nullable MatchLog log)
      throws IOException {
    while (true) {
      Inflate.Status status = single ? inflate.step(log) : inflate.decode(limit, log);
      if (status != Inflate.Status.NEEDS_INPUT) {
        return status;
      }
      feed();
    }
  }

  private void requireMore(Inflate.Status status) {
    if (status == Inflate.Status.ENDED) {
      throw stream.broken("the compressed data end before the last row");
    }
  }

  /** Reads the next piece; what is used up goes, except what a copy may still need. */
  private void feed() throws IOException {
    if (copying) {
      copyUpTo(heldBit());
    }
    int keep = inputEnd == 0 ? 0 : firstToKeep();
    System.arraycopy(input, keep, input, 0, inputEnd - keep);
    inputStart += keep;
    inputEnd -= keep;
    int count = stream.read(input, inputEnd, Math.min(READ_BYTES, input.length - inputEnd));
    if (count < 0) {
      throw stream.broken("the compressed data end too early");
    }
    inflate.setInput(input, inputEnd, count);
    inputEnd += count;
  }

  private int firstToKeep() {
    int held = (int) (heldBit() / 8 - inputStart);
    int kept = (int) (Math.max(keptBit / 8, inputStart) - inputStart);
    return copying || kept > held || inputEnd - kept > input.length - READ_BYTES ? held : kept;
  }

  /** Asks that bits stay from here on, as far as there is room, for as long as nothing is cut. */
  void keepFrom(long bit) {
    keptBit = bit;
  }

  /** Whether bits are there from this one on, up to the next token. */
  boolean holds(long bit) {
    return bit >= inputStart * 8;
  }

  /** Copies bits that are there. */
  void copy(long fromBit, long toBit) throws IOException {
    out.copy(input, fromBit - inputStart * 8, toBit - fromBit);
  }

  /** The first bit that a cut at this place would need again. */
  private long heldBit() {
    return insideStored() ? inflate.block().startBit() : inflate.tokenBit();
  }

  /** Whether the next token is a byte of a stored block, where no copy can begin. */
  boolean insideStored() {
    return inflate.insideBlock() && inflate.block().type() == BlockHeader.STORED;
  }

  /**
   * Copies from here on: opens the current block again. The caller has brought the output to the
   * phase of {@link #resumePhase}.
   *
   * @param cutLater whether the copy will be cut again before the stream's last block ends
   */
  void resumeCopy(boolean cutLater) throws IOException {
    if (inflate.insideBlock()) {
      BlockHeader block = inflate.block();
      byte[] header = Arrays.copyOf(block.bytes(), (block.bitCount() + 7) / 8);
      if (block.isLast() && cutLater) {
        header[0] &= ~1;
      }
      out.copy(header, 0, block.bitCount());
    }
    beginCopy(inflate.tokenBit(), cutLater);
  }

  /** The bit phase, 0 to 7, that the output must have before {@link #resumeCopy}. */
  int resumePhase() {
    int header = inflate.insideBlock() ? inflate.block().bitCount() : 0;
    return (int) ((inflate.tokenBit() - header) & 7);
  }

  /**
   * Copies from a bit on, at which a block begins; the stream's header is the caller's to write.
   */
  void beginCopy(long bit, boolean cutLater) {
    copying = true;
    copiedBit = bit;
    lastWillBeCut = cutLater;
  }

  /**
   * Ends a copy before the next token.
   *
   * @return the block that stays open in the output; null if none does
   */
  @Nullable BlockHeader cut() throws IOException {
    copyUpTo(heldBit());
    copying = false;
    BlockHeader block = inflate.block();
    if (insideStored()) {
      cutStored(block);
      return null;
    }
    return inflate.insideBlock() ? block : null;
  }

  private void cutStored(BlockHeader block) throws IOException {
    int length = block.storedLength() - inflate.storedLeft();
    out.write(0, 3);
    out.align();
    out.write(length, 16);
    out.write(length ^ 0xFFFF, 16);
    out.copy(input, block.endBit() - inputStart * 8, length * 8L);
  }

  private void copyUpTo(long bit) throws IOException {
    if (bit <= copiedBit) {
      return;
    }
    BlockHeader block = inflate.block();
    if (lastWillBeCut
        && block.isLast()
        && block.startBit() >= copiedBit
        && block.startBit() < bit) {
      int lastBit = (int) (block.startBit() - inputStart * 8);
      input[lastBit >>> 3] &= (byte) ~(1 << (lastBit & 7));
    }
    out.copy(input, copiedBit - inputStart * 8, bit - copiedBit);
    copiedBit = bit;
  }

  /**
   * Decodes to the end of the stream, copying if it was.
   *
   * @param end position of the last row's end, where the stream must end too
   */
  void finish(long end) throws IOException {
    Inflate.Status status = fed(true, end, null);
    if (status != Inflate.Status.ENDED || inflate.position() > end) {
      throw stream.broken("the compressed data go on after the last row");
    }
    if (inflate.endByte() < inputStart + inputEnd || !stream.endsHere()) {
      throw stream.broken("bytes follow the compressed data");
    }
    if (copying) {
      copyUpTo((inflate.endByte() - Integer.BYTES) * 8);
    }
  }
}
