package io.github.maskloom.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a model does to the colors of a whole image: each channel is multiplied and moved.
 *
 * @param gains of red, green and blue
 * @param offsets of red, green and blue, of 255
 */
public record ColorShift(List<Double> gains, List<Double> offsets) {
  /** No shift. */
  public static final ColorShift NONE = even(1, 0);

  private static final double GAIN_RANGE = 0.05;
  private static final double OFFSET_RANGE = 8;
  private static final int CHANNELS = 3;
  private static final int MAX = 255;

  /** A shift of three channels. */
  public ColorShift {
    gains = List.copyOf(gains);
    offsets = List.copyOf(offsets);
  }

  /** The same for every channel. */
  public static ColorShift even(double gain, double offset) {
    return new ColorShift(List.of(gain, gain, gain), List.of(offset, offset, offset));
  }

  /** As real models shift: gains from 0.95 to 1.05, offsets up to 8, each channel for itself. */
  public static ColorShift random(long seed) {
    Random random = new Random(seed);
    List<Double> gains = new ArrayList<>();
    List<Double> offsets = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      gains.add(1 + GAIN_RANGE * (2 * random.nextDouble() - 1));
      offsets.add(OFFSET_RANGE * (2 * random.nextDouble() - 1));
    }
    return new ColorShift(gains, offsets);
  }

  /** A sample of a channel, shifted and within 0 to 255. */
  int shifted(int channel, double sample) {
    double value = sample * gains.get(channel) + offsets.get(channel);
    return (int) Math.max(0, Math.min(MAX, Math.round(value)));
  }
}
