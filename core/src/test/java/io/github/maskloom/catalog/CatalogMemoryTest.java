package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.CatalogProbe;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of the metadata plays no part: only items whose image is there are kept. */
@Tag("slow")
class CatalogMemoryTest {
  private static final long FILE_BYTES = 200_000_000;
  private static final String LONG_TEXT = "x".repeat(2_000_000);

  @TempDir Path folder;

  @Test
  void readsTwoHundredMegabytesInAHeapOfTwentyFour() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 100; i++) {
      Files.write(pictures.resolve(i * 1_000 + ".png"), new byte[1]);
    }
    Path metadata = folder.resolve("metadata.json");
    write(metadata);

    assertThat(Files.size(metadata)).isGreaterThanOrEqualTo(FILE_BYTES);
    assertThat(CatalogProbe.run(metadata, pictures)).isEqualTo(100);
  }

  private static void write(Path metadata) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(metadata)) {
      out.write("{\"remark\": \"" + LONG_TEXT + "\", \"furniture\": [\n");
      long bytes = 0;
      for (int i = 0; bytes < FILE_BYTES; i++) {
        String entry =
            "{\"filename\": \"%d.png\", \"type\": \"bed\", \"remark\": {\"x\": [\"%s\"]}},%n"
                .formatted(i, LONG_TEXT.substring(0, 300));
        out.write(entry);
        bytes += entry.length();
      }
      out.write("{\"filename\": \"last.png\"}]}");
    }
  }
}
