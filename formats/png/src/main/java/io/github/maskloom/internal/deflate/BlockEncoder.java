package io.github.maskloom.internal.deflate;

import java.io.IOException;
import java.util.Arrays;

/**
 * Writes tokens as deflate blocks (RFC 1951), each in the cheapest of the three ways: stored, with
 * the fixed codes, or with codes of its own.
 *
 * <p>Tokens are collected and written block by block. {@link #endBlock} writes those that wait, so
 * that something else may follow in the same {@link BitWriter}. Memory: 200 KiB. For one thread.
 */
public final class BlockEncoder implements TokenFinder.Sink {
  private static final int TYPE_BITS = 3;
  private static final int STORED_LENGTH_BITS = 32;

  private final BitWriter out;
  private final TokenBlock block = new TokenBlock();
  private final TokenFinder.Costs costs = new TokenFinder.Costs();
  private final TokenCount count = new TokenCount();
  private final BlockCodes codes = BlockCodes.unset();
  private final DynamicHeader header = new DynamicHeader();
  private long tokensWritten;

  public BlockEncoder(BitWriter out) {
    this.out = out;
  }

  /** What tokens are likely to cost in the block that is being collected. */
  TokenFinder.Costs costs() {
    return costs;
  }

  /** Number of tokens in the blocks written so far. */
  long tokensWritten() {
    return tokensWritten;
  }

  /** Number of tokens taken so far. */
  long tokenCount() {
    return tokensWritten + block.tokenCount();
  }

