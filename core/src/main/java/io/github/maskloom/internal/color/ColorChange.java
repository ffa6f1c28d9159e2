package io.github.maskloom.internal.color;

import java.util.Collections;
import java.util.List;

/**
 * What becomes of colors: each channel is corrected, then they are brought to another space.
 *
 * @param corrections one for each channel of the rows, or of three; a gray image takes the first
 * @param from what samples mean
 * @param to what they shall mean
 */
public record ColorChange(List<ChannelCorrection> corrections, RgbSpace from, RgbSpace to) {
  /** Changes no channel. */
  static final List<ChannelCorrection> AS_THEY_ARE = Collections.nCopies(3, ChannelCorrection.NONE);

  public ColorChange {
    corrections = List.copyOf(corrections);
  }

  /** Colors brought to another space as they are. */
  public static ColorChange between(RgbSpace from, RgbSpace to) {
    return new ColorChange(AS_THEY_ARE, from, to);
  }

  /** Colors corrected before they are brought to the other space. */
  public ColorChange correcting(List<ChannelCorrection> others) {
    return new ColorChange(others, from, to);
  }

  /** Whether no sample changes. */
  public boolean isNone() {
    return from == to && corrections.stream().allMatch(ChannelCorrection.NONE::equals);
  }

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
}
