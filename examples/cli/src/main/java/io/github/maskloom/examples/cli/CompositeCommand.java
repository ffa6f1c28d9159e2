package io.github.maskloom.examples.cli;

import io.github.maskloom.Brush;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code maskloom composite}: one photo, one mask, one image. */
final class CompositeCommand implements Command {
  private final CompositorOptions shared = new CompositorOptions();
  private final Option<Brush> brush =
      Option.optional(
          "--brush",
          "RRGGBB[:OPACITY]",
          OptionValues::brush,
          Brush.BLUE,
          "What masks that are not painted paint with, and --fill-enclosed fills with, opacity 1 to 255 (0078FF:128).");

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
    return "java -jar maskloom.jar composite --photo room.jpg --mask strokes.png --out out.png";
  }

  @Override
  public List<Option<?>> options() {
    return shared.with(List.of(), List.of(brush, blend));
  }

  @Override
  public Optional<String> conflict() {
    return shared.conflict();
  }

  @Override
  public void run(Streams streams) throws IOException {
    shared.checkFiles();
    PrintStream report = shared.out.value().report(streams);
    if (shared.json.value()) {
      try (HeapPeak peak = HeapPeak.watchHeap()) {
        CompositeReport done = composite(streams);
        ReportJson.print(done, peak.bytes(), report);
      }
    } else {
      ReportText.print(shared.out.value(), composite(streams), report);
    }
  }

  /** Where the image goes. */
  Option<OutputImage> out() {
    return shared.out;
  }

  /** Makes the image without a word, within other work. */
  MadeImage make(Streams streams, WorkOptions within) throws IOException {
    shared.checkFiles();
    CompositeReport done = shared.run(within, work -> composite(streams, work));
    return new MadeImage(
        done.geometry().width(),
        done.geometry().height(),
        OptionalDouble.of(done.mask().coverage()),
        OptionValues.nameOf(done.strategy()));
  }

  private CompositeReport composite(Streams streams) throws IOException {
    return shared.run(work -> composite(streams, work));
  }

  private CompositeReport composite(Streams streams, WorkOptions work) throws IOException {
    return shared
        .compositor(work)
        .brush(brush.value())
        .blend(blend.value())
        .build()
        .composite(
            shared.photo.value().source(streams),
            shared.mask.value().source(streams),
            shared.out.value().target(streams));
  }
}
