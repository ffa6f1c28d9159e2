package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class YccColorTest {
  @Test
  void everyColorComesBackFromYccButForTwoLevels() {
    byte[] rgb = new byte[3 * 256];
    byte[][] ycc = new byte[3][256];
    byte[] back = new byte[3 * 256];
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      random.nextBytes(rgb);
      YccColor.fromRgb(rgb, 0, ycc[0], 0, ycc[1], 0, ycc[2], 0, 256);
      YccColor.toRgb(ycc[0], 0, ycc[1], 0, ycc[2], 0, back, 0, 256);
      for (int at = 0; at < rgb.length; at++) {
        assertThat(back[at] & 0xFF).isBetween((rgb[at] & 0xFF) - 2, (rgb[at] & 0xFF) + 2);
      }
    }
  }
}
