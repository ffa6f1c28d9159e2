package io.github.maskloom.examples.qoi;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Encodes rows as QOI. The stream gets large pieces, and is neither flushed nor closed. */
final class QoiWriter implements WindowSink {
  private static final int MAX_RUN = 62;

  private final OutputStream out;
  private final ImageGeometry geometry;
  private final ByteBuffer buffer = ByteBuffer.allocate(QoiPixel.BUFFER_BYTES);
  private final int[] seen = new int[QoiPixel.SEEN];
  private int pixel = QoiPixel.START;
  private int run;

  QoiWriter(OutputStream out, ImageGeometry geometry, ImageMetadata metadata) {
    this.out = out;
    this.geometry = geometry;
    boolean linear = metadata.gamma() == QoiPixel.LINEAR.gamma();
    buffer.put(new byte[] {'q', 'o', 'i', 'f'});
    buffer.putInt(geometry.width()).putInt(geometry.height());
    buffer.put((byte) geometry.bands()).put((byte) (linear ? 1 : 0));
  }

  @Override
  public void accept(RasterWindow window) throws IOException {
    int bands = geometry.bands();
    int end = window.rowOffset(window.rows());
    for (int at = 0; at < end; at += bands) {
      encode(QoiPixel.get(window.bytes(), at, bands));
    }
  }

  private void encode(int next) throws IOException {
    // Room for the end of a run and a pixel.
    if (buffer.remaining() < QoiPixel.MAX_CHUNK_BYTES + 1) {
      flush();
    }
    if (next == pixel) {
      run++;
      if (run == MAX_RUN) {
        endRun();
      }
      return;
    }
    endRun();
    int place = QoiPixel.place(next);
    if (seen[place] == next) {
      buffer.put((byte) (QoiPixel.INDEX | place));
    } else {
      seen[place] = next;
      putNew(next);
    }
    pixel = next;
  }

  private void endRun() {
    if (run > 0) {
      buffer.put((byte) (QoiPixel.RUN | (run - 1)));
      run = 0;
    }
  }

  private void putNew(int next) {
    if ((next & 0xFF) != (pixel & 0xFF)) {
      buffer.put((byte) QoiPixel.RGBA).putInt(next);
      return;
    }
    int red = (byte) ((next >> 24) - (pixel >> 24));
    int green = (byte) ((next >> 16) - (pixel >> 16));
    int blue = (byte) ((next >> 8) - (pixel >> 8));
    if (fits(red, 2) && fits(green, 2) && fits(blue, 2)) {
      buffer.put((byte) (QoiPixel.DIFF | (red + 2) << 4 | (green + 2) << 2 | (blue + 2)));
    } else if (fits(green, 32) && fits(red - green, 8) && fits(blue - green, 8)) {
      buffer.put((byte) (QoiPixel.LUMA | (green + 32)));
      buffer.put((byte) ((red - green + 8) << 4 | (blue - green + 8)));
    } else {
      buffer.put((byte) QoiPixel.RGB);
      buffer.put((byte) (next >> 24)).put((byte) (next >> 16)).put((byte) (next >> 8));
    }
  }

  /** Whether a difference is at least -bound and less than bound. */
  private static boolean fits(int difference, int bound) {
    return difference >= -bound && difference < bound;
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Writes what is left, and the end marker. */
  void finish() throws IOException {
    endRun();
    flush();
    buffer.putLong(1);
    flush();
  }
}
