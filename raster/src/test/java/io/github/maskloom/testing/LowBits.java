package io.github.maskloom.testing;

import java.io.ByteArrayOutputStream;

/** Writes bits from the lowest of each byte on, as deflate and WebP do. */
public final class LowBits {
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private int partial;
  private int partialBits;

  /** Adds a number, its lowest bit first. */
  public LowBits put(long value, int count) {
    for (int i = 0; i < count; i++) {
      partial |= (int) (value >>> i & 1) << partialBits;
      partialBits++;
      if (partialBits == Byte.SIZE) {
        whole.write(partial);
        partial = 0;
        partialBits = 0;
      }
    }
    return this;
  }

  /** Adds zeros up to the end of a byte. */
  public LowBits align() {
    return put(0, -partialBits & 7);
  }

  /** How many bits there are. */
  public long count() {
    return 8L * whole.size() + partialBits;
  }

  /** All bits, and zeros up to the end of a byte. */
  public byte[] bytes() {
    align();
    return whole.toByteArray();
  }
}
