package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.testing.WindowReaderContract;
import io.github.maskloom.testing.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

class PngReaderContractTest extends WindowReaderContract {
  @Override
  protected WindowReader open() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(TestImages.ofType(BufferedImage.TYPE_4BYTE_ABGR, 37, 53), "png", png);
    return PngReader.open(
        new ByteArrayInputStream(png.toByteArray()), ImageLimits.DEFAULT, DamagePolicy.STRICT);
  }
}
