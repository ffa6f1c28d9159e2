package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.format.Splicing.Result;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.scan.CodedBits;
import io.github.maskloom.internal.jpeg.scan.CodedScans;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import io.github.maskloom.internal.jpeg.scan.ScanWriter;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A JPEG file that is written as a copy of another with paint over it.
 *
 * <p><b>Coefficients</b> of MCUs without paint are those of the source, so pixels that are more
 * than one pixel away from an MCU with paint are the same in every decoder. In MCUs with paint its
 * difference is added to the coefficients and rounded, source-over. A file of several scans becomes
 * a sequential one of a single scan.
 *
 * <p><b>Metadata</b> are those of {@link TravellingMetadata}, written anew. Of what follows the end
 * of the image only a gain map is: see {@link GainMapSplice}. Where nothing is painted the file is
 * the source byte for byte.
 *
 * <p><b>Orientation:</b> paint is for the image as it is seen. Where EXIF says that the image is
 * stored otherwise, the paint is turned and the file keeps its orientation.
 *
 * <p><b>Memory:</b> the paint of a row of MCUs, at 4 bytes a pixel, and some 320 KiB; up to 1 MiB
 * of metadata; for several scans also the coefficients of a row of MCUs, and where paint is turned,
 * 2 MiB or two rows. <b>Threads:</b> confined to one.
 */
public final class JpegSplice {
  private static final long HEAP_BYTES = 320 << 10;
  private static final int COPY_BYTES = 1 << 14;
  private static final int WINDOW_BYTES = 1 << 16;

  private final ImageSource source;
  private final JpegHeader header;
  private final JpegFrame frame;
  private final ImageLimits limits;
  private final CancelSignal cancel;
  private final Optional<GainMapSplice> gainMap;

  /** Why the gain map is dropped, if one is. */
  private final Optional<String> mapDropped;

  /** Whether a copy of the file has a gain map. */
  private final boolean mapThere;

  /**
   * A copy of a file that is painted or not.
   *
   * @param found the gain map
   * @param bytes of the file; 0 if that is not known
   */
  JpegSplice(
      ImageSource source,
      JpegHeader header,
      ImageLimits limits,
      CancelSignal cancel,
      GainMapSearch.Found found,
      long bytes) {
    this.source = source;
    this.header = header;
    this.frame = header.frame();
    this.limits = limits;
    this.cancel = cancel;
    Optional<GainMapSplice> map =
        found.map().map(kept -> new GainMapSplice(header, bytes, kept, limits, cancel));
    mapDropped = map.flatMap(GainMapSplice::obstacle).or(found::whyDropped);
    gainMap = mapDropped.isEmpty() ? map : Optional.empty();
    mapThere = found.isThere();
  }

  /**
   * Takes the file of a reader, from which no row was read.
   *
   * @param found its gain map
   */
  public static JpegSplice of(JpegReader reader, GainMapSearch.Found found) throws IOException {
    return new JpegSplice(
        reader.source(),
        reader.header(),
        reader.limits(),
        reader.cancel(),
        found,
        reader.source().length().orElse(0));
  }

  /**
   * Why paint cannot go into the coefficients, if so; the image must then be encoded again.
   *
   * @param coloredPaint whether paint may have a color other than gray
   */
  public Optional<String> obstacle(boolean coloredPaint) {
    if (header.encoding().hasInk()) {
      return Optional.of("the samples are inks");
    }
    if (header.encoding() == ColorEncoding.GRAY && coloredPaint) {
      return Optional.of("the photo is gray and the paint may be colored");
    }
    if (header.zeroDivisor()) {
      return Optional.of("an element of a quantization table is 0");
    }
    if (!isDivisible()) {
      return Optional.of("the components' sampling factors do not divide those of the first");
    }
    return Optional.empty();
  }

  private boolean isDivisible() {
    Component first = frame.components().get(0);
    return frame.components().stream()
        .allMatch(
            component ->
                frame.mcuWidth(first) % frame.mcuWidth(component) == 0
                    && frame.mcuHeight(first) % frame.mcuHeight(component) == 0);
  }

  /** Heap that {@link #write} takes at most, about. */
  public long heapBytes() {
    long scans = header.multiScan() ? CoefficientRows.heapBytes(frame, limits.maxScans()) : 0;
    long map = gainMap.map(GainMapSplice::heapBytes).orElse(0L);
    return HEAP_BYTES + PaintBand.heapBytes(frame) + StoredPaint.heapBytes(header) + scans + map;
  }

