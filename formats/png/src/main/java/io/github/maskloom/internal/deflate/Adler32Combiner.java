package io.github.maskloom.internal.deflate;

/**
 * Arithmetic on Adler-32 checksums (RFC 1950, section 8.2), for data that are known only by their
 * length and checksum.
 *
 * <p>A checksum is two sums modulo 65521: the low half adds the bytes to 1, the high half adds
 * every value of the low half. Behind a prefix the low half starts at the prefix's sum instead of
 * 1, which lifts each of the high half's terms by the difference.
 */
public final class Adler32Combiner {
  /** The checksum of no data. */
  public static final int EMPTY = 1;

  private static final int MODULUS = 65521;

  private Adler32Combiner() {}

  /**
   * The checksum of some data followed by {@code secondLength} bytes of checksum {@code second}.
   */
  public static int concatenate(int first, int second, long secondLength) {
    long lift = low(first) - 1L;
    long low = low(second) + lift;
    long high = lift * (secondLength % MODULUS) + high(first) + high(second);
    return sum(low, high);
  }

  /**
   * The checksum of the last {@code suffixLength} bytes of some data: what {@link #concatenate}
   * would have to join to {@code prefix} to yield {@code whole}.
   */
  public static int suffix(int whole, int prefix, long suffixLength) {
    long lift = low(prefix) - 1L;
    long low = low(whole) - lift;
    long high = -lift * (suffixLength % MODULUS) + high(whole) - high(prefix);
    return sum(low, high);
  }

  private static int low(int adler) {
    return adler & 0xFFFF;
  }

  private static int high(int adler) {
    return adler >>> 16;
  }

  private static int sum(long low, long high) {
    return Math.floorMod(high, MODULUS) << 16 | Math.floorMod(low, MODULUS);
  }
}
