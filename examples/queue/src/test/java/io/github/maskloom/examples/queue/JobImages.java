package io.github.maskloom.examples.queue;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images that jobs are about. */
public final class JobImages {
  private JobImages() {}

  /** An image of eight by eight pixels, black but for the first. */
  public static byte[] small(int first) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, first);
    return TestImages.encoded("png", image);
  }

  /** An image that no encoder makes smaller, of three bytes a pixel. */
  public static byte[] noise(int side, int seed) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < side * side; i++) {
      image.setRGB(i % side, i / side, random.nextInt());
    }
    return TestImages.encoded("png", image);
  }

  /** A job that is about one photo. */
  public static JobInputs photoOnly() {
    return new JobInputs(ImageSource.of(small(0)), Optional.empty(), List.of());
  }

  /** A photo, of which no two pixels of a row are alike. */
  public static Path photo(Path folder, String name) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, name.length() * 0x100000 + (i % 64) * 0x300 + i / 64);
    }
    return Files.write(folder.resolve(name), TestImages.encoded("png", image));
  }

  /** A mask for it, with a spot of paint in the middle. */
  public static Path mask(Path folder) throws IOException {
    BufferedImage strokes = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
    int[] paint = new int[32 * 24];
    Arrays.fill(paint, 0x800000FF);
    strokes.setRGB(16, 12, 32, 24, paint, 0, 32);
    return Files.write(folder.resolve("mask.png"), TestImages.encoded("png", strokes));
  }
}
