package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.CompositeProbe;
import io.github.maskloom.testing.CompositeProbe.Peak;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.SyntheticRows;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.image.BufferedImage;
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
import org.junit.jupiter.params.provider.ValueSource;

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
      write(route, width, height);
      peaks.add(CompositeProbe.composite(folder, route.result(), missingFolder()).heapBytes());
    }
    long least = peaks.stream().mapToLong(peak -> peak).min().orElseThrow();
    assertThat(peaks).allMatch(peak -> peak <= least * 1.1 && peak <= MAX_HEAP_BYTES);
    return peaks;
  }

  @Test
  void anInterlacedPhotoNeedsNoTemporaryFile() throws Exception {
    assertFits(TestPng.of(ColorType.RGB, 8, 200, 500).interlaced(true).encode(), 200, 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void anImageLargerThanTheHeapStreams(String format) throws Exception {
    BufferedImage drawn = new BufferedImage(20_000, 800, BufferedImage.TYPE_BYTE_INDEXED);
    for (int y = 0; y < 800; y++) {
      for (int x = 0; x < 20_000; x++) {
        drawn.getRaster().setSample(x, y, 0, (x / 50 + y / 40) % 256);
      }
    }
    byte[] photo =
        switch (format) {
          case "gif" -> ForeignFiles.gif(drawn, false);
          case "bmp" -> ForeignFiles.bmp(drawn, "BI_RGB");
          default -> ForeignFiles.tiff(drawn, "Deflate", 8);
        };
    assertFits(photo, 20_000, 800);
  }

  private void assertFits(byte[] photo, int width, int height) throws Exception {
    Files.write(folder.resolve("photo"), photo);
    SyntheticRows.mask(width, height).write(OutputFormat.PNG, folder.resolve("mask"));
    assertThat(CompositeProbe.composite(folder, OutputFormat.PNG, missingFolder()).heapBytes())
        .isBetween(1L, MAX_HEAP_BYTES);
  }

  @Test
  void heapIsFlatForAProgressivePhotoToo() throws Exception {
    long few = progressivePeak(1_000);
    long many = progressivePeak(16_000);
    assertThat((double) many).isBetween(few / 1.1, few * 1.1).isLessThan(MAX_HEAP_BYTES);
  }

  private long progressivePeak(int height) throws IOException, InterruptedException {
    Files.write(folder.resolve("photo"), TestJpegs.progressive(200, height, 3));
    SyntheticRows.mask(200, height).write(OutputFormat.PNG, folder.resolve("mask"));
    return CompositeProbe.composite(folder, OutputFormat.PNG, folder).heapBytes();
  }

  @Test
  @Tag("large")
  void sixHundredMegapixelsStayBelowTheCeilings() throws Exception {
    for (Route route : Route.values()) {
      write(route, 30_000, 20_000);
      Peak peak = CompositeProbe.compositeAsUsual(folder, route.result(), missingFolder());
      System.out.printf(
          "%s at 600 megapixels: heap %.1f MB, resident %.1f MB%n",
          route, peak.heapBytes() / 1e6, peak.residentBytes() / 1e6);
      assertThat(peak.heapBytes()).as("heap of %s", route).isLessThanOrEqualTo(MAX_HEAP_BYTES);
      assertThat(peak.residentBytes())
          .as("resident set of %s", route)
          .isLessThanOrEqualTo(MAX_RESIDENT_BYTES);
    }
  }

  private void write(Route route, int width, int height) throws IOException {
    Files.deleteIfExists(folder.resolve("result"));
    SyntheticRows.photo(width, height).write(route.photo(), folder.resolve("photo"));
    SyntheticRows.mask(width, height).write(OutputFormat.PNG, folder.resolve("mask"));
  }

  /** A temporary folder that nobody, not even root, can write to. */
  private Path missingFolder() {
    return folder.resolve("no-such-folder");
  }
}