  /**
   * Bytes of temporary files that {@link #write} takes, at most, if the source knows its length.
   *
   * @throws IOException if the source cannot be asked
   */
  public long spoolBytes() throws IOException {
    boolean copies = header.multiScan() && source.ranges().isEmpty();
    long scans = copies ? source.length().orElse(0) : 0;
    long merged = header.multiScan() ? ScanWriter.spoolBytes(frame) : 0;
    long map = gainMap.isPresent() ? gainMap.get().spoolBytes() : 0;
    return StoredPaint.spoolBytes(header) + scans + merged + map;
  }

  /**
   * Writes the copy.
   *
   * @param paint asked for its first row before anything is written, and for all of them if the
   *     image is stored turned
   * @param strict whether coded data is decoded too where that is not needed to copy it, so that
   *     damage in it is found: restart intervals without paint, what stands behind the last MCU,
   *     and all of it if nothing is painted
   * @param out takes the file; neither flushed nor closed
   * @throws IllegalStateException if something is painted although there is an {@link #obstacle}
   * @throws IOException if the source cannot be read or the copy cannot be written
   * @throws ImageFormatException if the source is broken; part of a copy may be written
   * @throws io.github.maskloom.errors.ImageLimitException if the source has too many parts or scans
   */
  public Result write(PaintedRows paint, boolean strict, OutputStream out) throws IOException {
    try (StoredPaint stored = StoredPaint.of(paint, header, limits)) {
      boolean upright = Orientation.of(header.orientation()) == Orientation.UPRIGHT;
      PaintedRows rows = upright ? paint : stored;
      if (gainMap.isPresent()) {
        return gainMap.get().write(this, rows, paint.output(), strict, out);
      }
      PaintBand band = new PaintBand(frame, rows, null);
      return band.begin()
          ? painted(band, metadata(paint.output()), strict, out)
          : copied(band, strict, out);
    }
  }

  private Result painted(PaintBand band, ImageMetadata metadata, boolean strict, OutputStream out)
      throws IOException {
    Written written = paint(band, strict, out, KeptSegments.of(metadata));
    MetadataReport.Builder report = JpegSegments.report(metadata).toBuilder();
    mapDropped.ifPresent(report::gainMapDropped);
    if (written.more()) {
      report.dropped(JpegReader.TRAILER, JpegReader.OF_PHOTO);
    }
    return new Result(Optional.of(written.mcus()), report.build());
  }

  private Result copied(PaintBand band, boolean strict, OutputStream out) throws IOException {
    MetadataReport.Builder whole = MetadataReport.builder();
    SplicedMcus mcus = copy(band, strict, out);
    return new Result(Optional.of(mcus), (mapThere ? whole.gainMapKept() : whole).build());
  }

  /** What of the photo's metadata goes into the copy, which stays turned as the photo is. */
  ImageMetadata metadata(OutputOptions options) {
    ImageMetadata.Builder turned = header.metadata().toBuilder();
    header
        .metadata()
        .exif()
        .ifPresent(tiff -> turned.exif(ExifBlock.oriented(tiff, header.orientation())));
    return TravellingMetadata.of(turned.build(), options);
  }

  /**
   * What was written.
   *
   * @param more whether something follows the image in its file, which is not copied
   */
  record Written(SplicedMcus mcus, boolean more) {}

  /** Writes the copy under paint that has begun. */
  Written paint(PaintBand band, boolean strict, OutputStream out, KeptSegments kept)
      throws IOException {
    Optional<String> obstacle = obstacle(false);
    if (obstacle.isPresent()) {
      throw new IllegalStateException(obstacle.get());
    }
    if (header.multiScan()) {
      return merge(band, out, kept);
    }
    try (InputStream in = source.open()) {
      JpegInput input = new JpegInput(in);
      SplicedMcus mcus = splicer(input, band, true, kept, out).run(strict);
      finish(input, strict);
      return new Written(mcus, input.hasMore());
    }
  }

