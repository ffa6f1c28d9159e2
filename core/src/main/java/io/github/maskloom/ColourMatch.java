package io.github.maskloom;

import java.util.List;

/**
 * How a replacement's colours were corrected by what it shows around the paint; see {@link
 * PhotoRestorer.Builder#matchColour}.
 *
 * @param outcome whether they were, and why not
 * @param channels what was done to grey, or to red, green and blue; empty unless {@link
 *     Outcome#MATCHED}
 */
public record ColourMatch(Outcome outcome, List<Channel> channels) {
  public ColourMatch {
    channels = List.copyOf(channels);
  }

  /** Whether colours were corrected, and why not. */
  public enum Outcome {
    /** They were; perhaps by nothing. */
    MATCHED,

    /**
     * There is too little around the paint that is neither painted nor cut at black or white: under
     * 2048 pixels.
     */
    TOO_LITTLE_RING,

    /**
     * Photo and replacement do not show the same around the paint: half of it differs by more than
     * 8 of 255 from whatever line.
     */
    NO_AGREEMENT
  }

  /**
   * What was done to a channel: {@code gain * sample + offset}, of samples from 0 to 255 as the
   * replacement holds them.
   *
   * @param gain factor
   * @param offset on the scale 0 to 255
   * @param before how far photo and replacement lay apart around the paint: the mean over squares
   *     of 16 pixels, on the same scale
   * @param after the same once the replacement was corrected
   */
  public record Channel(double gain, double offset, double before, double after) {}
}
