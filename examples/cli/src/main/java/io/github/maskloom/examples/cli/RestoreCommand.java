package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code maskloom restore}: of a model's answer, keeps only what was painted. */
final class RestoreCommand implements Command {
  private final CompositorOptions shared = new CompositorOptions();
  private final Option<InputImage> replacement =
      Option.required(
          "--replacement",
          "FILE",
          InputImage::parse,
          "What the model answered with, of any size; it is stretched to the photo's, or to the"
              + " region's.");
  private final Option<BoundingBox> region =
      Option.absent(
          "--region",
          "X,Y,W,H",
          OptionValues::region,
          "The part of the photo that the replacement stands for, in pixels of the photo as it is"
              + " seen; paint beside it is ignored (all of it).");
  private final Option<Integer> feather =
      Option.optional(
          "--feather",
          "N",
          OptionValues.integer(0, PhotoRestorer.Builder.MAX_FEATHER_PIXELS),
          PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS,
          "Pixels over which the edge is mixed, inside what is painted; 0 is hard (8).");
  private final Option<Boolean> noCompare =
      Option.flag(
          "--no-compare",
          "Do not tell what the model changed where nothing is painted. A PNG photo is then"
              + " spliced, so that time follows the paint.");

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public String summary() {
    return "Put what a model drew into the photo, only where the mask is painted.";
  }

  @Override
  public String example() {
    return "java -jar maskloom.jar restore --photo room.png --replacement answer.jpg"
        + " --mask strokes.png --out out.png";
  }

  @Override
  public List<Option<?>> options() {
    return shared.with(List.of(replacement), List.of(region, feather, noCompare));
  }

  @Override
  public Optional<String> conflict() {
    return shared.conflict(replacement);
  }

  @Override
  public void run(Streams streams) throws IOException {
    shared.checkFiles();
    PrintStream report = shared.out.value().report(streams);
    FileChecks.readable("replacement", replacement.value());
    if (shared.json.value()) {
      try (HeapPeak peak = HeapPeak.watchHeap()) {
        RestoreReport done = restore(streams);
        ReportJson.print(done, peak.bytes(), report);
      }
    } else {
      ReportText.print(shared.out.value(), restore(streams), report);
    }
  }

  private RestoreReport restore(Streams streams) throws IOException {
    try {
      return restored(streams);
    } catch (IllegalArgumentException e) {
      if (region.isGiven()) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
  }

  private RestoreReport restored(Streams streams) throws IOException {
    return shared.run(
        work ->
            restorer(work)
                .restore(
                    shared.photo.value().source(streams),
                    replacement.value().source(streams),
                    shared.mask.value().source(streams),
                    shared.out.value().target(streams)),
        replacement.value());
  }

  private PhotoRestorer restorer(WorkOptions work) {
    PhotoRestorer.Builder restorer =
        shared.restorer(work).feather(feather.value()).compareUnpainted(!noCompare.value());
    if (region.isGiven()) {
      restorer.region(region.value());
    }
    return restorer.build();
  }
}
