package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.FocusProbe;
import io.github.maskloom.testing.FocusProbe.Figure;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap of a process that makes one focused call, against what the call reserves. */
@Tag("slow")
class FocusMemoryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void isFlatAndWithinWhatTheCallReserves(String format) throws Exception {
    Figure low = probe(format, 4000, 800);
    Figure high = probe(format, 4000, 3000);

    assertFlat(low, high);
  }

  @Test
  @Tag("large")
  void isFlatUpToSixHundredMegapixels() throws Exception {
    Figure low = probe("jpg", 10_000, 1200);
    Figure high = probe("jpg", 10_000, 60_000);

    System.out.printf(
        "a focused call on 10000 pixels of width: %.2f MB of heap at 12, %.2f at 600 megapixels,"
            + " of %.2f reserved%n",
        low.measuredBytes() / 1e6, high.measuredBytes() / 1e6, high.declaredBytes() / 1e6);
    assertFlat(low, high);
  }

  private static void assertFlat(Figure low, Figure high) {
    assertThat(low.measuredBytes()).isBetween(1L, low.declaredBytes());
    assertThat(high.measuredBytes()).isBetween(1L, high.declaredBytes());
    assertThat(high.declaredBytes()).isLessThan(low.declaredBytes() * 11 / 10);
    assertThat(high.measuredBytes()).isLessThan(low.measuredBytes() * 5 / 4);
  }

  private Figure probe(String format, int width, int height)
      throws IOException, InterruptedException {
    List<Path> images = images(format, width, height);
    List<Path> small = images(format, 1000, 1000);
    return FocusProbe.run(
        images.get(0), images.get(1), small, Files.createDirectories(folder.resolve("temp")));
  }

  /** A photo and a mask with a spot in its lower part, so that most rows are gone through. */
  private List<Path> images(String format, int width, int height) throws IOException {
    Path photo = folder.resolve(width + "x" + height + "." + format);
    Path mask = folder.resolve("mask-" + width + "x" + height + ".png");
    SyntheticRows.photo(width, height)
        .write(format.equals("png") ? OutputFormat.PNG : OutputFormat.JPEG, photo);
    SyntheticRows.spot(width, height, new Rectangle(width / 2, height * 2 / 3, 400, 150))
        .write(OutputFormat.PNG, mask);
    return List.of(photo, mask);
  }
}
