package io.github.maskloom.internal.composite;

import io.github.maskloom.RestoreReport.ColourMatch;
import io.github.maskloom.internal.color.ColorMatch;

/** A match as it is told to callers. */
final class MatchFigures {
  private static final double LEVELS = 255;

  private MatchFigures() {}

  static ColourMatch of(ColorMatch match) {
    ColourMatch.Outcome outcome =
        switch (match.outcome()) {
          case FOUND -> ColourMatch.Outcome.MATCHED;
          case TOO_LITTLE_RING -> ColourMatch.Outcome.TOO_LITTLE_RING;
          case NO_AGREEMENT -> ColourMatch.Outcome.NO_AGREEMENT;
        };
    return new ColourMatch(outcome, match.channels().stream().map(MatchFigures::channel).toList());
  }

  private static ColourMatch.Channel channel(ColorMatch.Channel channel) {
    return new ColourMatch.Channel(
        channel.correction().gain(),
        channel.correction().offset() * LEVELS,
        channel.before(),
        channel.after());
  }
}
