package io.github.maskloom.internal.png.splice;

import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.deflate.BlockHeader;
import io.github.maskloom.internal.deflate.MatchLog;
import io.github.maskloom.internal.deflate.SourceBlock;
import io.github.maskloom.internal.deflate.TokenWriter;
import io.github.maskloom.internal.deflate.Tokens;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes changed rows with the blocks and tokens that the source had for them, as far as these
 * still hold.
 *
 * <p>Where no byte has changed, and the bytes that matches repeat have not either, the source's
 * bits are copied. A match is kept as far as the new data repeat what it says, which is found out
 * by looking. All other bytes become literals and runs in the codes of the block they fall into.
 *
 * <p>Where the source's own blocks show that repeats pay, tokens are not kept, since paint breaks
 * matches in all columns: the data are searched for others. So they are where the source is not
 * filtered, because then nothing but repeats can make use of how smooth paint is.
 *
 * <p><b>Memory:</b> that of a {@link SpliceWindow}, and a log of a row's matches and blocks.
 */
final class SpliceTokens {
  private static final int MIN_MATCH = 3;
  private static final int LONGEST_MATCH = 258;

  /** A match that is cut shorter than this hardly takes fewer bits than its bytes as literals. */
  private static final int MIN_KEPT = 8;

  private static final long NONE = -1;

  /** Blocks shorter than this are so rare in images that not all need be kept. */
  private static final int BYTES_PER_BLOCK = 1 << 13;

  private final SpliceSource source;
  private final TokenWriter writer;
  private final MatchLog log;
  private final SpliceWindow window;

  /** Where the bytes that were appended last differ, counted from the first of them. */
  private final ByteRanges changed;

  private int nextChange;

  private boolean unfiltered;

  /** Whether it is to be chosen yet what becomes of the block that the first row begins in. */
  private boolean choosesNow;

  /** Index in the log of the block that follows the current one. */
  private int nextBlock;

  /** The source's bit from which on what is encoded is still to be copied, or {@link #NONE}. */
  private long copyFrom = NONE;

  /** The source's bit of the first token that is not encoded, between two appends. */
  private long nextBit;

  /** The source's bit behind the token that was encoded last. */
  private long encodedBit;

  /** Whether the first byte that is not encoded belongs to a match that does not hold any more. */
  private boolean hasBroken;

  /**
   * An encoder that has seen nothing yet.
   *
   * @param rowLength bytes of a row with its filter type
   */
  SpliceTokens(SpliceSource source, BitWriter out, int rowLength) {
    this.source = source;
    writer = new TokenWriter(out);
    log = new MatchLog(rowLength / MIN_MATCH + 512, rowLength / BYTES_PER_BLOCK + 4);
    changed = new ByteRanges(rowLength);
    window = new SpliceWindow(rowLength);
  }

  /** Where the source's tokens are to be recorded while its rows are decoded. */
  MatchLog log() {
    return log;
  }

  /** Position after the last byte appended. */
  long position() {
    return window.position();
  }

  /**
   * Begins to encode at the source's next token.
   *
   * @param position of that token
   * @param data holds, before index {@code at}, what precedes that position: 32768 bytes or all
   * @param open the source's block to go on in, which is open in the output; null if none is
   */
  void begin(long position, byte[] data, int at, @Nullable BlockHeader open) {
    window.begin(position, data, at);
    writer.restart();
    log.clear();
    if (open != null) {
      log.addBlock(position, open);
      writer.continueIn(log.block(0));
    }
    nextBlock = log.blockCount();
    choosesNow = open != null;
    nextBit = source.decoded().tokenBit();
    source.keepFrom(nextBit);
  }

  /**
   * Says what comes next.
   *
   * @param isUnfiltered whether the source's row is
   */
  void beginRow(boolean isUnfiltered) throws IOException {
    unfiltered = isUnfiltered;
    if (choosesNow && searchPays(log.block(0))) {
      writer.startSearch(log.block(0));
    }
    choosesNow = false;
  }

