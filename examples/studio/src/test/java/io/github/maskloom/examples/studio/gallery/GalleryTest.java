package io.github.maskloom.examples.studio.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of {@code docs/gallery.md} are those that the library makes today. Where a change is
 * wanted, {@code -Dtest=GalleryTest -Dtest.jvmArgs=-Dmaskloom.gallery=write} writes them again.
 */
class GalleryTest {
  private static final Path COMMITTED = Path.of("../../docs/images/gallery");

  /** The JDK's decoder may round a JPEG another way. */
  private static final int JPEG_TOLERANCE = 3;

  @TempDir Path made;

  @Test
  @Tag("slow")
  void everyPictureIsAsTheLibraryMakesIt() throws IOException {
    boolean write = "write".equals(System.getProperty("maskloom.gallery"));
    Gallery gallery = new Gallery();
    for (String name : names(COMMITTED)) {
      Path file = (write ? COMMITTED : made).resolve(name);
      Gallery.write(gallery.draw(name), file);
      assertThat(largestDifference(file, COMMITTED.resolve(name)))
          .as(name)
          .isLessThanOrEqualTo(name.endsWith(".png") ? 0 : JPEG_TOLERANCE);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int largestDifference(Path one, Path other) throws IOException {
    BufferedImage first = ImageIO.read(one.toFile());
    BufferedImage second = ImageIO.read(other.toFile());
    assertThat(first.getWidth()).as(one.toString()).isEqualTo(second.getWidth());
    assertThat(first.getHeight()).as(one.toString()).isEqualTo(second.getHeight());
    int largest = 0;
    for (int y = 0; y < first.getHeight(); y++) {
      for (int x = 0; x < first.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int left = first.getRGB(x, y) >> shift & 0xFF;
          int right = second.getRGB(x, y) >> shift & 0xFF;
          largest = Math.max(largest, Math.abs(left - right));
        }
      }
    }
    return largest;
  }
}
