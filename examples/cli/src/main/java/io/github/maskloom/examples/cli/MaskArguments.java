package io.github.maskloom.examples.cli;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import java.util.ArrayList;
import java.util.List;

/** What a mask means, and which masks are taken. */
final class MaskArguments {
  private final Option<MaskConvention> convention;
  private final Option<Boolean> fillEnclosed;
  private final Option<MaskFit> fit;

  MaskArguments(Options options) {
    List<String> proposed = new ArrayList<>(OptionValues.CONVENTIONS.keySet());
    proposed.add("binary:128");
    convention =
        options.optional(
            "--convention",
            ValueType.of("NAME", OptionValues::convention).proposing(proposed),
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
