package io.github.maskloom.internal.scale;

import io.github.maskloom.internal.pixel.Samples;
import org.jspecify.annotations.Nullable;

/**
 * How samples relate to the values that are averaged: as they are, or as the light that they stand
 * for under sRGB's curve (IEC 61966-2-1). Both have the same range.
 */
final class TransferCurve {
  private static final int STEPS = 1 << 16;

  /** The larger of the tables for 8 and for 16 bits. */
  static final long HEAP_BYTES = 4L * STEPS;

  private final int max;
  private final float @Nullable [] light;
  private final short @Nullable [] samples;

  private TransferCurve(int max, float @Nullable [] light, short @Nullable [] samples) {
    this.max = max;
    this.light = light;
    this.samples = samples;
  }

  /** Samples are averaged as they are. */
  static TransferCurve none(int depth) {
    return new TransferCurve(Samples.max(depth), null, null);
  }

  /** Samples are averaged as light. */
  static TransferCurve srgb(int depth) {
    int max = Samples.max(depth);
    float[] light = new float[max + 1];
    for (int sample = 0; sample <= max; sample++) {
      light[sample] = (float) (max * toLight((double) sample / max));
    }
    short[] samples = depth == 8 ? new short[STEPS + 1] : null;
    for (int step = 0; samples != null && step <= STEPS; step++) {
      samples[step] = (short) Math.round(max * fromLight((double) step / STEPS));
    }
    return new TransferCurve(max, light, samples);
  }

  private static double toLight(double sample) {
    return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
  }

  private static double fromLight(double light) {
    return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
  }

  /** Whether values are the samples themselves. */
  boolean isIdentity() {
    return light == null;
  }

  /** The value of a sample. */
  float decode(int sample) {
    return light == null ? sample : light[sample];
  }

  /** The nearest sample of a value, which may lie outside the range. */
  int encode(float value) {
    if (light == null) {
      return Math.min(Math.max((int) (value + 0.5f), 0), max);
    }
    float inRange = Math.min(Math.max(value, 0), max) / max;
    return samples != null
        ? samples[(int) (inRange * STEPS + 0.5f)]
        : (int) Math.round(max * fromLight(inRange));
  }
}
