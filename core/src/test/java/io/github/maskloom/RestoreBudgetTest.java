package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the memory of a restoration before there is a replacement. */
class RestoreBudgetTest {
  private static final int RGB = BufferedImage.TYPE_INT_RGB;
  private static final int GRAY = BufferedImage.TYPE_BYTE_GRAY;
  private static final int RGBA = BufferedImage.TYPE_INT_ARGB;

  /** A small replacement leaves little else, so the least is not far from what is drawn. */
  private static final long NOT_FAR_BYTES = 1_500_000;

  @ParameterizedTest
  @CsvSource({
    "EXACT, 1, false, false", "OFF, 1, false, false", "REDUCED, 3, false, true",
    "OFF, 3, true, false", "OFF, 1, true, true", "EXACT, 1, true, true"
  })
  void theLeastIsNoMoreThanAnyReplacementTakes(
      Comparison comparison, int threads, boolean gray, boolean scaledMask) throws IOException {
    ImageSource photo = png(1_200, 60, gray ? GRAY : RGB);
    ImageSource mask = scaledMask ? png(700, 80, RGBA) : png(1_200, 60, RGBA);
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
            .withComparison(comparison)
            .withWork(WorkOptions.DEFAULT.withThreads(threads).withBudget(MemoryBudget.ofBytes(1)));

    long least = restorer.explain(photo, mask).work().heapBytes();

    for (int type : new int[] {RGB, GRAY}) {
      assertThat(drawn(restorer, photo, png(1_200, 60, type), mask)).isGreaterThanOrEqualTo(least);
      assertThat(drawn(restorer, photo, png(1, 1, type), mask))
          .isBetween(least, least + NOT_FAR_BYTES);
    }
  }

  private static long drawn(
      PhotoRestorer restorer, ImageSource photo, ImageSource replacement, ImageSource mask) {
    MemoryBudgetException refused =
        catchThrowableOfType(
            MemoryBudgetException.class,
            () -> restorer.restore(photo, replacement, mask, Made.NOWHERE));
    return refused.askedBytes();
  }

  private static ImageSource png(int width, int height, int type) {
    return ImageSource.of(Drawn.png(new BufferedImage(width, height, type)));
  }
}
