package io.github.maskloom.internal.deflate;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** A way to cut data into tokens. */
interface TokenFinder {
  /** Bytes that a finder may load, but not use, past the end of the data. */
  int SLACK = 8;

  /**
   * Cuts the bytes from {@code from} on, up to {@code to}, or further if a match goes over it.
   *
   * @param bytes the data, before them what was cut last, after them {@link #SLACK} bytes more
   * @param to what must be cut
   * @param end what is known of the data, so how far a match may go
   * @return where the next call has to begin
   */
  int find(byte[] bytes, int from, int to, int end, Sink sink) throws IOException;

  /**
   * Says that the data were moved toward the start of their array.
   *
   * @param count by how much, a multiple of 32768
   */
  void slide(int count);

  /** Takes the tokens that data are cut into, in their order. */
  interface Sink {
    /** Takes bytes that stand for themselves. */
    void literals(byte[] bytes, int from, int count) throws IOException;

    /**
     * Takes a match.
     *
     * @param bytes holds at {@code at} what the match stands for
     * @param length 3 to 258
     * @param distance 1 to 32768
     */
    void match(byte[] bytes, int at, int length, int distance) throws IOException;
  }

  /**
   * Passes tokens on by calls that the JIT compiler does not look through.
   *
   * <p>Behind the sink is all that makes and writes a block. Inlined into the loop that finds the
   * tokens it gains nothing, but compiling them in one piece takes 15 MB outside the heap.
   */
  static final class UninlinedSink implements TokenFinder.Sink {
    /** Not constant to the compiler, being fields of an object. */
    private final MethodHandle literals;

    private final MethodHandle match;

    UninlinedSink(TokenFinder.Sink sink) {
      literals = bound(sink, "literals", byte[].class, int.class, int.class);
      match = bound(sink, "match", byte[].class, int.class, int.class, int.class);
    }

    private static MethodHandle bound(TokenFinder.Sink sink, String name, Class<?>... parameters) {
      try {
        return MethodHandles.lookup()
            .findVirtual(
                TokenFinder.Sink.class, name, MethodType.methodType(void.class, parameters))
            .bindTo(sink);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a sink of tokens has a method " + name, e);
      }
    }

    @Override
    public void literals(byte[] bytes, int from, int count) throws IOException {
      try {
        literals.invokeExact(bytes, from, count);
      } catch (Throwable e) {
        throw rethrown(e);
      }
    }

    @Override
    public void match(byte[] bytes, int at, int length, int distance) throws IOException {
      try {
        match.invokeExact(bytes, at, length, distance);
      } catch (Throwable e) {
        throw rethrown(e);
      }
    }

    private static IllegalStateException rethrown(Throwable e) throws IOException {
      Throwables.throwIfInstanceOf(e, IOException.class);
      Throwables.throwIfUnchecked(e);
      return new IllegalStateException("a sink threw what it does not declare", e);
    }
  }

  /**
   * What tokens cost in bits, by the codes of the block before: neighboring blocks of an image are
   * alike. Symbols that did not occur there, and all of them before the first block, are given what
   * they usually cost, so that they stay worth a try.
   */
  static final class Costs {
    private static final int USUAL_LITERAL_BITS = 6;
    private static final int RARE_LITERAL_BITS = 11;
    private static final int USUAL_LENGTH_BITS = 8;
    private static final int USUAL_DISTANCE_BITS = 5;

    private final int[] literalBits = new int[256];
    private final int[] lengthBits = new int[Tokens.MAX_LENGTH + 1];
    private final int[] distanceBits = new int[Tokens.DISTANCE_SYMBOLS];

    Costs() {
      Arrays.fill(literalBits, USUAL_LITERAL_BITS);
      for (int length = Tokens.MIN_LENGTH; length <= Tokens.MAX_LENGTH; length++) {
        int extra = Tokens.lengthExtraBits(Tokens.lengthSymbol(length));
        lengthBits[length] = USUAL_LENGTH_BITS + extra;
      }
      Arrays.setAll(
          distanceBits, symbol -> USUAL_DISTANCE_BITS + Tokens.DISTANCE_EXTRA_BITS[symbol]);
      distanceBits[0] = 1;
    }

    /** Goes over to the codes of the newest block. */
    void follow(BlockCodes codes) {
      byte[] literals = codes.literals().lengths();
      for (int literal = 0; literal < literalBits.length; literal++) {
        literalBits[literal] = orElse(literals[literal], RARE_LITERAL_BITS);
      }
      for (int length = Tokens.MIN_LENGTH; length <= Tokens.MAX_LENGTH; length++) {
        int symbol = Tokens.lengthSymbol(length);
        lengthBits[length] =
            orElse(literals[symbol], USUAL_LENGTH_BITS) + Tokens.lengthExtraBits(symbol);
      }
      byte[] distances = codes.distances().lengths();
      for (int symbol = 0; symbol < distanceBits.length; symbol++) {
        distanceBits[symbol] =
            orElse(distances[symbol], USUAL_DISTANCE_BITS) + Tokens.DISTANCE_EXTRA_BITS[symbol];
      }
    }

    private static int orElse(int bits, int usual) {
      return bits == 0 ? usual : bits;
    }

    int literal(byte value) {
      return literalBits[value & 0xFF];
    }

    int match(int length, int distance) {
      return lengthBits[length] + distanceBits[Tokens.distanceSymbol(distance)];
    }

    /** Whether a match is cheaper than its bytes as literals. */
    boolean favors(byte[] bytes, int at, int length, int distance) {
      // The first bytes are counted without asking whether they suffice, which nobody can predict.
      int first = literal(bytes[at]) + literal(bytes[at + 1]) + literal(bytes[at + 2]);
      int left = match(length, distance) - first;
      for (int i = at + Tokens.MIN_LENGTH; i < at + length && left >= 0; i++) {
        left -= literal(bytes[i]);
      }
      return left < 0;
    }
  }
}
