package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.ImageFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** A report of a fusion for people. */
final class FusionText {
  private FusionText() {}

  /** Prints a line or two for each image, and one for the call. */
  static void print(FusionResult result, List<Path> written, PrintStream out) {
    Iterator<Path> files = written.iterator();
    for (FusedImage image : result.images()) {
      if (image.isPresent()) {
        out.println(picture(files.next(), image.image()));
        image
            .restored()
            .flatMap(r -> r.unpainted())
            .map(ReportText::changed)
            .ifPresent(out::println);
        image.restored().ifPresent(r -> ReportText.colours(r).forEach(out::println));
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
    int surplus = result.surplus().count();
    if (surplus > 0) {
      out.println(surplus + " more came than were asked for, and may be billed");
    }
    result.cutShort().ifPresent(why -> out.println("broken off: " + why.getMessage()));
    out.println(call(result.record()));
  }

  private static String picture(Path file, ImageFile picture) {
    return file
        + ": "
        + ReportText.size(picture.width(), picture.height())
        + ", "
        + ReportText.bytes(picture.bytes());
  }

  private static String call(FusionRecord record) {
    String model = record.model().isEmpty() ? "" : " (" + record.model() + ")";
    String id = record.serverRequestId().isEmpty() ? "" : ", request " + record.serverRequestId();
    return "by " + record.provider() + model + " in " + record.duration().toMillis() + " ms" + id;
  }
}
