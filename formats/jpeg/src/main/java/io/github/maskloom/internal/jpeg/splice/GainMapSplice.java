package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.format.Splicing.Result;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.ScanWriter;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A photo that is copied with its gain map, which is painted over too: MCUs of it under paint, or
 * beside paint, become the color without gain. So what was painted over does not shine through, and
 * new pixels are shown as they were painted.
 *
 * <p>The photo is written first, while the paint is noted by MCUs of the map, and then the map.
 * Both go through a temporary file, as the head of the photo states their lengths. <b>Memory:</b>
 * that of two {@link JpegSplice}, and of {@link PaintedCoverage}.
 */
final class GainMapSplice {
  private final JpegHeader header;
  private final JpegSplice mapSplice;
  private final GainMapSearch.KeptMap map;
  private final JpegFrame mapFrame;
  private final ImageLimits limits;
  private final CancelSignal cancel;

  /** Coded data take about as much as blocks that are held, and metadata no more than the file. */
  private final long fileBytes;

  /**
   * A photo and its map.
   *
   * @param header the photo's
   * @param sourceBytes of the file of both; 0 if that is not known
   */
  GainMapSplice(
      JpegHeader header,
      long sourceBytes,
      GainMapSearch.KeptMap map,
      ImageLimits limits,
      CancelSignal cancel) {
    this.header = header;
    this.map = map;
    this.limits = limits;
    this.cancel = cancel;
    mapFrame = map.header().frame();
    mapSplice =
        new JpegSplice(map.source(), map.header(), limits, cancel, GainMapSearch.Found.NOTHING, 0);
    fileBytes =
        PaintedCoverage.fileBytes(mapFrame)
            + sourceBytes
            + ScanWriter.spoolBytes(header.frame())
            + ScanWriter.spoolBytes(mapFrame);
  }

  /** Why the map cannot be spliced, if so. */
  Optional<String> obstacle() {
    if (fileBytes > limits.maxSpoolBytes()) {
      return Optional.of("temporary files may not be so large");
    }
    return mapSplice.obstacle(false);
  }

  /** Heap that this takes beside what the photo takes alone. */
  long heapBytes() {
    return GainMapSearch.HELD_BYTES + mapSplice.heapBytes() + PaintedCoverage.heapBytes(mapFrame);
  }

  /** The same of temporary files. */
  long spoolBytes() throws IOException {
    return fileBytes + mapSplice.spoolBytes();
  }

  /** Writes the copy; see {@link JpegSplice#write}. */
  Result write(
      JpegSplice photo, PaintedRows paint, OutputOptions options, boolean strict, OutputStream out)
      throws IOException {
    try (SpoolFile file = SpoolFile.create(limits)) {
      file.write(PaintedCoverage.fileBytes(mapFrame) - 1, ByteBuffer.allocate(1));
      PaintedCoverage coverage = new PaintedCoverage(header.frame(), mapFrame, file);
      PaintBand band = new PaintBand(header.frame(), paint, coverage);
      if (!band.begin()) {
        return result(photo.copy(band, strict, out), MetadataReport.builder().gainMapKept());
      }
      GainMapHead head = new GainMapHead(file, header.signs(), map.picture(), cancel);
      ImageMetadata metadata = photo.metadata(options);
      MetadataReport.Builder report = JpegSegments.report(metadata).toBuilder();
      KeptSegments kept = new KeptSegments(metadata, KeptSegments.NONE, head);
      SplicedMcus mcus = photo.paint(band, strict, file.output(), kept).mcus();
      coverage.finish();
      long end = file.length();
      Optional<String> why = paintMap(coverage, strict, file);
      if (why.isEmpty() && head.writeWithMap(end, out)) {
        report.gainMapKept();
      } else {
        head.writeWithoutMap(end, out);
        report.gainMapDropped(why.orElse("the file is too large for an index"));
      }
      return result(mcus, report);
    }
  }

  private static Result result(SplicedMcus mcus, MetadataReport.Builder report) {
    return new Result(Optional.of(mcus), report.build());
  }

  /** Writes the map behind the photo; returns why it cannot be written, if so. */
  private Optional<String> paintMap(PaintedCoverage coverage, boolean strict, SpoolFile file)
      throws IOException {
    PaintedRows neutral = coverage.neutralPaint(map.rgb(), cancel);
    try {
      OutputStream out = file.output();
      ImageMetadata metadata = TravellingMetadata.ofMap(map.header().metadata());
      KeptSegments kept = new KeptSegments(metadata, map.iso().read(), null);
      PaintBand band = new PaintBand(mapFrame, neutral, null);
      if (band.begin()) {
        mapSplice.paint(band, strict, out, kept);
      } else {
        mapSplice.copy(band, strict, out);
      }
      return Optional.empty();
    } catch (ImageFormatException e) {
      return Optional.of("it is damaged: " + e.rule());
    } catch (ImageLimitException e) {
      return Optional.of("it passes a limit");
    }
  }
}
