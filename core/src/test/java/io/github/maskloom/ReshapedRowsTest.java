package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.TestRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows with other samples, or of another size. */
class ReshapedRowsTest {
  private static WindowReader rows(int bands, int... samples) {
    return TestRows.reader(ImageGeometry.of(samples.length / bands, 1, bands, 8), samples);
  }

  @Test
  void rowsThatHaveTheSamplesAreTheSame() {
    WindowReader rgb = rows(3, 1, 2, 3);

    assertThat(ImageRows.converted(rgb, 3, 8, 0)).isSameAs(rgb);
  }

  @Test
  void whatCannotBeConvertedIsRefused() {
    WindowReader gray = rows(2, 1, 2);

    assertThatThrownBy(() -> ImageRows.converted(rows(3, 1, 2, 3), 1, 8, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageRows.converted(gray, 1, 8, 0xFF0000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageRows.converted(gray, 5, 8, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1"})
  void aSizeThatIsNoneIsRefused(int width, int height) {
    assertThatThrownBy(() -> ImageRows.scaled(rows(3, 1, 2, 3), width, height))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