  @Override
  public void literals(byte[] bytes, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (block.room() == 0) {
        endBlock(false);
      }
      int part = Math.min(count - done, block.room());
      block.addLiterals(bytes, from + done, part);
      done += part;
    }
  }

  @Override
  public void match(byte[] bytes, int at, int length, int distance) throws IOException {
    if (block.room() == 0) {
      endBlock(false);
    }
    block.addMatch(bytes, at, length, distance);
  }

  /**
   * Writes the tokens that wait; without any, nothing is written unless the block is the last one.
   *
   * @param last whether no block follows
   */
  public void endBlock(boolean last) throws IOException {
    if (block.byteCount == 0 && !last) {
      return;
    }
    block.count(count);
    codes.build(count);
    header.plan(codes);
    int type = cheapestType();
    out.write(type << 1 | (last ? 1 : 0), TYPE_BITS);
    if (type == BlockHeader.STORED) {
      writeStored();
    } else if (type == BlockHeader.FIXED) {
      writeTokens(BlockCodes.FIXED);
    } else {
      header.write(out);
      writeTokens(codes);
    }
    costs.follow(codes);
    tokensWritten += block.tokenCount();
    block.clear();
  }

  private int cheapestType() {
    long dynamicBits = header.bits() + count.bits(codes);
    long fixedBits = count.bits(BlockCodes.FIXED);
    if (storedBits() <= Math.min(dynamicBits, fixedBits)) {
      return BlockHeader.STORED;
    }
    return fixedBits <= dynamicBits ? BlockHeader.FIXED : BlockHeader.DYNAMIC;
  }

  /** Bits of a stored block behind its type; beyond all others if its bytes are not kept. */
  private long storedBits() {
    long paddingBits = -(out.position() + TYPE_BITS) & 7;
    return block.byteCount > TokenBlock.MAX_STORED_BYTES
        ? Long.MAX_VALUE
        : paddingBits + STORED_LENGTH_BITS + 8 * block.byteCount;
  }

  private void writeStored() throws IOException {
    int bytes = (int) block.byteCount;
    out.align();
    out.write(bytes, 16);
    out.write(~bytes & 0xFFFF, 16);
    out.copy(block.bytes, 0, 8L * bytes);
  }

  private void writeTokens(BlockCodes with) throws IOException {
    int[] literalCodes = with.literals().entries();
    int literal = 0;
    for (int match = 0; match < block.matchCount; match++) {
      int before = block.literalsBefore[match];
      if (before > literal) {
        out.writeCodes(block.literals, literal, before, literalCodes);
        literal = before;
      }
      with.writeMatch(out, block.length(match), block.distance(match));
    }
    out.writeCodes(block.literals, literal, block.literalCount, literalCodes);
    with.writeEnd(out);
  }

  /**
   * The tokens of one deflate block in the making: its literals one after another, its matches
   * beside them, and the bytes themselves as long as a stored block could hold them.
   */
  private static final class TokenBlock {
    /** A size at which the header costs little and the codes still follow the data. */
    static final int MAX_TOKENS = 1 << 15;

    /** The most that one stored block holds (RFC 1951, section 3.2.4). */
    static final int MAX_STORED_BYTES = 65535;

    private static final int MAX_MATCHES = 1 << 14;

    private final byte[] literals = new byte[MAX_TOKENS];

    /** Length above, distance in the lower 16 bits. */
    private final int[] matches = new int[MAX_MATCHES];

    /** How many literals stand before each match. */
    private final char[] literalsBefore = new char[MAX_MATCHES];

    /** The first {@link #byteCount} bytes, if these are at most {@link #MAX_STORED_BYTES}. */
    private final byte[] bytes = new byte[MAX_STORED_BYTES];

    private final Histogram histogram = new Histogram();
    private int literalCount;
    private int matchCount;

    /** Number of bytes that the tokens stand for. */
    private long byteCount;

    /** How many tokens fit in. */
    int room() {
      return matchCount == MAX_MATCHES ? 0 : MAX_TOKENS - tokenCount();
    }

    int tokenCount() {
      return literalCount + matchCount;
    }

    int length(int match) {
      return matches[match] >>> 16;
    }

    int distance(int match) {
      return matches[match] & 0xFFFF;
    }

    /** Adds literals, at most as many as there is {@link #room}. */
    void addLiterals(byte[] source, int from, int count) {
      System.arraycopy(source, from, literals, literalCount, count);
      literalCount += count;
      keep(source, from, count);
    }

    void addMatch(byte[] source, int at, int length, int distance) {
      literalsBefore[matchCount] = (char) literalCount;
      matches[matchCount++] = length << 16 | distance;
      keep(source, at, length);
    }

    void clear() {
      literalCount = 0;
      matchCount = 0;
      byteCount = 0;
    }

    /** Counts how often each symbol occurs, the end of the block included. */
    void count(TokenCount tokens) {
      tokens.clear();
      histogram.count(literals, literalCount, tokens.literals);
      for (int i = 0; i < matchCount; i++) {
        tokens.addMatch(length(i), distance(i));
      }
      tokens.literals[Tokens.END_OF_BLOCK] = 1;
    }

    private void keep(byte[] source, int from, int count) {
      if (byteCount + count <= MAX_STORED_BYTES) {
        System.arraycopy(source, from, bytes, (int) byteCount, count);
      }
      byteCount += count;
    }

    /** Counts bytes. */
    private static final class Histogram {
      private final int[] second = new int[256];
      private final int[] third = new int[256];
      private final int[] fourth = new int[256];

      /** Adds the first {@code count} bytes to the counts of their values. */
      void count(byte[] bytes, int count, int[] counts) {
        // Four tables, because equal neighbors would wait for each other's store.
        Arrays.fill(second, 0);
        Arrays.fill(third, 0);
        Arrays.fill(fourth, 0);
        int i = 0;
        for (; i <= count - 4; i += 4) {
          counts[bytes[i] & 0xFF]++;
          second[bytes[i + 1] & 0xFF]++;
          third[bytes[i + 2] & 0xFF]++;
          fourth[bytes[i + 3] & 0xFF]++;
        }
        for (; i < count; i++) {
          counts[bytes[i] & 0xFF]++;
        }
        for (int value = 0; value < 256; value++) {
          counts[value] += second[value] + third[value] + fourth[value];
        }
      }
    }
  }
}
