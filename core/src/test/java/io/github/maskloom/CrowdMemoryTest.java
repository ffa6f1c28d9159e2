package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.CrowdProbe;
import io.github.maskloom.testing.SyntheticRows;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heap of a process that composites, or restores, many times. */
@Tag("slow")
class CrowdMemoryTest {
  private static final long MEGABYTE = 1_000_000;

  /** Two at work, and one that has given its bytes back but has not returned yet. */
  private static final int AT_ONCE = 3;

  /** What those that wait hold each: their images opened, a few kilobytes. */
  private static final long WAITING_BYTES = 18 * 30_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void twentyCompositesKeepToTheBudgetAndLeaveNothing(CrowdProbe.Work work) throws Exception {
    SyntheticRows.photo(6_000, 200).write(OutputFormat.JPEG, folder.resolve("photo"));
    SyntheticRows.mask(3_000, 100).write(OutputFormat.PNG, folder.resolve("mask"));

    CrowdProbe.Figures figures = CrowdProbe.run(work, folder);

    long first = figures.idleBytes().get(0);
    assertThat(figures.idleBytes()).allMatch(bytes -> bytes <= first + MEGABYTE);
    assertThat(figures.mostDrawnBytes())
        .isBetween(figures.declaredBytes(), 2 * figures.declaredBytes());
    assertThat(figures.crowdBytes())
        .isBetween(figures.aloneBytes(), AT_ONCE * figures.declaredBytes() + WAITING_BYTES);
  }
}
