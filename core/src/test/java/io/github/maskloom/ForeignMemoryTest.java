package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.CompositeProbe;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap of a process that composites over a GIF, a BMP or a TIFF, without temporary files. */
@Tag("slow")
class ForeignMemoryTest {
  private static final int WIDTH = 20_000;
  private static final int HEIGHT = 800;
  private static final long MAX_HEAP_BYTES = 8_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void anImageLargerThanTheHeapStreams(String format) throws Exception {
    BufferedImage drawn = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        drawn.getRaster().setSample(x, y, 0, (x / 50 + y / 40) % 256);
      }
    }
    byte[] file =
        switch (format) {
          case "gif" -> ForeignFiles.gif(drawn, false);
          case "bmp" -> ForeignFiles.bmp(drawn, "BI_RGB");
          default -> ForeignFiles.tiff(drawn, "Deflate", 8);
        };
    Path photo = Files.write(folder.resolve("photo"), file);
    Path mask = SyntheticRows.mask(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("mask"));

    CompositeProbe.Peak peak =
        CompositeProbe.run(
            photo, mask, folder.resolve("result"), OutputFormat.PNG, folder.resolve("missing"));

    assertThat(peak.heapBytes()).isBetween(1L, MAX_HEAP_BYTES);
  }
}
