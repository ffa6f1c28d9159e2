package io.github.maskloom;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Optional;

/** What the reports of a composite and of a restoration have in common. */
final class ReportFigures {
  final ImageGeometry geometry;
  Strategy strategy = Strategy.STREAM;
  ImageGeometry maskGeometry;
  MaskStatistics mask = new MaskStatistics(0, 0, BoundingBox.EMPTY, 0, 0, 0);
  long photoBytes;
  long maskBytes;
  long outputBytes;
  int missingRows;
  boolean profileDropped;
  Optional<SplicedMcus> mcus = Optional.empty();
  MetadataReport metadata = MetadataReport.NONE;
  Duration elapsed = Duration.ZERO;

  /** Figures of a result of this shape, which are to be filled in. */
  ReportFigures(ImageGeometry geometry) {
    this.geometry = geometry;
    maskGeometry = geometry;
  }

  /** The figures as they stand, which change no more with these. */
  ReportFigures copy() {
    ReportFigures copy = new ReportFigures(geometry);
    copy.strategy = strategy;
    copy.maskGeometry = maskGeometry;
    copy.mask = mask;
    copy.photoBytes = photoBytes;
    copy.maskBytes = maskBytes;
    copy.outputBytes = outputBytes;
    copy.missingRows = missingRows;
    copy.profileDropped = profileDropped;
    copy.mcus = mcus;
    copy.metadata = metadata;
    copy.elapsed = elapsed;
    return copy;
  }

  /** What a report says of itself after its name. */
  @Override
  public String toString() {
    return "[%s, %s, mask %dx%d, %d painted pixels, %d bytes, %s]"
        .formatted(
            geometry,
            strategy,
            maskGeometry.width(),
            maskGeometry.height(),
            mask.paintedPixels(),
            outputBytes,
            elapsed);
  }
}
