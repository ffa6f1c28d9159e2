package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A report of a fusion for people. */
final class FusionText {
  private FusionText() {}

  /** Prints a line or two for each image, and one for the call. */
  static void print(FusionResult result, List<String> written, PrintStream out) {
    Iterator<String> files = written.iterator();
    Optional<PhotoPart> part = result.record().sent().part();
    part.map(FusionText::part).ifPresent(out::println);
    String within = part.filter(sent -> !sent.isWhole()).map(sent -> "in that part, ").orElse("");
    for (FusedImage image : result.images()) {
      if (image.isPresent()) {
        out.println(picture(files.next(), image));
        image
            .restored()
            .flatMap(CompositeReport::restored)
            .ifPresent(restored -> print(restored, within, out));
        image
            .unfinished()
            .ifPresent(why -> out.println("as the model made it: " + why.getMessage()));
      } else {
        out.println(
            "image "
                + (image.index() + 1)
                + " failed: "
                + image.failure().orElseThrow().getMessage());
      }
    }
    result.mask().map(ReportText::painted).ifPresent(out::println);
    FusionRecord record = result.record();
    if (record.received().images() < record.asked().images()) {
      out.println(record.received().images() + " of " + record.asked().images() + " images came");
    }
    int surplus = result.surplus().count();
    if (surplus > 0) {
      out.println(surplus + " more came than were asked for, and may be billed");
    }
    result.cutShort().ifPresent(why -> out.println("broken off: " + why.getMessage()));
    out.println(call(record));
  }

  private static void print(Restored restored, String within, PrintStream out) {
    restored
        .unpainted()
        .map(changes -> within + ReportText.changed(changes))
        .ifPresent(out::println);
    ReportText.colors(restored).forEach(out::println);
  }

  private static String part(PhotoPart part) {
    String what =
        part.isWhole()
            ? "the whole photo was sent, as what is painted spans most of it,"
            : ReportText.box(part.box()) + " of the photo was sent";
    String size = ReportText.size(part.sentWidth(), part.sentHeight());
    long percent = Math.round(100 * part.scale());
    return what
        + " as "
        + size
        + (percent == 100
            ? ", pixel for pixel"
            : ": " + percent + " % of its width and of its height");
  }

  private static String picture(String file, FusedImage picture) {
    return file
        + ": "
        + ReportText.size(picture.width(), picture.height())
        + ", "
        + ReportText.bytes(picture.bytes());
  }

  private static String call(FusionRecord record) {
    String model = record.model().map(name -> " (" + name + ")").orElse("");
    List<String> ids = record.received().requestIds();
    String id = ids.isEmpty() ? "" : ", request " + String.join(" ", ids);
    return "by " + record.provider() + model + " in " + record.duration().toMillis() + " ms" + id;
  }
}
