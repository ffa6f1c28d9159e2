package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.codec.EncodedImage.Reduction;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.prepare.PrepareOptions;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/**
 * A photo, open: as it is, or with fewer pixels.
 *
 * @param rows as they are painted over
 * @param fullSize the shape that the photo has
 * @param area what the pixels of the rows stand for
 * @param isTurned whether it is stored with its sides exchanged
 * @param file where the rows come from; empty if they are the caller's
 */
public record Photo(
    Stage<WindowReader> rows,
    ImageGeometry fullSize,
    Area area,
    boolean isTurned,
    Optional<EncodedImage> file) {

  /** Opens a photo. */
  public static Photo open(OpenImages images, ImageSource photo) throws IOException {
    return open(images, photo, Reduction.NONE);
  }

  /** Opens a photo of which fewer pixels may do. */
  static Photo open(OpenImages images, ImageSource photo, Reduction reduction) throws IOException {
    Opening asked = Opening.of(images.job().reading(), Kept.SPLICING).reduced(reduction);
    EncodedImage file = images.open(photo, Role.PHOTO, asked);
    return new Photo(
        file.stage(),
        file.fullSize(),
        Area.shownBy(file),
        file.orientation().swapsSides(),
        Optional.of(file));
  }

  /** Opens a photo that has the size of what is made ready before anything is painted. */
  public static Photo open(OpenImages images, ImageSource photo, PrepareOptions options)
      throws IOException {
    Photo read = open(images, photo, options::reductionOf);
    return read.isReduced() ? read.scaled(options.areaOf(read.fullSize()), images.scope()) : read;
  }

  /** Takes a photo that comes as rows. */
  public static Photo given(OpenImages images, WindowSource photo) {
    Stage<WindowReader> rows = images.given(photo, Role.PHOTO);
    return new Photo(rows, rows.geometry(), Area.of(rows.geometry()), false, Optional.empty());
  }

  /** The shape of a photo, whose file is closed again. */
  static Photo shape(OpenImages images, ImageSource photo) throws IOException {
    try (Scope apart = images.scope().part()) {
      return open(new OpenImages(images.job(), apart), photo);
    }
  }

  /** The shape of the rows. */
  ImageGeometry geometry() {
    return rows.geometry();
  }

  /** What the colors mean; sRGB if the photo came as rows. */
  ImageColors colors() {
    return file.map(image -> ImageColors.of(image.metadata())).orElse(ImageColors.SRGB);
  }

  /** The format of the file; empty if the photo came as rows. */
  Optional<String> mediaType() {
    return file.map(image -> image.description().mediaType());
  }

  /** What is written, with the photo's format where no other is asked for. */
  OutputOptions output(OutputOptions asked) {
    return asked.format().isPresent()
        ? asked
        : asked.withFormat(
            mediaType().flatMap(ImageFormats.installed()::output).orElse(OutputFormat.PNG));
  }

  /**
   * The same photo, if the format of the result can hold it.
   *
   * @throws ImageLimitException if a side passes what the format allows
   */
  public Photo fitting(PhotoJob job) {
    try {
      ImageEncoder.checkSize(geometry(), PhotoPlan.format(output(job.output())));
      return this;
    } catch (ImageLimitException e) {
      throw e.about(Role.PHOTO.toString());
    }
  }

  private Optional<EncodedImage> fileOf(OutputFormat wanted) {
    return file.filter(image -> image.description().mediaType().equals(wanted.mediaType()));
  }

  /** Asks the photo's format for a copy of the file, if the result is to have that format. */
  Splicing.Offer splicing(boolean paintMayBeColored, OutputFormat wanted) throws IOException {
    String name = ImageFormats.installed().writing(wanted).name();
    Optional<EncodedImage> same = fileOf(wanted);
    return same.isPresent()
        ? same.get().file().splicing(wanted, paintMayBeColored)
        : Splicing.Offer.not("the photo is not a " + name + " file");
  }

  /** Whether the photo's file could be spliced into an output, and be read beside that. */
  boolean isReadAgain(OutputFormat output) {
    boolean isEncodedAgain = output instanceof OutputFormat.Jpeg jpeg && !jpeg.keepsPhoto();
    return !isEncodedAgain && fileOf(output).flatMap(image -> image.file().again()).isPresent();
  }

  /** Opens the file once more, beside the one that reads it; what is read of it is not counted. */
  EncodedImage again(OpenImages images, Reduction reduction) throws IOException {
    ImageSource source = file.flatMap(image -> image.file().again()).orElseThrow();
    Opening asked = images.strictly(Kept.NOTHING).reduced(reduction);
    try {
      return images.scope().register(EncodedImage.open(source, asked, images.scope()));
    } catch (ImageException e) {
      throw images.named(e, Role.PHOTO);
    }
  }

  /** Whether the rows have fewer pixels than the photo. */
  private boolean isReduced() {
    return geometry().width() < fullSize.width() || geometry().height() < fullSize.height();
  }

  /** The photo scaled to another size. */
  private Photo scaled(Area wanted, Scope scope) {
    if (area.isSameAs(wanted)) {
      return this;
    }
    Stage<WindowReader> read =
        scope.work().threads() > 1 ? WindowHandOff.ahead(rows, scope.windowRows(geometry())) : rows;
    return new Photo(
        ScaledRows.stage(read, area, wanted, Averaging.SAMPLES), fullSize, wanted, isTurned, file);
  }

  /**
   * What was counted of a mask at the size of the rows, as it is at the photo's own.
   *
   * @param filledPixels of the mask as it came
   */
  MaskStatistics enlarged(MaskStatistics counted, long filledPixels) {
    double factor = (double) fullSize.pixels() / geometry().pixels();
    return new MaskStatistics(
        Math.round(counted.paintedPixels() * factor),
        counted.coverage(),
        enlarged(counted.boundingBox()),
        counted.meanAlpha(),
        counted.dominantAlpha(),
        filledPixels);
  }

  private BoundingBox enlarged(BoundingBox box) {
    if (box.equals(BoundingBox.EMPTY)) {
      return box;
    }
    int left = enlarged(box.x(), area.columns(), fullSize.width());
    int top = enlarged(box.y(), area.rows(), fullSize.height());
    int right = enlarged(box.x() + box.width(), area.columns(), fullSize.width());
    int bottom = enlarged(box.y() + box.height(), area.rows(), fullSize.height());
    return new BoundingBox(left, top, right - left, bottom - top);
  }

  private static int enlarged(int edge, Span span, int fullSize) {
    double from = Math.max(0, Math.min(span.length(), edge - span.from()));
    return (int) Math.round(from * fullSize / span.length());
  }
}