  /** Whether the row is searched for repeats, or its source's tokens are kept. */
  boolean isSearching() {
    return writer.isSearching();
  }

  /** Whether all repeats are looked for, not runs only. */
  boolean findsMatches() {
    return writer.findsMatches();
  }

  /**
   * Appends data; their last token may wait for what follows.
   *
   * @param ranges where in {@code data}, from its index 0 on, they differ from the source's
   */
  void append(byte[] data, int from, int count, ByteRanges ranges) throws IOException {
    take(data, from, count, ranges);
    int nextMatch = 0;
    while (hasWholeToken(nextMatch)) {
      if (isBlockNext(nextMatch)) {
        if (!writer.isSearching()) {
          encodePlain(place(nextMatch), bit(nextMatch));
        }
        beginBlock();
      } else {
        int kept = kept(nextMatch);
        if (kept >= 0) {
          encodePlain(place(nextMatch), bit(nextMatch));
          encodeMatch(nextMatch, kept);
        }
        nextMatch++;
      }
    }
    if (writer.isSearching()) {
      int to = window.end - LONGEST_MATCH;
      window.encoded = writer.search(window.bytes, window.encoded, to, window.end);
      nextMatch = log.size();
    } else {
      encodePlain(place(nextMatch), bit(nextMatch));
      copyTo(bit(nextMatch));
    }
    waitFrom(nextMatch);
  }

  private void take(byte[] data, int from, int count, ByteRanges ranges) {
    changed.clear();
    for (int i = 0; i < ranges.count(); i++) {
      if (ranges.to(i) > from) {
        changed.add(Math.max(ranges.from(i) - from, 0), ranges.to(i) - from);
      }
    }
    int moved = window.append(data, from, count);
    if (moved > 0) {
      writer.slide(moved);
    }
    copyFrom = copyable(nextBit);
    encodedBit = nextBit;
    nextChange = 0;
  }

  /** Index of what comes next: a block, a match, or what follows the last match. */
  private int place(int nextMatch) {
    if (isBlockNext(nextMatch)) {
      return window.index(log.blockPosition(nextBlock));
    }
    return nextMatch < log.size() ? window.index(log.position(nextMatch)) : window.end;
  }

  /** The source's bit at which that begins; of a block, the bit before its predecessor's end. */
  private long bit(int nextMatch) {
    if (isBlockNext(nextMatch)) {
      return log.block(nextBlock).startBit() - writer.endBits();
    }
    return nextMatch < log.size() ? log.bit(nextMatch) : source.decoded().tokenBit();
  }

  /** Forgets the matches before the one that the next append begins with. */
  private void waitFrom(int match) {
    nextBit = bit(match);
    source.keepFrom(nextBit);
    log.removeFirst(match);
  }

  /** Whether a block begins, or the next match ends, within the data. */
  private boolean hasWholeToken(int nextMatch) {
    return isBlockNext(nextMatch)
        || (nextMatch < log.size()
            && window.index(log.position(nextMatch)) + log.length(nextMatch) <= window.end);
  }

  private boolean isBlockNext(int nextMatch) {
    return nextBlock < log.blockCount()
        && (nextMatch == log.size() || log.blockPosition(nextBlock) <= log.position(nextMatch));
  }

  /** Whether all of these bytes are new, so that it is not worth a look which ones still match. */
  private boolean isChanged(int from, int to) {
    int change = nextChange;
    while (change < changed.count() && window.start + changed.to(change) <= from) {
      change++;
    }
    return change < changed.count()
        && window.start + changed.from(change) <= from
        && to <= window.start + changed.to(change);
  }

