package io.github.maskloom.internal.rows;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.HandOff;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The last step of a pipeline: rows that are encoded into a stream, whatever the format. */
public final class ImageEncoder {
  private final Stage<WindowReader> rows;
  private final String name;
  private final RowEncoding encoding;
  private final int windowRows;

  private ImageEncoder(
      Stage<WindowReader> rows, String name, RowEncoding encoding, int windowRows) {
    this.rows = rows;
    this.name = name;
    this.encoding = encoding;
    this.windowRows = windowRows;
  }

  /**
   * An encoder of rows.
   *
   * @param usualRows rows to ask for at a time
   * @throws ImageLimitException if the format cannot hold the size
   */
  public static ImageEncoder of(
      Stage<? extends WindowSource> rows, OutputFormat output, int usualRows) {
    ImageFormat format = ImageFormats.installed().writing(output);
    RowEncoding encoding = format.encoding(rows.geometry(), output);
    int windowRows = encoding.windowRows(usualRows);
    Stage<? extends WindowSource> converted =
        ConvertedRows.stage(
            rows,
            encoding.geometry().bands(),
            encoding.geometry().depth(),
            encoding.backgroundRgb(),
            rows.pulled() ? windowRows : usualRows);
    return new ImageEncoder(
        HandOff.reader(converted, usualRows), "encode " + format.name(), encoding, windowRows);
  }

  /** What encoding takes, with the rows. */
  public Cost cost() {
    return rows.cost().plus(own());
  }

  /** What the rows go through, and that they are encoded. */
  public List<WorkPlan.Step> steps() {
    List<WorkPlan.Step> steps = new ArrayList<>(rows.steps());
    steps.add(Stage.step(name, rows.geometry(), own()));
    return steps;
  }

  private Cost own() {
    return Cost.heap(encoding.heapBytes(windowRows));
  }

  /**
   * Opens the rows, takes every one and writes the image. The stream needs no buffer and is not
   * closed; the rows are used up.
   *
   * @throws IOException if rows cannot be read or bytes cannot be written
   */
  public void encode(Scope scope, OutputStream stream) throws IOException {
    encoding.write(rows.open(scope), windowRows, stream);
  }

  /**
   * Refuses a size that a format cannot have, before anything is opened for it.
   *
   * @throws ImageLimitException if the format cannot hold it
   */
  public static void checkSize(ImageGeometry geometry, OutputFormat output) {
    encoding(geometry, output);
  }

  private static RowEncoding encoding(ImageGeometry geometry, OutputFormat output) {
    return ImageFormats.installed().writing(output).encoding(geometry, output);
  }

  /**
   * Whether rows of some shape have a colour profile that describes other samples than are written,
   * so that it is left out.
   *
   * @param rows whose metadata count
   */
  public static boolean dropsProfile(
      WindowSource rows, ImageGeometry geometry, OutputFormat output) {
    RowEncoding written = encoding(geometry.withSize(1, 1), output);
    int colorBands = written.geometry().colorBands();
    return rows.metadata()
        .iccProfile()
        .filter(profile -> !written.keepsProfile() || !IccProfile.describes(profile, colorBands))
        .isPresent();
  }
}
