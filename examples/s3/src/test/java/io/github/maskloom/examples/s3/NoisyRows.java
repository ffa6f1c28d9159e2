package io.github.maskloom.examples.s3;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.SplittableRandom;

/** Rows of dark noise, which compress to half their size. */
final class NoisyRows implements WindowSource {
  private static final byte NOISE = 0x0F;

  private final ImageGeometry geometry;

  NoisyRows(int width, int height) {
    geometry = ImageGeometry.of(width, height, 3, 8);
  }

  /** Writes rows as PNG. */
  static ImagePreparer preparer() {
    return ImagePreparer.create().withFormat(OutputFormat.PNG);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    RasterWindow window = new RasterWindow(geometry, windowRows);
    SplittableRandom random = new SplittableRandom(7);
    for (int y = 0; y < geometry.height(); y += windowRows) {
      int rows = Math.min(windowRows, geometry.height() - y);
      byte[] samples = window.bytes();
      random.nextBytes(samples);
      for (int i = 0; i < samples.length; i++) {
        samples[i] &= NOISE;
      }
      window.place(y, rows);
      sink.accept(window);
    }
  }

  @Override
  public void close() {}
}
