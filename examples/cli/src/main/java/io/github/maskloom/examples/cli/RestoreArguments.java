package io.github.maskloom.examples.cli;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.FeatherSide;

/** How an answer is put into a photo: the edge of what is painted, its place, and its colors. */
record RestoreArguments(
    Option<Integer> grow,
    Option<Integer> feather,
    Option<FeatherSide> side,
    Option<Boolean> matchColor,
    Option<Align> align) {
  private static final RestoreOptions USUAL = RestoreOptions.DEFAULT;

  RestoreArguments(Options options) {
    this(
        options.optional(
            "--grow", OptionValues.integer(0, RestoreOptions.MAX_GROW_PIXELS), USUAL.growPixels()),
        options.optional(
            "--feather",
            OptionValues.integer(0, RestoreOptions.MAX_FEATHER_PIXELS),
            USUAL.featherPixels()),
        options.optional("--feather-side", ValueType.oneOf(FeatherSide.class), USUAL.featherSide()),
        options.flag("--match-color"),
        options
            // A person at a terminal waits for the model anyway, so answers are measured.
            .optional("--align", ValueType.oneOf(Align.class), Align.REPORT)
            .orBare(OptionValues.nameOf(Align.CORRECT)));
  }

  /** All of them. */
  Option<?>[] all() {
    return new Option<?>[] {grow, feather, side, matchColor, align};
  }

  RestoreOptions value() {
    return USUAL
        .withFeather(feather.value())
        .withGrow(grow.value())
        .withFeatherSide(side.value())
        .withMatchColor(matchColor.value())
        .withAlign(align.value());
  }
}
