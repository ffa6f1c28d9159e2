package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.List;

/** {@code maskloom restore}: of a model's answer, keeps only what was painted. */
final class RestoreCommand extends PaintedCommand {
  private final Option<BoundingBox> region =
      options.absent("--region", ValueType.of("X,Y,W,H", OptionValues::region));
  private final RestoreArguments restoring = new RestoreArguments(options);
  private final Option<Boolean> noLabel = options.flag("--no-label");
  private final Option<Boolean> noCompare = options.flag("--no-compare");
  private final Option<Boolean> compareExactly = options.flag("--compare-exactly");

  RestoreCommand() {
    super("--replacement -r", "--mask -m");
    in.again(false);
  }

  @Override
  CompositeReport make(Placement place, WorkOptions work, Streams streams) throws IOException {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(masks.value())
            .withRestoring(restoring.value())
            .withComparison(comparison())
            .withOutput(output(place.out()).withLabeled(!noLabel.value()))
            .withReading(reading())
            .withWork(painting(work));
    try {
      PhotoRestorer within = region.ifGiven().map(restorer::withRegion).orElse(restorer);
      ImageSource answer = others.get(0).value().source(streams);
      return within.restore(
          place.in().source(streams), answer, mask(streams), place.out().target(streams));
    } catch (IllegalArgumentException e) {
      if (region.isGiven()) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
  }

  private Comparison comparison() {
    Comparison compared = compareExactly.value() ? Comparison.EXACT : Comparison.REDUCED;
    return noCompare.value() ? Comparison.OFF : compared;
  }

  @Override
  List<String> text(OutputImage written, CompositeReport report) {
    return ReportText.of(written, report, region.isGiven() ? "in the region, " : "");
  }
}
