package io.github.maskloom.internal.rows;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.jpeg.JpegWriter;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.HandOff;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.png.PngWriter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The last step of a pipeline: rows that are encoded into a stream, whatever the format. */
public final class ImageEncoder {
  private final Stage<? extends WindowSource> rows;
  private final String name;
  private final Cost own;
  private final Encoding encoding;

  private ImageEncoder(
      Stage<? extends WindowSource> rows, String name, Cost own, Encoding encoding) {
    this.rows = rows;
    this.name = name;
    this.own = own;
    this.encoding = encoding;
  }

  /** How rows become bytes. */
  @FunctionalInterface
  private interface Encoding {
    void encode(Scope scope, OutputStream stream) throws IOException;
  }

  /**
   * An encoder of rows.
   *
   * @param windowRows rows to ask for at a time
   */
  public static ImageEncoder of(
      Stage<? extends WindowSource> rows, OutputFormat format, int windowRows) {
    return format instanceof OutputFormat.Jpeg jpeg
        ? jpeg(rows, jpeg, windowRows)
        : png(rows, windowRows);
  }

  private static ImageEncoder png(Stage<? extends WindowSource> rows, int windowRows) {
    ImageGeometry geometry = rows.geometry();
    return new ImageEncoder(
        rows,
        "encode PNG",
        Cost.heap(PngWriter.heapBytes(geometry) + WindowSize.bytes(geometry, windowRows)),
        (scope, stream) -> writePng(rows.open(scope), stream, windowRows));
  }

  private static ImageEncoder jpeg(
      Stage<? extends WindowSource> rows, OutputFormat.Jpeg format, int windowRows) {
    ImageGeometry shape = flat(rows.geometry(), format);
    Stage<? extends WindowSource> flat =
        ConvertedRows.stage(
            rows, shape.bands(), 8, format.backgroundRgb(), rows.pulled() ? 1 : windowRows);
    Stage<WindowReader> reader = HandOff.reader(flat, windowRows);
    return new ImageEncoder(
        reader,
        "encode JPEG",
        Cost.heap(JpegWriter.heapBytes(shape, format)),
        (scope, stream) -> writeJpeg(reader.open(scope), format, stream));
  }

  /** What encoding takes, with the rows. */
  public Cost cost() {
    return rows.cost().plus(own);
  }

  /** What the rows go through, and that they are encoded. */
  public List<WorkPlan.Step> steps() {
    List<WorkPlan.Step> steps = new ArrayList<>(rows.steps());
    steps.add(Stage.step(name, rows.geometry(), own));
    return steps;
  }

  /**
   * Opens the rows, takes every one and writes the image. The stream needs no buffer and is not
   * closed; the rows are used up.
   *
   * @throws IOException if rows cannot be read or bytes cannot be written
   * @throws ImageLimitException see {@link #checkSize}; nothing was written
   */
  public void encode(Scope scope, OutputStream stream) throws IOException {
    encoding.encode(scope, stream);
  }

  /**
   * Refuses a size that a format cannot have, before anything is opened for it.
   *
   * @throws ImageLimitException naming {@code maxJpegSide} if a side of a JPEG passes 65500 pixels
   */
  public static void checkSize(ImageGeometry geometry, OutputFormat format) {
    if (format instanceof OutputFormat.Jpeg) {
      JpegWriter.checkSize(geometry);
    }
  }

  /** The samples that a JPEG holds of an image. */
  private static ImageGeometry flat(ImageGeometry geometry, OutputFormat.Jpeg format) {
    boolean grey =
        geometry.colorBands() == 1 && (!geometry.hasAlpha() || isGrey(format.backgroundRgb()));
    return geometry.withSamples(grey ? 1 : 3, 8);
  }

  private static boolean isGrey(int rgb) {
    return rgb == (rgb & 0xFF) * 0x010101;
  }

  /**
   * Whether rows of some shape have a colour profile that describes other samples than are written,
   * so that it is left out.
   *
   * @param rows whose metadata count
   */
  public static boolean dropsProfile(
      WindowSource rows, ImageGeometry geometry, OutputFormat format) {
    ImageGeometry written =
        format instanceof OutputFormat.Jpeg jpeg ? flat(geometry, jpeg) : geometry;
    return rows.metadata()
        .iccProfile()
        .filter(profile -> !IccProfile.describes(profile, written.colorBands()))
        .isPresent();
  }

  private static void writePng(WindowSource rows, OutputStream stream, int windowRows)
      throws IOException {
    try (PngWriter writer = new PngWriter(stream, rows.geometry(), rows.metadata())) {
      rows.push(windowRows, writer);
      writer.finish();
    }
  }

  private static void writeJpeg(WindowReader rows, OutputFormat.Jpeg format, OutputStream stream)
      throws IOException {
    JpegWriter.write(rows, format, rows.metadata(), stream);
    // A source may find only at its end that something is wrong with it.
    if (rows.read(new RasterWindow(rows.geometry(), 1)) != 0) {
      throw new IllegalStateException("the encoder left rows behind");
    }
  }
}
