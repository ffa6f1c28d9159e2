package io.github.maskloom.examples.qoi;

import io.github.maskloom.ImageRows;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Images written and read through the library, which knows nothing of QOI. */
final class QoiFiles {
  private QoiFiles() {}

  /** A QOI of samples with 8 bits. */
  static byte[] of(ImageGeometry geometry, int... samples) {
    return written(geometry, new QoiOutput(), samples);
  }

  static byte[] written(ImageGeometry geometry, OutputFormat output, int... samples) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (WindowReader rows = rows(geometry, samples)) {
      ImageRows.create().write(rows, output, ImageTarget.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static WindowReader rows(ImageGeometry geometry, int... samples) {
    return new RowReader(geometry) {
      @Override
      protected void fill(RasterWindow window, int y, int rows) {
        for (int i = 0; i < rows * geometry.rowSamples(); i++) {
          window.bytes()[i] = (byte) samples[y * geometry.rowSamples() + i];
        }
      }
    };
  }

  /** All samples of an image with 8 bits. */
  static int[] read(ImageSource image) throws IOException {
    try (WindowReader rows = ImageRows.create().open(image)) {
      int rowSamples = rows.geometry().rowSamples();
      int[] samples = new int[rowSamples * rows.geometry().height()];
      rows.push(
          3,
          window -> {
            for (int i = 0; i < window.rows() * rowSamples; i++) {
              samples[window.y() * rowSamples + i] = window.bytes()[i] & 0xFF;
            }
          });
      return samples;
    }
  }
}
