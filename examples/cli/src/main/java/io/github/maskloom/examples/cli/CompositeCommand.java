package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code maskloom composite}: one photo, one mask, one image. */
final class CompositeCommand implements Command {
  private final CompositorOptions shared = new CompositorOptions(true);
  private final Option<Brush> brush =
      Option.optional(
          "--brush",
          "RRGGBB[:OPACITY]",
          OptionValues::brush,
          Brush.BLUE,
          "What masks that are not painted paint with, and --fill-enclosed fills with, opacity 1 to"
              + " 255 (0078FF:128).");

  private final Option<BlendMode> blend =
      Option.optional(
          "--blend",
          "source-over|multiply",
          OptionValues.oneOf(BlendMode.class),
          BlendMode.SOURCE_OVER,
          "Whether paint covers the photo or tints it (source-over).");

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public String summary() {
    return "Composite a mask over a photo, a few rows at a time.";
  }

  @Override
  public String example() {
    return "maskloom composite room.jpg strokes.png out.png";
  }

  @Override
  public List<Option<?>> options() {
    return shared.with(List.of(), List.of(brush, blend));
  }

  @Override
  public Optional<String> conflict() {
    return shared.conflict(List.of());
  }

  @Override
  public void run(Streams streams) throws IOException {
    List<Placement> places = shared.places();
    Placement.makeFolder(places, shared.out);
    Failures.onEach(places, place -> run(place, streams));
  }

  private void run(Placement place, Streams streams) throws IOException {
    shared.checkFiles(place);
    PrintStream report = shared.report(place, streams);
    if (shared.json.value()) {
      try (HeapPeak peak = HeapPeak.watchHeap()) {
        CompositeReport done = shared.run(place, (work, each) -> composite(streams, work, each));
        ReportJson.of(place.out()).with(done).withMemory(peak.bytes()).print(report);
      }
    } else {
      CompositeReport done = shared.run(place, (work, each) -> composite(streams, work, each));
      ReportText.print(place.out(), done, "", report);
    }
  }

  /** Where the image goes. */
  Option<OutputImage> out() {
    return shared.out;
  }

  /** Makes the image without a word, within other work. */
  MadeImage make(Streams streams, WorkOptions within) throws IOException {
    Placement place = shared.places().get(0);
    shared.checkFiles(place);
    CompositeReport done =
        shared.run(place, within, (work, each) -> composite(streams, work, each));
    return new MadeImage(
        done.geometry().width(),
        done.geometry().height(),
        OptionalDouble.of(done.mask().coverage()),
        OptionValues.nameOf(done.strategy()));
  }

  private CompositeReport composite(Streams streams, WorkOptions work, Placement place)
      throws IOException {
    return shared
        .compositor(work, place.out())
        .withMask(shared.maskOptions().withBrush(brush.value()))
        .withBlend(blend.value())
        .composite(place.in().source(streams), shared.mask(streams), place.out().target(streams));
  }
}
