package io.github.maskloom.internal.gif;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first frame of a GIF at its place on a screen that it does not fill: RGBA, transparent around
 * the frame, as viewers show it. Owns the frame. <b>Memory:</b> a window more than the frame's.
 */
final class FramedRows implements ImageIoRows {
  private static final int BANDS = 4;

  private final ImageIoRows frame;
  private final GifHeader header;
  private final ImageGeometry geometry;

  FramedRows(ImageIoRows frame, GifHeader header) {
    this.frame = frame;
    this.header = header;
    geometry = ImageGeometry.of(header.screenWidth(), header.screenHeight(), BANDS, 8);
  }

  @Override
  public ReadPlan plan() {
    return frame.plan();
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return frame.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    Screen screen = new Screen(windowRows, sink);
    screen.leave(header.top());
    frame.push(windowRows, screen::draw);
    screen.leave(header.screenHeight() - header.top() - header.height());
  }

  @Override
  public void close() throws IOException {
    frame.close();
  }

  /** Takes rows from top to bottom and passes on full windows. */
  private final class Screen {
    private final RasterWindow window;
    private final WindowSink sink;
    private int y;

    Screen(int windowRows, WindowSink sink) {
      window = new RasterWindow(geometry, windowRows);
      this.sink = sink;
    }

    void leave(int rows) throws IOException {
      for (int i = 0; i < rows; i++) {
        beginRow();
        endRow();
      }
    }

    void draw(RasterWindow rows) throws IOException {
      for (int row = 0; row < rows.rows(); row++) {
        int at = beginRow() + header.left() * BANDS;
        copy(rows, row, window.bytes(), at);
        endRow();
      }
    }

    private int beginRow() {
      int offset = window.rowOffset(y % window.capacityRows());
      Arrays.fill(window.bytes(), offset, offset + geometry.rowSamples(), (byte) 0);
      return offset;
    }

    private void endRow() throws IOException {
      int row = y % window.capacityRows();
      y++;
      if (row + 1 == window.capacityRows() || y == geometry.height()) {
        window.place(y - row - 1, row + 1);
        sink.accept(window);
      }
    }
  }

  /** Grey, RGB or RGBA becomes RGBA. */
  private static void copy(RasterWindow rows, int row, byte[] target, int offset) {
    int bands = rows.geometry().bands();
    byte[] samples = rows.bytes();
    int from = rows.rowOffset(row);
    int end = from + rows.geometry().rowSamples();
    int second = bands > 2 ? 1 : 0;
    for (int at = offset; from < end; from += bands, at += BANDS) {
      target[at] = samples[from];
      target[at + 1] = samples[from + second];
      target[at + 2] = samples[from + 2 * second];
      target[at + 3] = bands % 2 == 0 ? samples[from + bands - 1] : (byte) 0xFF;
    }
  }
}
