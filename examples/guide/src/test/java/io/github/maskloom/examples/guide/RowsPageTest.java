package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ImageRows;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.WindowReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about rows shows does what it says. */
class RowsPageTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 80;
  private static final int RED = 0x30;

  @TempDir Path folder;

  @Test
  void aHistogramCountsEveryPixel() throws Exception {
    long[] counts = (long[]) call("histogram", photo("png"));

    assertThat(counts[RED]).isEqualTo(WIDTH * HEIGHT);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(WIDTH * HEIGHT);
  }

  @Test
  void aWatermarkIsAStripeDownThePhoto() throws Exception {
    Path marked = folder.resolve("marked.png");

    call("watermark", photo("png"), marked);

    BufferedImage image = ImageIO.read(marked.toFile());
    assertThat(image.getRGB(7, 7) >> 16 & 0xFF).isEqualTo(255);
    assertThat(image.getRGB(8, 7) >> 16 & 0xFF).isEqualTo(RED);
  }

  @Test
  void aContactSheetHoldsImagesSideBySide() throws Exception {
    Path sheet = folder.resolve("sheet.jpg");
    Path photo = photo("png");
    try (WindowReader left = ImageRows.create().open(ImageSource.of(photo));
        WindowReader right = ImageRows.create().open(ImageSource.of(photo))) {
      call("contactSheet", List.of(left, right), sheet);
    }

    BufferedImage image = ImageIO.read(sheet.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(image.getHeight()).isEqualTo(HEIGHT);
    assertThat(image.getRGB(3 * WIDTH / 2, HEIGHT / 2) >> 16 & 0xFF).isBetween(RED - 3, RED + 3);
  }

  private Path photo(String format) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, RED << 16);
    }
    Path file = folder.resolve("photo." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private Object call(String name, Object... arguments) throws Exception {
    Path classes = Files.createTempDirectory(folder, "classes");
    assertThat(SnippetsTest.compile(List.of(MarkdownPage.of("docs/rows.md")), classes)).isEmpty();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Method method =
          Arrays.stream(loader.loadClass("Page0").getDeclaredMethods())
              .filter(found -> found.getName().equals(name))
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return method.invoke(null, arguments);
    }
  }
}
