package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.HeapProbe;
import io.github.maskloom.testing.HeapProbe.Figure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of work draws from its budget, against what a process is measured to take. */
@Tag("slow")
class DeclaredHeapTest {
  /** Below this, what is declared is a constant. */
  private static final long FLOOR_BYTES = 256 << 10;

  @TempDir Path folder;

  @Test
  void everyKindOfWorkTakesBetweenHalfAndAllItDeclares() throws Exception {
    check(HeapProbe.run(folder, 1_000, 3_000));
  }

  @Test
  @Tag("large")
  void soItDoesInLargerImages() throws Exception {
    List<Figure> figures = HeapProbe.run(folder, 1_000, 6_000, 12_000);

    for (Figure figure : figures) {
      System.out.printf(
          "%s, %d pixels wide: declared %.2f MB, measured %.2f MB%n",
          figure.work(),
          figure.width(),
          figure.declaredBytes() / 1e6,
          figure.measuredBytes() / 1e6);
    }
    check(figures);
  }

  private static void check(List<Figure> figures) {
    assertThat(figures).hasSizeGreaterThan(60);
    assertThat(figures)
        .allSatisfy(
            figure ->
                assertThat(figure.declaredBytes())
                    .as(figure.toString())
                    .isBetween(
                        figure.measuredBytes(), Math.max(FLOOR_BYTES, 2 * figure.measuredBytes())));
  }
}
