package io.github.maskloom.examples.studio.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
    int[] first = samples(one);
    int[] second = samples(other);
    assertThat(first).as(one.toString()).hasSameSizeAs(second);
    return IntStream.range(0, first.length)
        .map(i -> Math.abs(first[i] - second[i]))
        .max()
        .orElseThrow();
  }

  private static int[] samples(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
