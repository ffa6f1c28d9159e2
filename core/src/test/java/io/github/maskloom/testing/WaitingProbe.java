package io.github.maskloom.testing;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of its own in which composites wait for memory, and that says what heap each holds
 * meanwhile.
 */
public final class WaitingProbe {
  private static final int WAITING = 200;
  private static final long CEILING_BYTES = 1L << 30;

  private final MemoryBudget budget = MemoryBudget.ofBytes(CEILING_BYTES);
  private final MaskCompositor compositor =
      MaskCompositor.create()
          .withFormat(OutputFormat.PNG)
          .withWork(WorkOptions.DEFAULT.withBudget(budget));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private WaitingProbe() {}

  /** Returns the bytes that each of many composites holds that wait. */
  public static long run(Path photo, Path mask, Path folder)
      throws IOException, InterruptedException {
    return Probe.numbers(
            WaitingProbe.class, folder, List.of(photo, mask, folder), ChildJvm.exactCollections())
        .get(0);
  }

  /** Arguments: photo, mask, a folder for the results. */
  public static void main(String[] args) throws IOException {
    new WaitingProbe().measure(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
  }

  private void measure(Path photo, Path mask, Path folder) throws IOException {
    List<CompletableFuture<?>> waiting = new ArrayList<>();
    try (MemoryBudget.Reservation all = budget.reserve(CEILING_BYTES, CancelSignal.NEVER)) {
      waiting.add(begin(photo, mask, folder.resolve("first")));
      BudgetQueue.awaitWaiting(budget, 1);
      long before = HeapLooks.idle();
      for (int i = 0; i < WAITING; i++) {
        waiting.add(begin(photo, mask, folder.resolve("result" + i)));
      }
      BudgetQueue.awaitWaiting(budget, 1 + WAITING);
      System.out.println((HeapLooks.idle() - before) / WAITING);
      waiting.forEach(future -> future.cancel(false));
      BudgetQueue.awaitWaiting(budget, 0);
      if (budget.reservedBytes() != all.bytes()) {
        throw new AssertionError(budget);
      }
    } finally {
      threads.shutdown();
    }
  }

  private CompletableFuture<?> begin(Path photo, Path mask, Path result) {
    return compositor.compositeAsync(
        ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(result), threads);
  }
}
