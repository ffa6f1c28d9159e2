package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.CompositeProbe;
import io.github.maskloom.testing.SyntheticRows;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live heap of a process that prepares an image at {@code -Xmx24m}. */
@Tag("slow")
class PrepareMemoryTest {
  private static final long MAX_HEAP_BYTES = 16_000_000;

  @TempDir Path folder;

  @Test
  void isTheSameForAnyHeight() throws Exception {
    long low = peak(OutputFormat.JPEG, 500, 2_000, 1024, Long.MAX_VALUE);
    long high = peak(OutputFormat.JPEG, 500, 60_000, 1024, Long.MAX_VALUE);
    assertThat(high).isBetween(1L, low + low / 5);
  }

  @Test
  void theSearchForAQualityHoldsNoImage() throws Exception {
    assertThat(peak(OutputFormat.PNG, 3_000, 3_000, 3_000, 300_000)).isLessThan(MAX_HEAP_BYTES);
  }

  @Test
  @Tag("large")
  void sixHundredMegapixelsStayBelowTheCeiling() throws Exception {
    for (OutputFormat format : new OutputFormat[] {OutputFormat.PNG, OutputFormat.JPEG}) {
      long small = peak(format, 1_000, 1_000, 1024, Long.MAX_VALUE);
      long middle = peak(format, 8_192, 8_192, 1024, Long.MAX_VALUE);
      long large = peak(format, 30_000, 20_000, 1024, Long.MAX_VALUE);
      System.out.printf(
          "%s to 1024 pixels: heap %.1f MB at 1 megapixel, %.1f MB at 67, %.1f MB at 600%n",
          format.mediaType(), small / 1e6, middle / 1e6, large / 1e6);
      assertThat(large).isLessThan(MAX_HEAP_BYTES);
    }
  }

  private long peak(OutputFormat format, int width, int height, int maxSide, long maxBytes)
      throws Exception {
    SyntheticRows.photo(width, height).write(format, folder.resolve("photo"));
    Files.deleteIfExists(folder.resolve("result"));
    return CompositeProbe.prepare(folder, maxSide, maxBytes).heapBytes();
  }
}
