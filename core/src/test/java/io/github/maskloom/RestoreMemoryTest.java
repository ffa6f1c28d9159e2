package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.CompositeProbe;
import io.github.maskloom.testing.CompositeProbe.Peak;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heap of a process that restores at {@code -Xmx24m}, without temp files. */
@Tag("slow")
class RestoreMemoryTest {
  private static final long MAX_HEAP_BYTES = 8_000_000;
  private static final long MAX_WIDE_HEAP_BYTES = 16_000_000;

  @TempDir Path folder;

  /** Wide enough for rows of the lowest answer to fill a window, which lower ones do not. */
  @ParameterizedTest
  @CsvSource({"png, EXACT", "png, OFF", "jpeg, REDUCED", "jpeg, EXACT"})
  void heapIsFlatFrom1000To64000Rows(String format, Comparison comparison) throws Exception {
    OutputFormat stays = format.equals("png") ? OutputFormat.PNG : OutputFormat.JPEG;
    List<Long> peaks = new ArrayList<>();
    for (int height : new int[] {1_000, 8_000, 64_000}) {
      SyntheticRows.photo(240, height / 2).write(OutputFormat.JPEG, folder.resolve("answer"));
      peaks.add(probe(400, height, stays, comparison).heapBytes());
    }
    long least = peaks.stream().mapToLong(peak -> peak).min().orElseThrow();
    assertThat(peaks).allMatch(peak -> peak <= least * 1.1 && peak <= MAX_HEAP_BYTES);
  }

  @Test
  @Tag("large")
  void sixHundredMegapixelsStayBelowTheCeiling() throws Exception {
    SyntheticRows.photo(2_048, 1_365).write(OutputFormat.JPEG, folder.resolve("answer"));
    for (Comparison comparison : Comparison.values()) {
      OutputFormat stays = comparison == Comparison.REDUCED ? OutputFormat.JPEG : OutputFormat.PNG;
      Peak peak = probe(30_000, 20_000, stays, comparison);
      System.out.printf(
          "restoring 600 megapixels, comparison %s: heap %.1f MB, resident %.1f MB%n",
          comparison, peak.heapBytes() / 1e6, peak.residentBytes() / 1e6);
      assertThat(peak.heapBytes()).isLessThanOrEqualTo(MAX_WIDE_HEAP_BYTES);
    }
  }

  private Peak probe(int width, int height, OutputFormat format, Comparison comparison)
      throws IOException, InterruptedException {
    SyntheticRows.photo(width, height).write(format, folder.resolve("photo"));
    SyntheticRows.mask(width, height).write(OutputFormat.PNG, folder.resolve("mask"));
    Files.deleteIfExists(folder.resolve("result"));
    return CompositeProbe.restore(folder, format, comparison, folder.resolve("no-such-folder"));
  }
}