  /** Goes on to the next block; the one before is not needed any more. */
  private void beginBlock() throws IOException {
    SourceBlock block = log.block(nextBlock);
    boolean pays = searchPays(block);
    if (writer.isSearching() && !pays) {
      int at = window.index(log.blockPosition(nextBlock));
      window.encoded = writer.search(window.bytes, window.encoded, at, at);
      writer.stopSearch();
    } else if (!writer.isSearching() && pays) {
      copyTo(block.startBit() - writer.endBits());
      writer.startSearch(block);
    }
    if (!pays) {
      open(block);
    }
    log.removeFirstBlocks(nextBlock);
    nextBlock = 1;
  }

  private boolean searchPays(SourceBlock block) {
    return block.hasCodes() && (unfiltered || block.isHalvedByRepeats());
  }

  private void open(SourceBlock block) throws IOException {
    if (changed.totalBytes() > (window.end - window.start) / 3) {
      // Its codes were made for other data, and blocks of its own are smaller.
      block.clear();
    }
    boolean endIsCopied = copyFrom != NONE;
    copyTo(block.startBit());
    if (endIsCopied) {
      writer.beginBehindEnd(block);
    } else {
      writer.begin(block);
    }
    copyFrom = copyable(block.endBit());
    encodedBit = block.endBit();
  }

  /** Encodes what are literals in the source, up to the token at the given bit. */
  private void encodePlain(int to, long toBit) throws IOException {
    if (hasBroken) {
      writer.runs(window.bytes, window.encoded, to);
      window.encoded = to;
      hasBroken = false;
    }
    for (; nextChange < changed.count(); nextChange++) {
      int from = Math.max(window.encoded, window.start + changed.from(nextChange));
      int end = window.start + changed.to(nextChange);
      if (from < Math.min(to, end)) {
        if (copyFrom == NONE) {
          writer.keptLiterals(window.bytes, window.encoded, from);
        } else {
          copyTo(encodedBit + writer.literalBits(window.bytes, window.encoded, from));
        }
        writer.runs(window.bytes, from, Math.min(to, end));
        window.encoded = Math.min(to, end);
      }
      if (end > to) {
        break;
      }
    }
    if (copyFrom == NONE && writer.usesSource()) {
      copyFrom = copyable(toBit - writer.literalBits(window.bytes, window.encoded, to));
    }
    if (copyFrom == NONE) {
      writer.keptLiterals(window.bytes, window.encoded, to);
    }
    window.encoded = to;
  }

  /**
   * How many bytes of a match are as it says. Negative if it is not worth a look, or if so few are
   * that they are left to be encoded with what follows.
   */
  private int kept(int match) {
    int at = window.index(log.position(match));
    int length = log.length(match);
    if (writer.isSearching() || isChanged(at, at + length)) {
      return -1;
    }
    int kept = Tokens.equalBytes(window.bytes, at, at - log.distance(match), length);
    return hasBroken && kept < Math.min(length, MIN_KEPT) ? -1 : kept;
  }

  /** Keeps of a match what pays; the rest is encoded with what follows. */
  private void encodeMatch(int match, int kept) throws IOException {
    boolean whole = kept == log.length(match);
    if (whole) {
      encodedBit = log.endBit(match);
    } else {
      copyTo(log.bit(match));
      hasBroken = true;
    }
    if (whole || kept >= MIN_KEPT) {
      if (copyFrom == NONE) {
        writer.match(window.bytes, window.encoded, kept, log.distance(match));
      }
      window.encoded += kept;
    }
  }

  /** The bit if the source's bits can be copied from there on, or {@link #NONE}. */
  private long copyable(long bit) {
    return writer.usesSource() && source.holds(bit) ? bit : NONE;
  }

  private void copyTo(long bit) throws IOException {
    if (copyFrom != NONE) {
      source.copy(copyFrom, bit);
      copyFrom = NONE;
    }
  }

  /** Writes the codes of all tokens so far, as blocks that end here. */
  void endBlock(boolean last) throws IOException {
    if (writer.isSearching()) {
      window.encoded = writer.search(window.bytes, window.encoded, window.end, window.end);
    }
    writer.endBlock(last);
  }
}
