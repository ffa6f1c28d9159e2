package io.github.maskloom.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a model does to the colors of a whole image: each sample, 0 to 255, is multiplied by the
 * gain of its channel, and the offset is added. The result is kept within 0 to 255.
 *
 * @param gains of red, green and blue; 1 changes nothing
 * @param offsets of red, green and blue, in levels of 255; 0 changes nothing
 */
public record ColorShift(List<Double> gains, List<Double> offsets) {
  /** No shift. */
  public static final ColorShift NONE = even(1, 0);

  private static final double GAIN_RANGE = 0.05;
  private static final double OFFSET_RANGE = 8;
  private static final int CHANNELS = 3;
  private static final int MAX = 255;

  /**
   * Keeps copies of the lists. How many they hold is not checked.
   *
   * @param gains three factors, of red, green and blue
   * @param offsets three summands, of red, green and blue, in levels of 255
   */
  public ColorShift {
    gains = List.copyOf(gains);
    offsets = List.copyOf(offsets);
  }

  /**
   * Makes a shift that is the same for every channel.
   *
   * @param gain factor; 1 changes nothing
   * @param offset summand, in levels of 255; 0 changes nothing
   * @return a new shift
   */
  public static ColorShift even(double gain, double offset) {
    return new ColorShift(List.of(gain, gain, gain), List.of(offset, offset, offset));
  }

  /**
   * Makes a shift as real models have it. Each channel has its own gain from 0.95 to 1.05, and its
   * own offset from -8 to 8 levels of 255.
   *
   * @param seed the same seed gives the same shift
   * @return a new shift
   */
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
