package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.ZlibStyle;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program pngcheck, where it is installed, finds nothing wrong with what is written. */
class PngCheckTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 400;

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheProgram() {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(entry -> new File(entry, "pngcheck").canExecute()),
        "pngcheck is not installed");
  }

  @ParameterizedTest
  @EnumSource
  void splicedPhotosAreSound(ZlibStyle style) throws IOException, InterruptedException {
    byte[] photo = photo(style);

    assertSound(SpliceVersusStream.spliced(photo, mask(10), false).orElseThrow());
    assertSound(SpliceVersusStream.spliced(photo, mask(HEIGHT - 1), true).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void streamedPhotosAreSound(ZlibStyle style) throws IOException, InterruptedException {
    assertSound(SpliceVersusStream.streamed(photo(style), mask(10)).orElseThrow());
  }

  private static byte[] photo(ZlibStyle style) {
    int[] samples = new int[4 * WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i / 700 % 2 == 0 ? ((i * i) >>> 7) & 0xFF : (i / 90) & 0xFF;
    }
    return TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT)
        .samples(samples)
        .zlib(style)
        .idatBytes(5000)
        .encode();
  }

  /** Paint in two rows from the given one on, as far as there are. */
  private static byte[] mask(int row) {
    int from = WIDTH * row + 10;
    return Drawn.painted(WIDTH, HEIGHT, i -> i >= from && i < from + 100 ? 255 : 0);
  }

  private void assertSound(byte[] png) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("picture.png"), png);
    Process check =
        new ProcessBuilder("pngcheck", "-q", file.toString()).redirectErrorStream(true).start();
    String words = new String(check.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(check.waitFor()).as(words).isZero();
  }
}
