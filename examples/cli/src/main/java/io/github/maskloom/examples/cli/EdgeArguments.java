package io.github.maskloom.examples.cli;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.FeatherSide;
import java.util.List;

/** How the edge of what is painted is taken where a photo is restored. */
final class EdgeArguments {
  private final Option<Integer> grow =
      Option.optional(
          "--grow",
          "N",
          OptionValues.integer(0, RestoreOptions.MAX_GROW_PIXELS),
          RestoreOptions.DEFAULT.growPixels(),
          "Pixels by which what is painted is widened, as room for shadows; what it is widened by"
              + " may change, too (0).");
  private final Option<Integer> feather =
      Option.optional(
          "--feather",
          "N",
          OptionValues.integer(0, RestoreOptions.MAX_FEATHER_PIXELS),
          RestoreOptions.DEFAULT.featherPixels(),
          "Pixels over which the edge is mixed; 0 is hard (8).");
  private final Option<FeatherSide> side =
      Option.optional(
              "--feather-side",
              "SIDE",
              OptionValues.oneOf(FeatherSide.class),
              RestoreOptions.DEFAULT.featherSide(),
              "Where that edge lies: inwards, inside what is painted and grown; centered; or outwards,"
                  + " beside it, where the photo may then change (inwards).")
          .choices("inwards", "centered", "outwards");

  List<Option<?>> options() {
    return List.of(grow, feather, side);
  }

  RestoreOptions value() {
    return RestoreOptions.DEFAULT
        .withFeather(feather.value())
        .withGrow(grow.value())
        .withFeatherSide(side.value());
  }
}
