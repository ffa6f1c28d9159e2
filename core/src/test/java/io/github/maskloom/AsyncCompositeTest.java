package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.testing.BudgetQueue;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AsyncCompositeTest {

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ImageSource photo = ImageSource.of(new byte[0]);
  private ImageSource mask = ImageSource.of(new byte[0]);
  private Path result = Path.of("");

  @BeforeEach
  void writeImages() throws IOException {
    photo =
        ImageSource.of(
            SyntheticRows.photo(90, 60).write(OutputFormat.PNG, folder.resolve("photo")));
    mask =
        ImageSource.of(SyntheticRows.mask(90, 60).write(OutputFormat.PNG, folder.resolve("mask")));
    result = folder.resolve("result");
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void makesTheSameCompositeOnAnotherThread() throws Exception {
    MaskCompositor compositor = MaskCompositor.create();
    compositor.composite(photo, mask, ImageTarget.of(folder.resolve("expected")));

    CompositeReport report =
        compositor.compositeAsync(photo, mask, ImageTarget.of(result), threads).join();

    assertThat(report.mask().paintedPixels()).isPositive();
    assertThat(result).hasSameBinaryContentAs(folder.resolve("expected"));
  }

  @Test
  void preparesAndRestoresOnAnotherThreadToo() {
    ImagePreparer preparer = ImagePreparer.create().withMaxSide(30);
    MaskCompositor compositor = MaskCompositor.create();

    PreparedComposite prepared =
        compositor.compositeAsync(photo, mask, preparer, ImageTarget.of(result), threads).join();
    CompositeReport restored =
        PhotoRestorer.create()
            .restoreAsync(photo, photo, mask, ImageTarget.of(result), threads)
            .join();
    PrepareReport alone = preparer.prepareAsync(photo, ImageTarget.of(result), threads).join();

    assertThat(prepared.prepared().width()).isEqualTo(30);
    assertThat(restored.geometry().width()).isEqualTo(90);
    assertThat(alone.width()).isEqualTo(30);
  }

  @Test
  void theFutureFailsWithWhatTheCallThrows() {
    CompletableFuture<CompositeReport> future =
        MaskCompositor.create()
            .compositeAsync(
                ImageSource.of(new byte[] {1, 2, 3}), mask, ImageTarget.of(result), threads);

    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ImageFormatException.class);
  }

  @Test
  void theFutureFailsIfTheExecutorTakesNoMore() {
    threads.shutdown();

    CompletableFuture<CompositeReport> future =
        MaskCompositor.create().compositeAsync(photo, mask, ImageTarget.of(result), threads);

    assertThatThrownBy(future::join).hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void nothingIsBegunThatIsCancelledBefore() {
    Deque<Runnable> queue = new ArrayDeque<>();
    CompletableFuture<CompositeReport> future =
        MaskCompositor.create().compositeAsync(photo, mask, ImageTarget.of(result), queue::add);

    assertThat(future.cancel(false)).isTrue();
    queue.remove().run();

    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    assertThat(result).doesNotExist();
  }

  @Test
  void cancellingStopsTheWorkAndLeavesTheTargetAsItWas() throws Exception {
    Files.writeString(result, "before");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 24);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withWork(
                WorkOptions.DEFAULT
                    .withBudget(budget)
                    .withWindowRows(1)
                    .withListener(
                        Heard.rows(
                            (done, total) -> {
                              begun.countDown();
                              awaitUninterrupted(cancelled);
                            })));
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<CompositeReport> future =
        compositor.compositeAsync(photo, mask, ImageTarget.of(result), counting(ended));

    begun.await();
    future.cancel(true);
    cancelled.countDown();
    ended.await();

    assertThat(result).hasContent("before");
    assertThat(budget.reservedBytes()).isZero();
  }

  /** Tells when work has ended. */
  private Executor counting(CountDownLatch ended) {
    return work ->
        threads.execute(
            () -> {
              work.run();
              ended.countDown();
            });
  }

  @Test
  void cancellingEndsTheWaitForMemory() throws Exception {
    assertThatEndingTheFutureEndsTheWait(future -> future.cancel(false));
  }

  @Test
  void aTimeoutOfTheFutureEndsTheWaitForMemoryToo() throws Exception {
    assertThatEndingTheFutureEndsTheWait(
        future -> future.completeExceptionally(new TimeoutException()));
  }

  private void assertThatEndingTheFutureEndsTheWait(Consumer<CompletableFuture<?>> end)
      throws Exception {
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 24);
    MaskCompositor compositor =
        MaskCompositor.create().withWork(WorkOptions.DEFAULT.withBudget(budget));
    CountDownLatch ended = new CountDownLatch(1);
    try (MemoryBudget.Reservation all = budget.reserve(1 << 24, CancelSignal.NEVER)) {
      CompletableFuture<CompositeReport> future =
          compositor.compositeAsync(photo, mask, ImageTarget.of(result), counting(ended));
      BudgetQueue.awaitWaiting(budget, 1);
      end.accept(future);
      ended.await();

      assertThat(budget.waitingCount()).isZero();
      assertThat(budget.reservedBytes()).isEqualTo(all.bytes());
    }
    assertThat(result).doesNotExist();
  }

  @Test
  void workThatCannotWaitSaysSoAndTouchesNothing() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 24);
    WorkOptions work = WorkOptions.DEFAULT.withBudget(budget.waitingAtMost(Duration.ZERO));
    MaskCompositor compositor = MaskCompositor.create().withWork(work);
    PhotoRestorer restorer = PhotoRestorer.create().withWork(work);
    ImagePreparer preparer = ImagePreparer.create().withWork(work);
    ImageTarget target = ImageTarget.of(result);
    try (MemoryBudget.Reservation all = budget.reserve(1 << 24, CancelSignal.NEVER)) {
      assertThat(all.bytes()).isEqualTo(1 << 24);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> compositor.composite(photo, mask, target),
              () -> restorer.restore(photo, photo, mask, target),
              () -> preparer.prepare(photo, target))) {
        assertThatThrownBy(call).isInstanceOf(MemoryBudgetException.class);
      }
    }
    assertThat(result).doesNotExist();
  }

  @Test
  void aCompositeThatIsPreparedDrawsOnceForBoth() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 24);
    MemoryBudget unused = MemoryBudget.ofBytes(1);
    ImagePreparer preparer =
        ImagePreparer.create().withMaxSide(30).withWork(WorkOptions.DEFAULT.withBudget(unused));

    PreparedComposite done =
        MaskCompositor.create()
            .withWork(WorkOptions.DEFAULT.withBudget(budget.waitingAtMost(Duration.ZERO)))
            .composite(photo, mask, preparer, ImageTarget.of(result));

    assertThat(done.prepared().width()).isEqualTo(30);
    assertThat(budget.reservedBytes()).isZero();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
