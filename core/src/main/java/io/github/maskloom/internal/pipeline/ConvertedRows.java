package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A source with its samples converted to another depth or number of bands. It can be read on demand
 * if the source can, and owns the source.
 */
public class ConvertedRows implements WindowSource {
  final WindowSource source;
  final RowConverter converter;
  private final ImageGeometry geometry;

  private ConvertedRows(WindowSource source, ImageGeometry geometry, RowConverter converter) {
    this.source = source;
    this.geometry = geometry;
    this.converter = converter;
  }

  /**
   * Rows of {@code source} with {@code bands} samples a pixel of {@code depth} bits; the source
   * itself if it has them already.
   *
   * @param backgroundRgb 0xRRGGBB that shows through where alpha is dropped
   */
  public static WindowSource of(WindowSource source, int bands, int depth, int backgroundRgb) {
    ImageGeometry geometry = source.geometry().withSamples(bands, depth);
    if (geometry.equals(source.geometry())) {
      return source;
    }
    RowConverter converter = RowConverter.flattening(source.geometry(), geometry, backgroundRgb);
    return source instanceof WindowReader reader
        ? new Reader(reader, geometry, converter)
        : new ConvertedRows(source, geometry, converter);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return source.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    RasterWindow converted = new RasterWindow(geometry, windowRows);
    source.push(
        windowRows,
        window -> {
          convert(window, converted);
          sink.accept(converted);
        });
  }

  final void convert(RasterWindow from, RasterWindow to) {
    for (int row = 0; row < from.rows(); row++) {
      converter.convert(from, row, to, row);
    }
    to.place(from.y(), from.rows());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static final class Reader extends ConvertedRows implements WindowReader {
    private final WindowReader reader;
    private @Nullable RasterWindow from;

    Reader(WindowReader reader, ImageGeometry geometry, RowConverter converter) {
      super(reader, geometry, converter);
      this.reader = reader;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      if (from == null || from.capacityRows() != window.capacityRows()) {
        from = new RasterWindow(reader.geometry(), window.capacityRows());
      }
      int rows = reader.read(from);
      convert(from, window);
      return rows;
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      WindowReader.super.push(windowRows, sink);
    }
  }
}
