package io.github.maskloom.jpeg;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.internal.jpeg.JpegFixtures;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

class JpegFormatContractTest extends ImageFormatContract {
  @Override
  protected ImageFormat format() {
    return new JpegFormat();
  }

  @Override
  protected List<FormatSample> samples() throws IOException {
    return List.of(
        sample("baseline", TestJpegs.baseline(24, 18, 3)),
        sample("gray", TestJpegs.baseline(24, 18, 1)),
        sample("restarting", TestJpegs.restarting(40, 18, 1)),
        sample("progressive", JpegFixtures.load("progressive-restarts.jpg")),
        sample("three scans", JpegFixtures.load("three-scans.jpg")),
        sample("two scans", JpegFixtures.load("two-scans-restarts.jpg")));
  }

  private static FormatSample sample(String name, byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    Raster raster = image.getRaster();
    int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    ImageGeometry geometry =
        ImageGeometry.of(raster.getWidth(), raster.getHeight(), raster.getNumBands(), 8);
    return new FormatSample(name, jpeg, geometry, samples);
  }

  @Override
  protected byte[] huge() {
    byte[] jpeg = TestJpegs.baseline(24, 18, 3);
    int frame = JpegEdits.indexOfMarker(jpeg, 0xC0);
    return JpegEdits.withBytes(jpeg, frame + 5, 0xFF, 0xDC, 0xFF, 0xDC);
  }

  @Override
  protected boolean lossless() {
    return false;
  }
}
