package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.testing.BudgetQueue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A budget of 100 bytes, and threads that draw from it. */
abstract class DrawingThreads {
  static final CancelSignal NEVER = CancelSignal.NEVER;

  final MemoryBudget budget = MemoryBudget.ofBytes(100);
  final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  Void drawAndNote(int size, List<Integer> order) throws IOException {
    try (MemoryBudget.Reservation draw = budget.reserve(size, NEVER)) {
      synchronized (order) {
        order.add((int) draw.bytes());
      }
    }
    return null;
  }

  /** A thread of its own that holds bytes, so that this one does not. */
  Holder hold(long bytes) throws Exception {
    FutureTask<MemoryBudget.Reservation> draw =
        new FutureTask<>(() -> budget.reserve(bytes, NEVER));
    new Thread(draw).start();
    return new Holder(draw.get(1, TimeUnit.MINUTES));
  }

  /** Bytes are refused at once. */
  static void assertRefused(MemoryBudget budget, long bytes, long allowedBytes, boolean fitsLater) {
    assertThatThrownBy(() -> budget.reserve(bytes, NEVER))
        .isInstanceOfSatisfying(
            MemoryBudgetException.class,
            e -> {
              assertThat(e.askedBytes()).isEqualTo(bytes);
              assertThat(e.allowedBytes()).isEqualTo(allowedBytes);
              assertThat(e.fitsLater()).isEqualTo(fitsLater);
            });
  }

  record Holder(MemoryBudget.Reservation draw) implements AutoCloseable {
    long bytes() {
      return draw.bytes();
    }

    @Override
    public void close() {
      draw.close();
    }
  }

  void awaitWaiting(int count) {
    BudgetQueue.awaitWaiting(budget, count);
  }
}
