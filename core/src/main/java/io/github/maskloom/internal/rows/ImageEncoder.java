package io.github.maskloom.internal.rows;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The last step of a pipeline: rows that are encoded into a stream, whatever the format. */
public final class ImageEncoder {
  private ImageEncoder() {}

  /**
   * An encoder of rows.
   *
   * @param usualRows rows to ask for at a time
   * @throws ImageLimitException if the format cannot hold the size
   */
  public static Stage<Output> of(Stage<WindowReader> rows, OutputFormat output, int usualRows) {
    RowEncoding encoding = encoding(rows.geometry(), output);
    int windowRows = encoding.windowRows(usualRows);
    ImageGeometry written = encoding.geometry();
    Stage<WindowReader> converted =
        ConvertedRows.stage(
            rows, written.bands(), written.depth(), encoding.backgroundRgb(), windowRows);
    return converted.then(
        name(output),
        converted.geometry(),
        Cost.heap(encoding.heapBytes(windowRows)),
        (opened, scope) -> out -> encoding.write(opened, windowRows, out));
  }

  /**
   * An encoder of an image whose components are made smaller and are never put together.
   *
   * @param size of the result, and the samples that its rows would have
   * @param kept what of its metadata goes into the result
   * @return empty if the image and the format do not have the same components
   */
  public static Optional<Stage<Output>> ofPlanes(
      EncodedImage image,
      ImageGeometry size,
      OutputFormat output,
      UnaryOperator<ImageMetadata> kept,
      WorkOptions work) {
    RowEncoding encoding = encoding(size, output);
    return encoding
        .planes()
        .flatMap(wanted -> ScaledPlanes.stage(image, wanted, kept, work))
        .map(
            planes ->
                planes.then(
                    name(output),
                    planes.geometry(),
                    Cost.heap(
                        encoding.heapBytes(1) + encoding.planes().orElseThrow().windowBytes()),
                    (opened, scope) ->
                        out -> {
                          try (opened) {
                            encoding.writePlanes(opened, out);
                          }
                        }));
  }

  private static String name(OutputFormat output) {
    return "encode " + ImageFormats.installed().writing(output).name();
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
