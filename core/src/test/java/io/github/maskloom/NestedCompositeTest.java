package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mask whose rows take a composite of their own, on a thread that the library has made. */
@Timeout(60)
class NestedCompositeTest {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 200;

  /** Enough for one of the two, which take 2 MB each. */
  private static final long FOR_ONE_BYTES = 3_000_000;

  private static final long FOR_BOTH_BYTES = 6_000_000;

  @TempDir Path folder;

  @BeforeEach
  void drawImages() throws IOException {
    SyntheticRows.photo(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("photo.png"));
    SyntheticRows.mask(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("mask.png"));
  }

  @Test
  void isRefusedRatherThanWaitedForInABudgetForOne() {
    MemoryBudget budget = MemoryBudget.ofBytes(FOR_ONE_BYTES);

    assertThatThrownBy(() -> compositeWithin(budget, budget.nested()))
        .isInstanceOf(MemoryBudgetException.class);

    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void takesOfWhatIsFreeAheadOfTheQueue() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(FOR_BOTH_BYTES);

    compositeWithin(budget, budget.nested());

    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void takesOfWhatTheCallerHasReserved() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(FOR_BOTH_BYTES);

    try (MemoryBudget.Reservation both = budget.reserve(FOR_BOTH_BYTES, CancelSignal.NEVER)) {
      compositeWithin(both.budget(), both.budget());

      assertThat(budget.reservedBytes()).isEqualTo(both.bytes());
    }
  }

  private void compositeWithin(MemoryBudget outer, MemoryBudget inner) throws IOException {
    MaskCompositor compositor =
        MaskCompositor.create().withWork(WorkOptions.DEFAULT.withBudget(inner));
    WindowSource mask =
        new WorkingMask(
            () ->
                compositor.composite(
                    folder.resolve("photo.png"),
                    folder.resolve("mask.png"),
                    folder.resolve("inner.png")));

    MaskCompositor.create()
        .withWork(WorkOptions.DEFAULT.withBudget(outer))
        .composite(SyntheticRows.photo(WIDTH, HEIGHT), mask, Made.NOWHERE);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** A mask that cannot be asked for rows, so that a thread pushes them, once it has worked. */
  private record WorkingMask(Work work, SyntheticRows rows) implements WindowSource {
    WorkingMask(Work work) {
      this(work, SyntheticRows.mask(WIDTH, HEIGHT));
    }

    @Override
    public ImageGeometry geometry() {
      return rows.geometry();
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      work.run();
      rows.push(windowRows, sink);
    }

    @Override
    public void close() {}
  }
}
