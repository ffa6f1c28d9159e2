package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A report of a fusion for people. */
final class FusionText {
  private FusionText() {}

  /** A line or two for each image, and one for the call. */
  static List<String> of(FusionResult result, List<String> written) {
    List<String> lines = new ArrayList<>();
    Iterator<String> files = written.iterator();
    FusionRecord record = result.record();
    Optional<PhotoPart> part = record.sent().part();
    part.map(FusionText::part).ifPresent(lines::add);
    String within = part.filter(sent -> !sent.isWhole()).map(sent -> "in that part, ").orElse("");
    for (FusedImage image : result.images()) {
      image
          .failure()
          .ifPresentOrElse(
              why -> lines.add("image " + (image.index() + 1) + " failed: " + why.getMessage()),
              () -> addImage(files.next(), image, within, lines));
    }
    result.mask().map(ReportText::painted).ifPresent(lines::add);
    if (record.received().images() < record.asked().images()) {
      lines.add(record.received().images() + " of " + record.asked().images() + " images came");
    }
    int surplus = result.surplus().count();
    if (surplus > 0) {
      lines.add(surplus + " more came than were asked for, and may be billed");
    }
    result.cutShort().ifPresent(why -> lines.add("broken off: " + why.getMessage()));
    lines.addAll(record.received().notes());
    lines.add(call(record));
    return lines;
  }

  private static void addImage(String file, FusedImage image, String within, List<String> lines) {
    lines.add(ReportText.image(file, image.width(), image.height(), image.bytes()));
    image.restored().ifPresent(report -> addRestored(report, within, lines));
    image.unfinished().ifPresent(why -> lines.add("as the model made it: " + why.getMessage()));
  }

  private static void addRestored(CompositeReport report, String within, List<String> lines) {
    Restored restored = report.restored().orElseThrow();
    restored.unpainted().ifPresent(changes -> lines.add(within + ReportText.changed(changes)));
    lines.addAll(ReportText.corrected(restored));
    ReportText.addEncoded(report, lines);
  }

  private static String part(PhotoPart part) {
    String whole = "the whole photo was sent, as what is painted spans most of it,";
    String some = ReportText.box(part.box()) + " of the photo was sent";
    long percent = Math.round(100 * part.scale());
    String scale = ": " + percent + " % of its width and of its height";
    String sent = ReportText.size(part.sentWidth(), part.sentHeight());
    return (part.isWhole() ? whole : some)
        + (" as " + sent)
        + (percent == 100 ? ", pixel for pixel" : scale);
  }

  private static String call(FusionRecord record) {
    String model = record.model().map(name -> " (" + name + ")").orElse("");
    List<String> ids = record.received().requestIds();
    String id = ids.isEmpty() ? "" : ", request " + String.join(" ", ids);
    return "by " + record.provider() + model + " in " + record.duration().toMillis() + " ms" + id;
  }
}
