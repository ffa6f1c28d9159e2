package io.github.maskloom.internal.color;

/**
 * What is done to the samples of a channel: {@code gain * sample + offset}, both from 0 to 1.
 *
 * @param gain factor
 * @param offset on the scale 0 to 1
 */
public record ChannelCorrection(double gain, double offset) {
  /** Leaves samples as they are. */
  public static final ChannelCorrection NONE = new ChannelCorrection(1, 0);

  /** A sample corrected, cut to 0 to 1. */
  public double apply(double sample) {
    return Math.min(Math.max(gain * sample + offset, 0), 1);
  }
}