  /** Writes the source byte for byte. */
  SplicedMcus copy(PaintBand band, boolean strict, OutputStream out) throws IOException {
    try (InputStream in = source.open()) {
      InputStream tee = BlockInputStream.copied(in, out);
      if (strict && header.multiScan()) {
        try (CodedScans scans = scans(new JpegInput(tee))) {
          new CoefficientRows(frame, scans, DamagePolicy.STRICT, cancel).passOver(frame);
        }
      } else if (strict) {
        JpegInput input = new JpegInput(tee);
        OutputStream nowhere = OutputStream.nullOutputStream();
        KeptSegments unseen = KeptSegments.of(ImageMetadata.NONE);
        splicer(input, band, false, unseen, nowhere).run(true);
        finish(input, true);
      }
      byte[] buffer = new byte[COPY_BYTES];
      while (tee.read(buffer, 0, buffer.length) >= 0) {
        cancel.throwIfCancelled();
      }
    }
    band.done(frame.height());
    long mcus = (long) frame.mcusAcross() * frame.mcusDown();
    return new SplicedMcus(mcus, 0, 0, SplicedMcus.Coding.COPIED);
  }

  private CodedScans scans(JpegInput input) throws IOException {
    return CodedScans.read(input, source, frame, limits, DamagePolicy.STRICT);
  }

  private JpegSplicer splicer(
      JpegInput input, PaintBand band, boolean painted, KeptSegments kept, OutputStream out)
      throws IOException {
    ScanWalk walk = new ScanWalk(input, frame, limits);
    SpliceHead head = new SpliceHead(out, true, kept);
    JpegScan scan = walk.onlyScan(head);
    ScanCodes codes = new ScanCodes(scan, painted);
    head.writeScan(codes);
    List<Integer> components =
        scan.header().components().stream().map(ScanComponent::index).toList();
    List<int[]> divisors = painted ? checked(walk.divisors(), scan.offset()) : List.of();
    PaintedMcu mcu =
        new PaintedMcu(frame, header.encoding(), painted ? components : List.of(), divisors, band);
    ScanBits bits = new ScanBits(input, WINDOW_BYTES, ScanHeader.MAX_MCU_BLOCKS, true);
    return new JpegSplicer(frame, scan, bits, mcu, codes, new CodedBits(out));
  }

  /** Returns divisors if none of them is 0. */
  private static List<int[]> checked(List<int[]> divisors, long offset) {
    if (divisors.stream().flatMapToInt(IntStream::of).anyMatch(divisor -> divisor == 0)) {
      throw JpegInput.wrong("DQT", offset, "an element of a quantization table is 0");
    }
    return divisors;
  }

  /**
   * Passes over what stands behind the scan; of a file that ends there only the EOI is missing.
   *
   * @param strict whether what does not belong there is refused
   */
  private void finish(JpegInput input, boolean strict) throws IOException {
    try {
      int parts = 0;
      for (int marker = input.readMarker(); marker != JpegMarker.EOI; marker = input.readMarker()) {
        LimitCheck.parts(limits, ++parts);
        if (!JpegMarker.isOptional(marker) && !JpegMarker.isTable(marker)) {
          throw JpegInput.wrong(
              JpegMarker.name(marker),
              input.position() - 2,
              "this marker does not belong behind the scan");
        }
        input.skip(input.readContentLength(marker));
      }
    } catch (ImageFormatException e) {
      if (strict && !input.ended()) {
        throw e;
      }
    }
  }

  @SuppressWarnings("try") // The photo is closed before the copy is written.
  private Written merge(PaintBand band, OutputStream out, KeptSegments kept) throws IOException {
    try (InputStream photo = source.open()) {
      JpegInput input = new JpegInput(photo);
      try (CodedScans scans = scans(input);
          SpoolFile spool = SpoolFile.create(limits)) {
        boolean more = input.hasMore();
        photo.close();
        return new Written(merge(band, scans, spool, out, kept), more);
      }
    }
  }

  private SplicedMcus merge(
      PaintBand band, CodedScans scans, SpoolFile spool, OutputStream out, KeptSegments kept)
      throws IOException {
    List<int[]> divisors = checked(scans.divisors(), scans.offset(0));
    try (InputStream in = source.open()) {
      new ScanWalk(new JpegInput(in), frame, limits).next(new SpliceHead(out, false, kept));
    }
    ScanWriter writer =
        ScanWriter.spooling(
            MergedScans.frame(frame), divisors, out, spool, limits.maxSpoolBytes(), cancel);
    List<Integer> components = IntStream.range(0, divisors.size()).boxed().toList();
    PaintedMcu mcu = new PaintedMcu(frame, header.encoding(), components, divisors, band);
    CoefficientRows rows = new CoefficientRows(frame, scans, DamagePolicy.STRICT, cancel);
    return new MergedScans(frame, writer, scans.offset(0)).write(rows, mcu);
  }
}
