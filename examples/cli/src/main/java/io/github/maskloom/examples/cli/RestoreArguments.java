package io.github.maskloom.examples.cli;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.FeatherSide;

/** How an answer is put into a photo: the edge of what is painted, its place, and its colors. */
final class RestoreArguments {
  private final Option<Integer> grow;
  private final Option<Integer> feather;
  private final Option<FeatherSide> side;
  private final Option<Boolean> matchColor;

  /** Whoever sits at a terminal waits for the model anyway, so answers are measured. */
  final Option<Align> align;

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
    align =
        options
            .optional("--align", ValueType.oneOf(Align.class), Align.REPORT)
            .orBare(OptionValues.nameOf(Align.CORRECT));
  }

  /** All of them. */
  Option<?>[] all() {
    return new Option<?>[] {grow, feather, side, matchColor, align};
  }

  RestoreOptions value() {
    return RestoreOptions.DEFAULT
        .withFeather(feather.value())
        .withGrow(grow.value())
        .withFeatherSide(side.value())
        .withMatchColor(matchColor.value())
        .withAlign(align.value());
  }
}
