package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/**
 * A source whose rows pass through an edit that keeps their geometry. It can be read on demand if
 * the source can, and owns the source.
 */
public class EditedRows implements WindowSource {
  final WindowSource source;
  final WindowSink edit;

  private EditedRows(WindowSource source, WindowSink edit) {
    this.source = source;
    this.edit = edit;
  }

  /** Rows of {@code source} after {@code edit} has changed each window in place. */
  public static WindowSource of(WindowSource source, WindowSink edit) {
    return source instanceof WindowReader reader ? of(reader, edit) : new EditedRows(source, edit);
  }

  /** Rows of {@code reader} after {@code edit} has changed each window in place. */
  public static WindowReader of(WindowReader reader, WindowSink edit) {
    return new Reader(reader, edit);
  }

  @Override
  public ImageGeometry geometry() {
    return source.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return source.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    source.push(
        windowRows,
        window -> {
          edit.accept(window);
          sink.accept(window);
        });
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static final class Reader extends EditedRows implements WindowReader {
    private final WindowReader reader;

    Reader(WindowReader reader, WindowSink edit) {
      super(reader, edit);
      this.reader = reader;
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      int rows = reader.read(window);
      if (rows > 0) {
        edit.accept(window);
      }
      return rows;
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      WindowReader.super.push(windowRows, sink);
    }
  }
}
