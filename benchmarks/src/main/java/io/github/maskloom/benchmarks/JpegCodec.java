package io.github.maskloom.benchmarks;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.JpegWriter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JPEG codec alone. */
final class JpegCodec {
  private static final int ROWS = 16;

  private JpegCodec() {}

  private static JpegReader open(Path photo) throws IOException {
    return JpegReader.open(
        ImageSource.of(photo), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER);
  }

  /** Decodes all rows into a window. */
  static void decode(Path photo) throws IOException {
    try (JpegReader reader = open(photo)) {
      RasterWindow window = new RasterWindow(reader.geometry(), ROWS);
      while (reader.read(window) > 0) {
        // Nothing is done with them.
      }
    }
  }

  /** Encodes the pixels of a photo, which are decoded before; chroma at 4:2:0. */
  static Work encoding(Path photo, Path result, int quality) throws IOException {
    HeldRows held = new HeldRows(photo);
    OutputFormat.Jpeg format =
        new OutputFormat.Jpeg(quality, 0).withChroma(ChromaSampling.RATIO_420);
    return () -> {
      held.nextRow = 0;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        JpegWriter.write(held, format, ImageMetadata.NONE, out);
      }
    };
  }

  /** A photo in memory, as the JDK has it. */
  private static final class HeldRows implements WindowReader {
    private final ImageGeometry geometry;
    private final byte[] samples;
    private int nextRow;

    HeldRows(Path photo) throws IOException {
      try (JpegReader reader = open(photo)) {
        geometry = reader.geometry();
        samples = new byte[Math.multiplyExact(geometry.rowSamples(), geometry.height())];
        RasterWindow window = new RasterWindow(geometry, ROWS);
        int length = geometry.rowSamples();
        for (int rows = reader.read(window); rows > 0; rows = reader.read(window)) {
          System.arraycopy(window.bytes(), 0, samples, window.y() * length, rows * length);
        }
      }
    }

    @Override
    public ImageGeometry geometry() {
      return geometry;
    }

    @Override
    public ImageMetadata metadata() {
      return ImageMetadata.NONE;
    }

    @Override
    public int read(RasterWindow window) {
      int rows = Math.min(window.capacityRows(), geometry.height() - nextRow);
      int length = geometry.rowSamples();
      System.arraycopy(samples, nextRow * length, window.bytes(), 0, rows * length);
      window.place(nextRow, rows);
      nextRow += rows;
      return rows;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
