package io.github.maskloom.examples.cli;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import java.util.List;

/** What a mask means, and which masks are taken. */
final class MaskArguments {
  private final Option<MaskConvention> convention;
  private final Option<Boolean> fillEnclosed;
  private final Option<MaskFit> fit;

  MaskArguments(Options options) {
    convention =
        options.optional(
            "--convention",
            ValueType.of("NAME", OptionValues::convention)
                .proposing(
                    List.of(
                        "painted",
                        "painted-everywhere",
                        "white",
                        "black",
                        "transparent",
                        "binary:128")),
            MaskConvention.PAINTED);
    fillEnclosed = options.flag("--fill-enclosed");
    fit = options.optional("--fit", ValueType.oneOf(MaskFit.class), MaskFit.SAME_SHAPE);
  }

  MaskOptions value() {
    return MaskOptions.DEFAULT
        .withConvention(convention.value())
        .withFit(fit.value())
        .withFillEnclosed(fillEnclosed.value());
  }
}
