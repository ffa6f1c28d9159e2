package io.github.maskloom.examples.cli;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import java.util.List;
import java.util.stream.Stream;

/** What a mask means, and which masks are taken. */
record MaskArguments(
    Option<MaskConvention> convention, Option<Boolean> fillEnclosed, Option<MaskFit> fit) {
  private static final List<String> PROPOSED =
      Stream.concat(OptionValues.CONVENTIONS.keySet().stream(), Stream.of("binary:128")).toList();

  MaskArguments(Options options) {
    this(
        options.optional(
            "--convention",
            ValueType.of("NAME", OptionValues::convention).proposing(PROPOSED),
            MaskConvention.PAINTED),
        options.flag("--fill-enclosed"),
        options.optional("--fit", ValueType.oneOf(MaskFit.class), MaskFit.SAME_SHAPE));
  }

  MaskOptions value() {
    return MaskOptions.DEFAULT
        .withConvention(convention.value())
        .withFit(fit.value())
        .withFillEnclosed(fillEnclosed.value());
  }
}
