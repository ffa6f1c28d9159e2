package io.github.maskloom.golden;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reports say, but for times, as one line: the one place that asks them. */
final class GoldenFacts {
  private final StringBuilder line = new StringBuilder();

  private GoldenFacts() {}

  static String of(CompositeReport report) {
    GoldenFacts facts =
        new GoldenFacts()
            .result(report.geometry(), report.mediaType().orElse("rows"), report.strategy())
            .mask(report.maskGeometry(), report.mask(), report.nothingPainted());
    if (report.restored().isEmpty()) {
      facts.add("windows", report.windows());
    }
    CompositeReport.Bytes bytes = report.bytes();
    CompositeReport.Kept kept = report.kept();
    facts
        .add("bytes", bytes.photo() + "/" + bytes.mask() + "/" + bytes.output())
        .kept(kept.missingRows(), kept.profileDropped(), kept.mcus(), kept.metadata());
    report.restored().ifPresent(facts::restored);
    return facts.line.toString();
  }

  private void restored(Restored restored) {
    add("replacement", shape(restored.replacement()) + "/" + restored.replacementBytes());
    add("changeable", restored.changeablePixels());
    conversion(restored.conversion());
    addPresent("match", restored.colorMatch().map(GoldenFacts::match));
    addPresent("unpainted", restored.unpainted().map(GoldenFacts::unpainted));
  }

  static String of(PrepareReport report) {
    GoldenFacts facts = new GoldenFacts();
    facts.line.append(report.mediaType()).append(' ');
    facts.line.append(report.width()).append('x').append(report.height());
    return facts
        .add("bytes", report.bytes())
        .addIf("copied", report.passedThrough())
        .addIf("nothingPainted", report.nothingPainted())
        .kept(report.missingRows(), report.profileDropped(), Optional.empty(), MetadataReport.NONE)
        .conversion(report.conversion())
        .add("attempts", report.attempts().stream().map(GoldenFacts::attempt).toList())
        .line
        .toString();
  }

  static String of(PreparedComposite report) {
    return of(report.composite()) + " then " + of(report.prepared());
  }

  private static String attempt(PrepareReport.Attempt attempt) {
    return "%dx%d/%d/%d/%s"
        .formatted(
            attempt.width(), attempt.height(), attempt.quality(), attempt.bytes(), attempt.fits());
  }

  private static String shape(ImageGeometry geometry) {
    return "%dx%dx%d/%d"
        .formatted(geometry.width(), geometry.height(), geometry.bands(), geometry.depth());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String match(ColorMatch match) {
    return match.outcome()
        + match.channels().stream()
            .map(
                channel ->
                    ":%s,%s,%s,%s"
                        .formatted(
                            number(channel.gain()),
                            number(channel.offset()),
                            number(channel.before()),
                            number(channel.after())))
            .collect(Collectors.joining());
  }

  private static String unpainted(UnpaintedChanges changes) {
    return "%d,%s,%s,%s,%s,%s"
        .formatted(
            changes.scale(),
            number(changes.changedShare()),
            number(changes.visiblyChangedShare()),
            number(changes.meanDifference()),
            number(changes.largestDifference()),
            changes.scale() > 1
                ? "-"
                : changes.unpainted() + "/" + changes.changed() + "/" + changes.visiblyChanged());
  }

  private GoldenFacts add(String name, Object value) {
    line.append(' ').append(name).append('=').append(value);
    return this;
  }

  private GoldenFacts addIf(String name, boolean holds) {
    return holds ? add(name, true) : this;
  }

  private GoldenFacts addPresent(String name, Optional<String> value) {
    return value.isPresent() ? add(name, value.get()) : this;
  }

  private GoldenFacts result(ImageGeometry geometry, String mediaType, Strategy strategy) {
    line.append(shape(geometry)).append(' ').append(mediaType).append(' ').append(strategy);
    return this;
  }

  private GoldenFacts mask(ImageGeometry geometry, MaskStatistics mask, boolean nothing) {
    BoundingBox box = mask.boundingBox();
    String counts =
        nothing
            ? "nothing"
            : "%d/%s/%d+%d+%dx%d/%s/%d"
                .formatted(
                    mask.paintedPixels(),
                    number(mask.coverage()),
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height(),
                    number(mask.meanAlpha()),
                    mask.dominantAlpha());
    add("mask", shape(geometry) + "/" + counts);
    return mask.filledPixels() == 0 ? this : add("filled", mask.filledPixels());
  }

  private GoldenFacts kept(
      int missing, boolean profileDropped, Optional<SplicedMcus> mcus, MetadataReport metadata) {
    if (missing != 0) {
      add("missing", missing);
    }
    addIf("profileDropped", profileDropped);
    addPresent(
        "mcus",
        mcus.map(
            spliced ->
                "%d/%d/%d/%s"
                    .formatted(
                        spliced.total(), spliced.touched(), spliced.changed(), spliced.coding())));
    if (metadata.gainMapKept()) {
      add("gainMap", "KEPT");
    }
    metadata.gainMapDropped().ifPresent(why -> add("gainMap", "DROPPED" + why));
    if (!metadata.dropped().isEmpty()) {
      add("dropped", metadata.dropped());
    }
    return metadata.frames() == 1 ? this : add("frames", metadata.frames());
  }

  private GoldenFacts conversion(ProfileConversion conversion) {
    return conversion == ProfileConversion.NONE ? this : add("conversion", conversion);
  }
}
