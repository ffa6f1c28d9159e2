package io.github.maskloom.internal.deflate;

import java.io.IOException;

/**
 * Writes tokens as deflate blocks (RFC 1951), each in the cheapest of the three ways: stored, with
 * the fixed codes, or with codes of its own.
 *
 * <p>Tokens are collected and written block by block. {@link #endBlock} writes those that wait, so
 * that something else may follow in the same {@link BitWriter}. Memory: 200 KiB. For one thread.
 */
public final class BlockEncoder implements TokenSink {
  /** Bytes that {@link #runs} may load, but not use, behind its data. */
  public static final int SLACK_BYTES = TokenFinder.SLACK;

  private static final int TYPE_BITS = 3;
  private static final int STORED_LENGTH_BITS = 32;

  private final BitWriter out;
  private final TokenBlock block = new TokenBlock();
  private final TokenCosts costs = new TokenCosts();
  private final RunFinder runs = new RunFinder(costs);

  /** This, for the search to call. */
  private final TokenSink tokens = new UninlinedTokens(this);

  private final int[] literalFrequencies = new int[Tokens.LITERAL_SYMBOLS];
  private final int[] distanceFrequencies = new int[Tokens.DISTANCE_SYMBOLS];
  private final BlockCodes codes = BlockCodes.unset();
  private final DynamicHeader header = new DynamicHeader();
  private long tokensWritten;

  public BlockEncoder(BitWriter out) {
    this.out = out;
  }

  /** What tokens are likely to cost in the block that is being collected. */
  TokenCosts costs() {
    return costs;
  }

  /**
   * Takes bytes as literals and runs of one byte.
   *
   * @param bytes the data, with the byte before {@code from} if there is one, and {@link
   *     #SLACK_BYTES} bytes more behind {@code to}
   */
  public void runs(byte[] bytes, int from, int to) throws IOException {
    runs.find(bytes, from, to, to, tokens);
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
    if (block.isEmpty() && !last) {
      return;
    }
    block.count(literalFrequencies, distanceFrequencies);
    codes.literals().build(literalFrequencies);
    codes.distances().build(distanceFrequencies);
    header.plan(codes.literals(), codes.distances());
    writeCheapest(last);
    costs.follow(codes.literals(), codes.distances());
    tokensWritten += block.tokenCount();
    block.clear();
  }

  private void writeCheapest(boolean last) throws IOException {
    long dynamicBits = header.bits() + tokenBits(codes);
    long fixedBits = tokenBits(BlockCodes.FIXED);
    if (storedBits() <= Math.min(dynamicBits, fixedBits) + extraBits()) {
      writeType(BlockHeader.Type.STORED, last);
      writeStored();
    } else if (fixedBits <= dynamicBits) {
      writeType(BlockHeader.Type.FIXED, last);
      writeTokens(BlockCodes.FIXED);
    } else {
      writeType(BlockHeader.Type.DYNAMIC, last);
      header.write(out);
      writeTokens(codes);
    }
  }

  private long tokenBits(BlockCodes with) {
    return with.literals().bits(literalFrequencies) + with.distances().bits(distanceFrequencies);
  }

  /** Bits behind the codes of matches, the same whatever the codes are. */
  private long extraBits() {
    long bits = 0;
    for (int symbol = Tokens.FIRST_LENGTH_SYMBOL; symbol < Tokens.LITERAL_SYMBOLS; symbol++) {
      bits += (long) literalFrequencies[symbol] * Tokens.lengthExtraBits(symbol);
    }
    for (int symbol = 0; symbol < Tokens.DISTANCE_SYMBOLS; symbol++) {
      bits += (long) distanceFrequencies[symbol] * Tokens.DISTANCE_EXTRA_BITS[symbol];
    }
    return bits;
  }

  /** Bits of a stored block behind its type; beyond all others if its bytes are not kept. */
  private long storedBits() {
    return block.byteCount() > TokenBlock.MAX_STORED_BYTES
        ? Long.MAX_VALUE
        : paddingBits() + STORED_LENGTH_BITS + 8 * block.byteCount();
  }

  private long paddingBits() {
    return -(out.position() + TYPE_BITS) & 7;
  }

  private void writeType(BlockHeader.Type type, boolean last) throws IOException {
    out.write(type.number() << 1 | (last ? 1 : 0), TYPE_BITS);
  }

  private void writeStored() throws IOException {
    int count = (int) block.byteCount();
    out.align();
    out.write(count, 16);
    out.write(~count & 0xFFFF, 16);
    out.copy(block.bytes(), 0, 8L * count);
  }

  private void writeTokens(BlockCodes with) throws IOException {
    int literal = 0;
    for (int match = 0; match < block.matchCount(); match++) {
      int before = block.literalsBefore(match);
      if (before > literal) {
        with.writeLiterals(out, block.literals(), literal, before);
        literal = before;
      }
      with.writeMatch(out, block.length(match), block.distance(match));
    }
    with.writeLiterals(out, block.literals(), literal, block.literalCount());
    with.writeEnd(out);
  }
}
