package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.List;

/** {@code maskloom composite}: one mask over each photo. */
final class CompositeCommand extends PaintedCommand {
  private final Option<Brush> brush =
      options.optional(
          "--brush", ValueType.of("RRGGBB[:OPACITY]", OptionValues::brush), Brush.BLUE);
  private final Option<BlendMode> blend =
      options.optional("--blend", ValueType.oneOf(BlendMode.class), BlendMode.SOURCE_OVER);

  CompositeCommand() {
    super("--mask -m");
  }

  @Override
  CompositeReport make(Placement place, WorkOptions work, Streams streams) throws IOException {
    return MaskCompositor.create()
        .withMask(masks.value().withBrush(brush.value()))
        .withRounding(rounding.value())
        .withBlend(blend.value())
        .withOutput(output(place.out()))
        .withReading(reading())
        .withWork(painting(work))
        .composite(place.in().source(streams), mask(streams), place.out().target(streams));
  }

  @Override
  List<String> text(OutputImage written, CompositeReport report) {
    return ReportText.of(written, report, "");
  }
}
