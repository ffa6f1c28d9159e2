package io.github.maskloom.fusion.local;

import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * An encoded image as rows on demand, whose failures name the part that it plays. Asks the cancel
 * signal before each window. Owns whatever it opens.
 */
final class ImageReader implements WindowReader {
  private static final int WINDOW_BYTES = 1 << 16;

  private final EncodedImage image;
  private final WindowReader rows;
  private final String role;
  private final CancelSignal cancel;

  private ImageReader(EncodedImage image, String role, CancelSignal cancel) {
    this.image = image;
    this.role = role;
    this.cancel = cancel;
    int windowRows = WindowSize.rowsWithin(image.rows().geometry(), WINDOW_BYTES);
    rows = WindowHandOff.reader(image.rows(), windowRows);
  }

  static ImageReader open(ImageSource source, String role, ImageReading reading)
      throws IOException {
    return new ImageReader(
        openImage(source, role, reading), called(source, role), reading.cancel());
  }

  static EncodedImage openImage(ImageSource source, String role, ImageReading reading)
      throws IOException {
    try {
      return EncodedImage.open(
          source.named(role), reading.limits(), DamagePolicy.STRICT, reading.cancel());
    } catch (ImageException e) {
      throw e.initImage(called(source, role));
    }
  }

  /** A call names its images, by which a reference has its number. */
  private static String called(ImageSource source, String role) {
    return source.name().orElse(role);
  }

  /** Its rows as the first stage of a pipeline. */
  Stage<WindowReader> stage() {
    return Stage.made("decode the " + role, geometry(), Cost.NONE, (running, scope) -> this);
  }

  /** A window for a few rows of this image. */
  RasterWindow newWindow() {
    return new RasterWindow(geometry(), WindowSize.rowsWithin(geometry(), WINDOW_BYTES));
  }

  @Override
  public ImageGeometry geometry() {
    return rows.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return rows.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    cancel.throwIfCancelled();
    try {
      return rows.read(window);
    } catch (ImageException e) {
      throw e.initImage(role);
    }
  }

  @Override
  public void close() throws IOException {
    try (Closer resources = Closer.create()) {
      resources.register(image);
      resources.register(rows);
    }
  }
}
