package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.RasterWindow;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.junit.jupiter.api.Test;

/** What plug-ins deliver, as samples of a window. */
class RasterSamplesTest {
  @Test
  void packedColorsAreDividedByTheirAlphaAndNeverOverflow() {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB_PRE);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    pixels[0] = 0xFF32_6CC8;
    pixels[1] = 0x6432_0A64;
    pixels[2] = 0x0AC8_0B00;
    pixels[3] = 0x0001_0203;

    assertThat(samples(image))
        .containsExactly(50, 108, 200, 255, 127, 25, 255, 100, 255, 255, 0, 10, 0, 0, 0, 0);
  }

  @Test
  void packedFieldsOfFewBitsReachWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_565_RGB);
    image.getRaster().setDataElements(0, 0, 3, 1, new short[] {(short) 0xFFFF, 0x0821, 0x0000});

    assertThat(samples(image)).containsExactly(255, 255, 255, 8, 4, 8, 0, 0, 0);
  }

  private static int[] samples(BufferedImage image) {
    RasterSamples samples = RasterSamples.of("TEST", image, image.getWidth(), image.getHeight());
    RasterWindow window = new RasterWindow(samples.geometry(), 1);
    samples.copy(image.getRaster(), 0, window, 0);
    int[] row = new int[samples.geometry().rowSamples()];
    for (int i = 0; i < row.length; i++) {
      row[i] = window.bytes()[i] & 0xFF;
    }
    return row;
  }
}
