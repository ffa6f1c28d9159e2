package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.CompositeProbe;
import io.github.maskloom.testing.CompositeProbe.Peak;
import io.github.maskloom.testing.SyntheticRows;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heap and resident set of a process that composites at {@code -Xmx24m}, without temp files. */
@Tag("slow")
class CompositeMemoryTest {
  private static final long MAX_HEAP_BYTES = 8_000_000;
  private static final long MAX_RESIDENT_BYTES = 80_000_000;

  @TempDir Path folder;

  /** Formats of photo and result; the mask is always a PNG. */
  enum Route {
    PNG_TO_PNG,
    JPEG_TO_PNG,
    JPEG_TO_JPEG;

    OutputFormat photo() {
      return this == PNG_TO_PNG ? OutputFormat.PNG : OutputFormat.JPEG;
    }

    OutputFormat result() {
      return this == JPEG_TO_JPEG ? OutputFormat.JPEG : OutputFormat.PNG;
    }
  }

  @ParameterizedTest
  @EnumSource
  void heapIsFlatFrom1000To64000Rows(Route route) throws Exception {
    assertThatHeapIsFlat(route, 200, 1_000, 8_000, 64_000);
  }

  /** Wider images take more, by some rows; at one width the number of rows changes nothing. */
  @ParameterizedTest
  @EnumSource
  @Tag("large")
  void heapIsFlatFrom1To600Megapixels(Route route) throws Exception {
    List<Long> peaks = assertThatHeapIsFlat(route, 10_000, 100, 6_000, 60_000);

    System.out.printf("%s, 1, 60 and 600 megapixels: heap %s bytes%n", route, peaks);
  }

  private List<Long> assertThatHeapIsFlat(Route route, int width, int... heights)
      throws IOException, InterruptedException {
    List<Long> peaks = new ArrayList<>();
    for (int height : heights) {
      peaks.add(probe(route, width, height).heapBytes());
    }
    long least = peaks.stream().mapToLong(peak -> peak).min().orElseThrow();
    assertThat(peaks).allMatch(peak -> peak <= least * 1.1 && peak <= MAX_HEAP_BYTES);
    return peaks;
  }

  @Test
  void anInterlacedPhotoNeedsNoTemporaryFile() throws Exception {
    Path photo = folder.resolve("photo");
    Files.write(photo, TestPng.of(ColorType.RGB, 8, 200, 500).interlaced(true).encode());
    Path mask = SyntheticRows.mask(200, 500).write(OutputFormat.PNG, folder.resolve("mask"));

    Peak peak =
        CompositeProbe.run(
            photo, mask, folder.resolve("result"), OutputFormat.PNG, missingFolder());

    assertThat(peak.heapBytes()).isBetween(1L, MAX_HEAP_BYTES);
  }

  @Test
  void heapIsFlatForAProgressivePhotoToo() throws Exception {
    long few = progressiveProbe(1_000).heapBytes();
    long many = progressiveProbe(16_000).heapBytes();

    assertThat((double) many).isBetween(few / 1.1, few * 1.1).isLessThan(MAX_HEAP_BYTES);
  }

  private Peak progressiveProbe(int height) throws IOException, InterruptedException {
    Path photo = folder.resolve("photo");
    Files.write(photo, TestJpegs.progressive(200, height, 3));
    Path mask = SyntheticRows.mask(200, height).write(OutputFormat.PNG, folder.resolve("mask"));
    Path result = folder.resolve("result");
    Peak peak = CompositeProbe.run(photo, mask, result, OutputFormat.PNG, folder);
    Files.delete(result);
    return peak;
  }

  @Test
  @Tag("large")
  void sixHundredMegapixelsStayBelowTheCeilings() throws Exception {
    for (Route route : Route.values()) {
      write(route, 30_000, 20_000);
      Path result = folder.resolve("result");
      Peak peak =
          CompositeProbe.runAsUsual(photo(), mask(), result, route.result(), missingFolder());
      Files.delete(result);

      System.out.printf(
          "%s at 600 megapixels: heap %.1f MB, resident %.1f MB%n",
          route, peak.heapBytes() / 1e6, peak.residentBytes() / 1e6);
      assertThat(peak.heapBytes()).as("heap of %s", route).isLessThanOrEqualTo(MAX_HEAP_BYTES);
      assertThat(peak.residentBytes())
          .as("resident set of %s", route)
          .isLessThanOrEqualTo(MAX_RESIDENT_BYTES);
    }
  }

  private Peak probe(Route route, int width, int height) throws IOException, InterruptedException {
    write(route, width, height);
    Path result = folder.resolve("result");
    Peak peak = CompositeProbe.run(photo(), mask(), result, route.result(), missingFolder());
    Files.delete(result);
    return peak;
  }

  private void write(Route route, int width, int height) throws IOException {
    SyntheticRows.photo(width, height).write(route.photo(), photo());
    SyntheticRows.mask(width, height).write(OutputFormat.PNG, mask());
  }

  private Path photo() {
    return folder.resolve("photo");
  }

  private Path mask() {
    return folder.resolve("mask");
  }

  /** A temporary folder that nobody, not even root, can write to. */
  private Path missingFolder() {
    return folder.resolve("no-such-folder");
  }
}
