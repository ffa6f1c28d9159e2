package io.github.maskloom.examples.cli;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.FeatherSide;

/** How an answer is put into a photo: the edge of what is painted, and the answer's colors. */
final class RestoreArguments {
  private final Option<Integer> grow;
  private final Option<Integer> feather;
  private final Option<FeatherSide> side;
  private final Option<Boolean> matchColor;

  RestoreArguments(Options options) {
    RestoreOptions usual = RestoreOptions.DEFAULT;
    grow =
        options.optional(
            "--grow", OptionValues.integer(0, RestoreOptions.MAX_GROW_PIXELS), usual.growPixels());
    feather =
        options.optional(
            "--feather",
            OptionValues.integer(0, RestoreOptions.MAX_FEATHER_PIXELS),
            usual.featherPixels());
    side =
        options.optional("--feather-side", ValueType.oneOf(FeatherSide.class), usual.featherSide());
    matchColor = options.flag("--match-color");
  }

  /** All of them. */
  Option<?>[] all() {
    return new Option<?>[] {grow, feather, side, matchColor};
  }

  RestoreOptions value() {
    return RestoreOptions.DEFAULT
        .withFeather(feather.value())
        .withGrow(grow.value())
        .withFeatherSide(side.value())
        .withMatchColor(matchColor.value());
  }
}
