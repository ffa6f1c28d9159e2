package io.github.maskloom.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How far two places repeat each other: for the short stretches that matches are. */
public final class EqualBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EqualBytes() {}

  /**
   * How many bytes, {@code most} at most, are the same at two places.
   *
   * @param bytes holds seven bytes more behind these, which do not count
   */
  public static int count(byte[] bytes, int first, int second, int most) {
    for (int length = 0; length < most; length += Long.BYTES) {
      long different =
          (long) LONGS.get(bytes, first + length) ^ (long) LONGS.get(bytes, second + length);
      if (different != 0) {
        return Math.min(most, length + (Long.numberOfTrailingZeros(different) >>> 3));
      }
    }
    return most;
  }
}
