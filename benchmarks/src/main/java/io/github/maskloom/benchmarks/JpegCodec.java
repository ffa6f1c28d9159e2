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
import io.github.maskloom.raster.RowReader;
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
  static ImageGeometry decode(Path photo) throws IOException {
    try (JpegReader reader = open(photo)) {
      RasterWindow window = new RasterWindow(reader.geometry(), ROWS);
      while (reader.read(window) > 0) {
        // Nothing is done with them.
      }
      return reader.geometry();
    }
  }

  /** Encodes the pixels of a photo, which are decoded before; chroma at 4:2:0. */
  static Work encoding(Path photo, Path result, int quality) throws IOException {
    HeldRows first = HeldRows.of(photo);
    OutputFormat.Jpeg format =
        new OutputFormat.Jpeg(quality, 0).withChroma(ChromaSampling.RATIO_420);
    return () -> {
      HeldRows held = new HeldRows(first.geometry(), first.samples);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        JpegWriter.write(held, format, ImageMetadata.NONE, out);
      }
      return result;
    };
  }

  /** A photo in memory, as the JDK has it. */
  private static final class HeldRows extends RowReader {
    private final byte[] samples;

    private HeldRows(ImageGeometry geometry, byte[] samples) {
      super(geometry);
      this.samples = samples;
    }

    static HeldRows of(Path photo) throws IOException {
      try (JpegReader reader = open(photo)) {
        ImageGeometry geometry = reader.geometry();
        int length = geometry.rowSamples();
        byte[] samples = new byte[Math.multiplyExact(length, geometry.height())];
        RasterWindow window = new RasterWindow(geometry, ROWS);
        for (int rows = reader.read(window); rows > 0; rows = reader.read(window)) {
          System.arraycopy(window.bytes(), 0, samples, window.y() * length, rows * length);
        }
        return new HeldRows(geometry, samples);
      }
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) {
      int length = geometry().rowSamples();
      System.arraycopy(samples, y * length, window.bytes(), 0, rows * length);
    }
  }
}
