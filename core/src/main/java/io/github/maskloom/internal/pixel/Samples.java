package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Moves stretches of a row between a window and ints, so that row arithmetic is written once for
 * both depths.
 */
public final class Samples {
  /** Pixels in a stretch: few enough that its ints stay in the processor's nearest cache. */
  public static final int STRETCH_PIXELS = 512;

  private Samples() {}

  /** The largest sample of a depth. */
  public static int max(int depth) {
    return depth == 8 ? 0xFF : 0xFFFF;
  }

  /**
   * A sample of depth 16 on the scale of depth 8: {@code v / 257} rounded to nearest, exactly, in
   * the form without a division that libpng uses.
   */
  public static int narrow(int sample) {
    return (sample * 255 + 32895) >> 16;
  }

  /** {@code a * b / max}, rounded to nearest; at depth 16 the product passes 2^31. */
  public static int product(int a, int b, int max) {
    return max == 0xFF ? (a * b + 0xFF / 2) / 0xFF : (int) (((long) a * b + 0xFFFF / 2) / 0xFFFF);
  }

  /** Widens (x 257) or narrows samples in place; nothing to do at equal depths. */
  public static void changeDepth(int[] samples, int count, int fromDepth, int toDepth) {
    if (fromDepth < toDepth) {
      for (int i = 0; i < count; i++) {
        samples[i] *= 257;
      }
    } else if (fromDepth > toDepth) {
      for (int i = 0; i < count; i++) {
        samples[i] = narrow(samples[i]);
      }
    }
  }

  /** The sample at an index of a window's array. */
  public static int get(RasterWindow window, int index) {
    return window.geometry().depth() == 8
        ? window.bytes()[index] & 0xFF
        : window.shorts()[index] & 0xFFFF;
  }

  /** Puts a sample at an index of a window's array. */
  public static void set(RasterWindow window, int index, int sample) {
    if (window.geometry().depth() == 8) {
      window.bytes()[index] = (byte) sample;
    } else {
      window.shorts()[index] = (short) sample;
    }
  }

  /** Reads the samples of pixels [x, x + pixels). */
  public static void load(RasterWindow window, int row, int x, int pixels, int[] samples) {
    int bands = window.geometry().bands();
    int offset = window.rowOffset(row) + x * bands;
    int count = pixels * bands;
    if (window.geometry().depth() == 8) {
      byte[] bytes = window.bytes();
      for (int i = 0; i < count; i++) {
        samples[i] = bytes[offset + i] & 0xFF;
      }
    } else {
      short[] shorts = window.shorts();
      for (int i = 0; i < count; i++) {
        samples[i] = shorts[offset + i] & 0xFFFF;
      }
    }
  }

  /** Writes the samples of pixels [x, x + pixels). */
  public static void store(int[] samples, RasterWindow window, int row, int x, int pixels) {
    int bands = window.geometry().bands();
    int offset = window.rowOffset(row) + x * bands;
    int count = pixels * bands;
    if (window.geometry().depth() == 8) {
      byte[] bytes = window.bytes();
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (byte) samples[i];
      }
    } else {
      short[] shorts = window.shorts();
      for (int i = 0; i < count; i++) {
        shorts[offset + i] = (short) samples[i];
      }
    }
  }

  /** Whether pixels [x, x + pixels) are all the same. */
  public static boolean isUniform(RasterWindow window, int row, int x, int pixels) {
    int bands = window.geometry().bands();
    int start = window.rowOffset(row) + x * bands;
    int second = start + bands;
    int end = start + pixels * bands;
    return window.geometry().depth() == 8
        ? Arrays.equals(window.bytes(), start, end - bands, window.bytes(), second, end)
        : Arrays.equals(window.shorts(), start, end - bands, window.shorts(), second, end);
  }

  /** Copies pixel x onto pixels (x, x + pixels). */
  public static void repeat(RasterWindow window, int row, int x, int pixels) {
    Object array = window.geometry().depth() == 8 ? window.bytes() : window.shorts();
    int bands = window.geometry().bands();
    int start = window.rowOffset(row) + x * bands;
    int length = pixels * bands;
    for (int done = bands; done < length; done *= 2) {
      System.arraycopy(array, start, array, start + done, Math.min(done, length - done));
    }
  }
}
