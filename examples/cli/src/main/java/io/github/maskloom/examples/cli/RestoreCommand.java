package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code maskloom restore}: of a model's answer, keeps only what was painted. */
final class RestoreCommand implements Command {
  private final CompositorOptions shared = new CompositorOptions(false);
  private final Option<InputImage> replacement =
      Option.required(
              "--replacement",
              "FILE",
              InputImage::parse,
              "What the model answered with, of any size; it is stretched to the photo's, or to the"
                  + " region's.")
          .or("-r")
          .orAlone();
  private final Option<BoundingBox> region =
      Option.absent(
          "--region",
          "X,Y,W,H",
          OptionValues::region,
          "The part of the photo that the replacement stands for, in pixels of the photo as it is"
              + " seen; paint beside it is ignored (all of it).");
  private final EdgeArguments edge = new EdgeArguments();
  private final Option<Boolean> matchColor =
      Option.flag(
          "--match-color",
          "Correct the model's colors by what it shows around the paint, so that there is no"
              + " seam.");
  private final Option<Boolean> noCompare =
      Option.flag(
          "--no-compare",
          "Do not tell what the model changed where nothing is painted. A PNG photo is then"
              + " spliced, so that time follows the paint.");
  private final Option<Boolean> compareExactly =
      Option.flag(
          "--compare-exactly",
          "Tell it of every pixel of a JPEG photo that stays one, instead of blocks of 8 by 8.");

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
    return "maskloom restore room.png answer.jpg strokes.png out.png";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> own = new ArrayList<>(List.of(region));
    own.addAll(edge.options());
    own.addAll(List.of(matchColor, noCompare, compareExactly));
    return shared.with(List.of(replacement), own);
  }

  @Override
  public Optional<String> conflict() {
    return shared.conflict(List.of(replacement));
  }

  @Override
  public void run(Streams streams) throws IOException {
    Placement.makeFolder(shared.places(), shared.out);
    Placement place = checked();
    PrintStream report = shared.report(place, streams);
    if (shared.json.value()) {
      try (HeapPeak peak = HeapPeak.watchHeap()) {
        CompositeReport done = restore(place, streams);
        ReportJson.of(place.out()).with(done).withMemory(peak.bytes()).print(report);
      }
    } else {
      String within = region.isGiven() ? "in the region, " : "";
      ReportText.print(place.out(), restore(place, streams), within, report);
    }
  }

  private Placement checked() throws IOException {
    Placement place = shared.places().get(0);
    shared.checkFiles(place);
    FileChecks.readable("replacement", replacement.value());
    return place;
  }

  /** Where the image goes. */
  Option<OutputImage> out() {
    return shared.out;
  }

  /** Makes the image without a word, within other work. */
  MadeImage make(Streams streams, WorkOptions within) throws IOException {
    CompositeReport done =
        shared.run(
            checked(), within, (work, each) -> restored(streams, work, each), replacement.value());
    return new MadeImage(
        done.geometry().width(),
        done.geometry().height(),
        OptionalDouble.of(done.mask().coverage()),
        OptionValues.nameOf(done.strategy()));
  }

  private Comparison comparison() {
    if (noCompare.value()) {
      return Comparison.OFF;
    }
    return compareExactly.value() ? Comparison.EXACT : Comparison.REDUCED;
  }

  private CompositeReport restore(Placement place, Streams streams) throws IOException {
    return shared.run(place, (work, each) -> restored(streams, work, each), replacement.value());
  }

  private CompositeReport restored(Streams streams, WorkOptions work, Placement place)
      throws IOException {
    try {
      return restorer(work, place.out())
          .restore(
              place.in().source(streams),
              replacement.value().source(streams),
              shared.mask(streams),
              place.out().target(streams));
    } catch (IllegalArgumentException e) {
      if (region.isGiven()) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
  }

  private PhotoRestorer restorer(WorkOptions work, OutputImage to) {
    PhotoRestorer restorer =
        shared
            .restorer(work, to)
            .withRestoring(edge.value().withMatchColor(matchColor.value()))
            .withComparison(comparison());
    return region.isGiven() ? restorer.withRegion(region.value()) : restorer;
  }
}
