package io.github.maskloom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** How near two images are, as the ratio of the greatest signal to the noise between them. */
public final class Decibels {
  private Decibels() {}

  /** Of two encoded images of one size, over red, green and blue. */
  public static double between(byte[] one, byte[] other) throws IOException {
    BufferedImage a = ImageIO.read(new ByteArrayInputStream(one));
    BufferedImage b = ImageIO.read(new ByteArrayInputStream(other));
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          double difference = (a.getRGB(x, y) >> shift & 0xFF) - (b.getRGB(x, y) >> shift & 0xFF);
          sum += difference * difference;
        }
      }
    }
    return 10 * Math.log10(255.0 * 255 * 3 * a.getWidth() * a.getHeight() / Math.max(sum, 1));
  }
}
