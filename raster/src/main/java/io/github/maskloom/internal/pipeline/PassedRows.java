package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose windows pass through something on their way: an edit in place, or a conversion
 * into windows of another shape. It can be read on demand if the source can, and owns the source.
 */
public class PassedRows implements WindowSource {
  private final WindowSource source;
  private final ImageGeometry geometry;
  private final Optional<ImageMetadata> metadata;
  private final Pass pass;
  private @Nullable RasterWindow other;

  /** What windows pass through. */
  @FunctionalInterface
  public interface Pass {
    /**
     * Makes a window of another; both are the same if the shape stays.
     *
     * @param to placed already
     */
    void on(RasterWindow from, RasterWindow to) throws IOException;
  }

  private PassedRows(
      WindowSource source, ImageGeometry geometry, Optional<ImageMetadata> metadata, Pass pass) {
    this.source = source;
    this.geometry = geometry;
    this.metadata = metadata;
    this.pass = pass;
  }

  /** Rows of a source once they have passed, in the shape given. */
  public static WindowSource of(WindowSource source, ImageGeometry geometry, Pass pass) {
    return source instanceof WindowReader reader
        ? of(reader, geometry, pass)
        : new PassedRows(source, geometry, Optional.empty(), pass);
  }

  /** Rows of a source once they have passed, with other metadata. */
  public static WindowSource of(WindowSource source, ImageMetadata metadata, Pass pass) {
    return source instanceof WindowReader reader
        ? new Reader(reader, reader.geometry(), Optional.of(metadata), pass)
        : new PassedRows(source, source.geometry(), Optional.of(metadata), pass);
  }

  /** Rows of a reader once they have passed, in the shape given. */
  public static WindowReader of(WindowReader reader, ImageGeometry geometry, Pass pass) {
    return new Reader(reader, geometry, Optional.empty(), pass);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return metadata.orElseGet(source::metadata);
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    RasterWindow converted = keepsShape() ? null : window(geometry, windowRows);
    source.push(
        windowRows,
        window -> {
          RasterWindow to = converted == null ? window : converted;
          pass(window, to);
          sink.accept(to);
        });
  }

  final boolean keepsShape() {
    return geometry.equals(source.geometry());
  }

  /** A window that is kept from one call to the next. */
  final RasterWindow window(ImageGeometry shape, int rows) {
    RasterWindow window = other;
    if (window == null || window.capacityRows() != rows) {
      window = new RasterWindow(shape, rows);
      other = window;
    }
    return window;
  }

  final void pass(RasterWindow from, RasterWindow to) throws IOException {
    if (from != to) {
      to.place(from.y(), from.rows());
    }
    pass.on(from, to);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static final class Reader extends PassedRows implements WindowReader {
    private final WindowReader reader;

    Reader(
        WindowReader reader, ImageGeometry geometry, Optional<ImageMetadata> metadata, Pass pass) {
      super(reader, geometry, metadata, pass);
      this.reader = reader;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      RasterWindow from = keepsShape() ? window : window(reader.geometry(), window.capacityRows());
      int rows = reader.read(from);
      if (rows > 0 || from != window) {
        pass(from, window);
      }
      return rows;
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      WindowReader.super.push(windowRows, sink);
    }
  }
}
