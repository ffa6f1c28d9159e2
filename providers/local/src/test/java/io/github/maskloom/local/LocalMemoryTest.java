package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.LocalFusionProbe;
import io.github.maskloom.testing.LocalFusionProbe.Peak;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap of a process that fuses locally, without temporary files. */
@Tag("slow")
class LocalMemoryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "image/jpeg"})
  void heapIsFlatFrom4000To64000Rows(String mediaType) throws Exception {
    List<Long> peaks = new ArrayList<>();
    for (int height : new int[] {4_000, 16_000, 64_000}) {
      peaks.add(probe("-Xmx24m", mediaType, 200, height, pouf()).heapBytes());
    }

    long least = peaks.stream().mapToLong(peak -> peak).min().orElseThrow();
    assertThat(peaks).allMatch(peak -> peak <= least * 1.25 && peak <= 14_000_000);
  }

  @Test
  void aHugeReferenceIsScaledWhileItIsRead() throws Exception {
    Path reference = folder.resolve("huge");
    SyntheticRows.mask(4_000, 6_000).write(OutputFormat.PNG, reference);

    Peak peak = probe("-Xmx24m", "image/png", 400, 300, reference);

    assertThat(peak.heapBytes()).isBetween(1L, 16_000_000L);
  }

  @Test
  @Tag("large")
  void sixHundredMegapixelsFitInto32Megabytes() throws Exception {
    for (String mediaType : new String[] {"image/png", "image/jpeg"}) {
      long start = System.nanoTime();
      Peak peak = probe("-Xmx32m", mediaType, 30_000, 20_000, pouf());

      System.out.printf(
          "local fusion of a %s of 600 megapixels: heap %.1f MB, resident %.1f MB, %.0f s with"
              + " drawing it%n",
          mediaType,
          peak.heapBytes() / 1e6,
          peak.residentBytes() / 1e6,
          (System.nanoTime() - start) / 1e9);
      assertThat(peak.heapBytes()).isLessThanOrEqualTo(24_000_000);
    }
  }

  private Path pouf() throws IOException {
    return Files.write(folder.resolve("pouf"), Drawings.encode(Drawings.pouf(Color.WHITE), "png"));
  }

  private Peak probe(String heap, String mediaType, int width, int height, Path reference)
      throws IOException, InterruptedException {
    Path scene = folder.resolve("scene");
    Path mask = folder.resolve("mask");
    Path result = folder.resolve("result");
    boolean jpeg = mediaType.equals("image/jpeg");
    SyntheticRows.photo(width, height).write(jpeg ? OutputFormat.JPEG : OutputFormat.PNG, scene);
    SyntheticRows.mask(width, height).write(OutputFormat.PNG, mask);
    Peak peak = LocalFusionProbe.run(heap, scene, mediaType, mask, reference, result);
    assertThat(result).isNotEmptyFile();
    Files.delete(result);
    return peak;
  }
}
