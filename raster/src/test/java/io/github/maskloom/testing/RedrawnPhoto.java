package io.github.maskloom.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A photo as a generative model redraws it: at its own size, a little blurred, shifted by a pixel
 * of that, its colors off by a gain and an offset a channel, as a JPEG of quality 85.
 *
 * @param gains of red, green and blue
 * @param offsets of the same, of 255
 * @param shrinks how many times smaller it is
 * @param degrades whether it is blurred, shifted and coded with loss
 */
public record RedrawnPhoto(
    List<Double> gains, List<Double> offsets, int shrinks, boolean degrades) {
  /** What a neighbor has of a blurred pixel. */
  private static final double SIDE = 0.06;

  private static final float QUALITY = 0.85f;

  /** A model that shifts all channels alike. */
  public static RedrawnPhoto shifting(double gain, double offset) {
    return new RedrawnPhoto(List.of(gain, gain, gain), List.of(offset, offset, offset), 2, true);
  }

  /** The encoded answer. */
  public byte[] of(BufferedImage photo) throws IOException {
    int width = photo.getWidth() / shrinks;
    int height = photo.getHeight() / shrinks;
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          double sample = gains.get(channel) * blurred(photo, x, y, channel) + offsets.get(channel);
          rgb = rgb << 8 | (int) Math.min(Math.max(Math.round(sample), 0), 255);
        }
        drawn.setRGB(x, y, rgb);
      }
    }
    return degrades ? TestJpegs.ofQuality(drawn, QUALITY) : png(drawn);
  }

  /** A pixel aside of where it belongs. */
  private double blurred(BufferedImage photo, int x, int y, int channel) {
    if (!degrades) {
      return mean(photo, x, y, channel);
    }
    int from = x - 1;
    double sides =
        mean(photo, from - 1, y, channel)
            + mean(photo, from + 1, y, channel)
            + mean(photo, from, y - 1, channel)
            + mean(photo, from, y + 1, channel);
    return mean(photo, from, y, channel) * (1 - 4 * SIDE) + sides * SIDE;
  }

  private double mean(BufferedImage photo, int x, int y, int channel) {
    int left = Math.min(Math.max(x, 0), photo.getWidth() / shrinks - 1) * shrinks;
    int top = Math.min(Math.max(y, 0), photo.getHeight() / shrinks - 1) * shrinks;
    int sum = 0;
    for (int i = 0; i < shrinks * shrinks; i++) {
      int rgb = photo.getRGB(left + i % shrinks, top + i / shrinks);
      sum += rgb >> (16 - 8 * channel) & 0xFF;
    }
    return (double) sum / (shrinks * shrinks);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
