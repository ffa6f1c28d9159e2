package io.github.maskloom.internal.rows;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The last step of a pipeline: rows that are encoded into a stream, whatever the format. */
public record ImageEncoder(
    Stage<WindowReader> rows, String name, RowEncoding encoding, int windowRows) implements Output {
  /**
   * An encoder of rows.
   *
   * @param usualRows rows to ask for at a time
   * @throws ImageLimitException if the format cannot hold the size
   */
  public static ImageEncoder of(Stage<WindowReader> rows, OutputFormat output, int usualRows) {
    ImageFormat format = ImageFormats.installed().writing(output);
    RowEncoding encoding = format.encoding(rows.geometry(), output);
    int windowRows = encoding.windowRows(usualRows);
    Stage<WindowReader> converted =
        ConvertedRows.stage(
            rows,
            encoding.geometry().bands(),
            encoding.geometry().depth(),
            encoding.backgroundRgb(),
            windowRows);
    return new ImageEncoder(converted, "encode " + format.name(), encoding, windowRows);
  }

  /**
   * An encoder of an image whose components are made smaller and are never put together.
   *
   * @param size of the result, and the samples that its rows would have
   * @param kept what of its metadata goes into the result
   * @return empty if the image and the format do not have the same components
   */
  public static Optional<Output> ofPlanes(
      EncodedImage image,
      ImageGeometry size,
      OutputFormat output,
      UnaryOperator<ImageMetadata> kept,
      WorkOptions work) {
    ImageFormat format = ImageFormats.installed().writing(output);
    RowEncoding encoding = format.encoding(size, output);
    return encoding
        .planes()
        .flatMap(wanted -> ScaledPlanes.stage(image, wanted, kept, work))
        .map(planes -> new OfPlanes(planes, "encode " + format.name(), encoding));
  }

  /** The last step of planes. */
  private record OfPlanes(Stage<PlaneReader> planes, String name, RowEncoding encoding)
      implements Output {
    private Cost own() {
      long windowBytes = encoding.planes().orElseThrow().windowBytes();
      return Cost.heap(encoding.heapBytes(1) + windowBytes);
    }

    @Override
    public Cost cost() {
      return planes.cost().plus(own());
    }

    @Override
    public List<WorkPlan.Step> steps() {
      List<WorkPlan.Step> steps = new ArrayList<>(planes.steps());
      steps.add(Stage.step(name, planes.geometry(), own()));
      return steps;
    }

    @Override
    public void run(Scope scope, OutputStream out) throws IOException {
      try (PlaneReader opened = planes.open(scope)) {
        encoding.writePlanes(opened, out);
      }
    }
  }

  @Override
  public Cost cost() {
    return rows.cost().plus(own());
  }

  @Override
  public List<WorkPlan.Step> steps() {
    List<WorkPlan.Step> steps = new ArrayList<>(rows.steps());
    steps.add(Stage.step(name, rows.geometry(), own()));
    return steps;
  }

  private Cost own() {
    return Cost.heap(encoding.heapBytes(windowRows));
  }

  @Override
  public void run(Scope scope, OutputStream out) throws IOException {
    encoding.write(rows.open(scope), windowRows, out);
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

  /** What becomes of what stands beside the samples of rows that are encoded. */
  public static MetadataReport report(WindowReader rows, OutputFormat output) {
    return encoding(rows.geometry().withSize(1, 1), output).report(rows.metadata());
  }

  /**
   * Whether an image has a color profile that describes other samples than are written, so that it
   * is left out.
   */
  public static boolean dropsProfile(WindowReader rows, OutputFormat output) {
    return dropsProfile(rows.geometry(), rows.metadata(), output);
  }

  /** The same of rows that are not opened. */
  public static boolean dropsProfile(
      ImageGeometry samples, ImageMetadata metadata, OutputFormat output) {
    RowEncoding written = encoding(samples.withSize(1, 1), output);
    int colorBands = written.geometry().colorBands();
    return metadata
        .iccProfile()
        .filter(profile -> !written.keepsProfile() || !IccProfile.describes(profile, colorBands))
        .isPresent();
  }
}
