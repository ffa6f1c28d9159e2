package io.github.maskloom.internal.color;

import java.util.ArrayList;
import java.util.List;

/**
 * Corrections that bring an answer's colors to those of a photo, by what a {@link RingTally} found,
 * within bounds.
 *
 * @param outcome whether there are any
 * @param channels one for each channel compared; none where too little is known
 */
public record ColorCorrection(Outcome outcome, List<Channel> channels) {
  /** Fewer pixels that count, in any channel, say too little. */
  public static final int MIN_PIXELS = 2048;

  /** The least and, by its reciprocal, the largest factor. */
  public static final double MIN_GAIN = 0.85;

  /** The largest shift of the ring's mean, of 255. */
  public static final double MAX_SHIFT = 32;

  /** If half of the ring is further from any line than this, of 255, the two do not agree. */
  public static final double MAX_DEVIATION = 8;

  /** Whether there is a correction, and why not. */
  public enum Outcome {
    /** The ring tells of one. */
    MATCHED,
    /** There is too little of the ring, or too much of it is cut at black or white. */
    TOO_LITTLE_RING,
    /** What the ring shows in both is not the same. */
    NO_AGREEMENT
  }

  /**
   * What is done to a channel.
   *
   * @param correction of samples
   * @param before mean difference of photo and answer in the ring, of 255
   * @param after the same once the answer is corrected
   */
  public record Channel(ColorChange.ChannelCorrection correction, double before, double after) {}

  public ColorCorrection {
    channels = List.copyOf(channels);
  }

  /** Finds corrections. */
  public static ColorCorrection of(RingTally tally) {
    List<Channel> channels = new ArrayList<>();
    for (CellSample sample : tally.samples()) {
      if (sample.pixels() < MIN_PIXELS) {
        return new ColorCorrection(Outcome.TOO_LITTLE_RING, List.of());
      }
      ShiftFit fit = new ShiftFit(sample);
      if (fit.deviation > MAX_DEVIATION) {
        return new ColorCorrection(Outcome.NO_AGREEMENT, List.of());
      }
      channels.add(channel(sample, correction(fit)));
    }
    return new ColorCorrection(Outcome.MATCHED, channels);
  }

  /**
   * The fit tells the difference {@code d} of photo {@code y} and answer {@code x} by their mean:
   * {@code y - x = a + b (x + y) / 2}, of which {@code y} by {@code x} follows.
   */
  private static ColorChange.ChannelCorrection correction(ShiftFit fit) {
    double half = fit.slope() / 2;
    double gain = Math.min(Math.max((1 + half) / (1 - half), MIN_GAIN), 1 / MIN_GAIN);
    double shift = Math.min(Math.max(fit.shift(), -MAX_SHIFT), MAX_SHIFT);
    // Through the ring's mean, whatever became of the slope.
    double answer = fit.center - shift / 2;
    double photo = fit.center + shift / 2;
    return new ColorChange.ChannelCorrection(gain, (photo - gain * answer) / 255);
  }

  private static Channel channel(CellSample sample, ColorChange.ChannelCorrection correction) {
    double before = 0;
    double after = 0;
    double total = 0;
    for (CellSample.Cell cell : sample.cells()) {
      double photo = cell.level() + cell.shift() / 2;
      double corrected = 255 * correction.apply((cell.level() - cell.shift() / 2) / 255);
      before += cell.weight() * Math.abs(cell.shift());
      after += cell.weight() * Math.abs(photo - corrected);
      total += cell.weight();
    }
    return new Channel(correction, before / total, after / total);
  }

  /** One correction for each channel compared; none changes anything unless they were found. */
  public List<ColorChange.ChannelCorrection> corrections() {
    return outcome == Outcome.MATCHED
        ? channels.stream().map(Channel::correction).toList()
        : ColorChange.AS_THEY_ARE;
  }
}
