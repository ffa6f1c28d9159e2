package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.RetryAdvice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final CancelSignal NEVER = CancelSignal.NEVER;

  private final MemoryBudget budget = MemoryBudget.ofBytes(100);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void countsWhatIsDrawnUntilItIsGivenBack() throws IOException {
    try (MemoryDraw draw = budget.draw(60, NEVER)) {
      assertThat(draw.bytes()).isEqualTo(60);
      assertThat(budget.drawnBytes()).isEqualTo(60);
      assertThat(budget).hasToString("MemoryBudget[60 of 100 bytes, 0 waiting]");
    }

    assertThat(budget.drawnBytes()).isZero();
    assertThat(budget.ceilingBytes()).isEqualTo(100);
  }

  @Test
  void givesBackOnceHoweverOftenADrawIsClosed() throws IOException {
    MemoryDraw first = budget.draw(60, NEVER);
    first.close();
    MemoryDraw second = budget.draw(50, NEVER);
    first.close();

    assertThat(budget.drawnBytes()).isEqualTo(50);
    second.close();
  }

  @Test
  void refusesAtOnceWhatIsLargerThanAll() {
    assertThatThrownBy(() -> budget.draw(101, NEVER))
        .isInstanceOfSatisfying(
            MemoryBudgetException.class,
            e -> {
              assertThat(e.askedBytes()).isEqualTo(101);
              assertThat(e.allowedBytes()).isEqualTo(100);
              assertThat(e.retry()).isEqualTo(RetryAdvice.NEVER);
            });
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> MemoryBudget.ofBytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budget.draw(-1, NEVER)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budget.waitingAtMost(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failsAtOnceIfItIsNotToWait() throws Exception {
    try (Holder held = hold(60)) {
      assertThat(held.bytes()).isEqualTo(60);
      assertThatThrownBy(() -> budget.failing().draw(50, NEVER))
          .isInstanceOfSatisfying(
              MemoryBudgetException.class,
              e -> {
                assertThat(e.allowedBytes()).isEqualTo(40);
                assertThat(e.retry()).isEqualTo(RetryAdvice.SAFE);
              });
      budget.failing().draw(40, NEVER).close();
    }
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void failsWhenItHasWaitedLongEnough() throws Exception {
    try (Holder held = hold(60)) {
      MemoryBudget impatient = budget.waitingAtMost(Duration.ofMillis(1));

      assertThatThrownBy(() -> impatient.draw(50, NEVER)).isInstanceOf(MemoryBudgetException.class);
      assertThat(budget.waitingCount()).isZero();
      assertThat(budget.drawnBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void theViewsOfABudgetShareItsBytes() throws IOException {
    try (MemoryDraw draw = budget.failing().waiting().draw(70, NEVER)) {
      assertThat(budget.waitingAtMost(Duration.ofDays(1)).drawnBytes()).isEqualTo(draw.bytes());
    }
  }

  @Test
  void servesWhoeverWaitsLongestEvenIfLaterOnesWouldFit() throws Exception {
    List<Integer> order = new ArrayList<>();
    Holder held = hold(60);
    List<Future<?>> waiting = new ArrayList<>();
    int[] sizes = {90, 80, 30, 40, 100};
    for (int size : sizes) {
      waiting.add(threads.submit(() -> drawAndNote(size, order)));
      awaitWaiting(waiting.size());
    }
    assertThatThrownBy(() -> budget.failing().draw(1, NEVER))
        .as("one byte is free, but five wait for it")
        .isInstanceOf(MemoryBudgetException.class);

    held.close();
    for (Future<?> future : waiting) {
      future.get(1, TimeUnit.MINUTES);
    }

    assertThat(order.subList(0, 2)).containsExactly(90, 80);
    assertThat(order.subList(2, 4)).containsExactlyInAnyOrder(30, 40);
    assertThat(order.get(4)).isEqualTo(100);
  }

  private Void drawAndNote(int size, List<Integer> order) throws IOException {
    try (MemoryDraw draw = budget.draw(size, NEVER)) {
      synchronized (order) {
        order.add((int) draw.bytes());
      }
    }
    return null;
  }

  @Test
  void whoeverIsCancelledLeavesTheQueueAndLetsTheNextOneMoveUp() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Holder held = hold(60)) {
      Future<?> large = threads.submit(() -> budget.draw(90, cancelled::get));
      awaitWaiting(1);
      Future<?> small = threads.submit(() -> budget.draw(30, NEVER));
      awaitWaiting(2);
      cancelled.set(true);

      assertThatThrownBy(() -> large.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CancelledException.class);
      small.get(1, TimeUnit.MINUTES);
      assertThat(budget.drawnBytes()).isEqualTo(held.bytes() + 30);
    }
  }

  @Test
  void doesNotBeginWhatIsCancelledAlready() {
    assertThatThrownBy(() -> budget.draw(10, () -> true)).isInstanceOf(CancelledException.class);
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() throws Exception {
    try (Holder held = hold(60)) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread waiter =
          new Thread(
              () -> {
                thrown.set(catchThrowable(() -> budget.draw(50, NEVER)));
                flag.set(Thread.currentThread().isInterrupted());
              });
      waiter.start();
      awaitWaiting(1);
      waiter.interrupt();
      waiter.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      assertThat(flag).isTrue();
      assertThat(budget.waitingCount()).isZero();
      assertThat(budget.drawnBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void anInterruptedThreadStillGetsWhatIsFree() throws IOException {
    Thread.currentThread().interrupt();
    try (MemoryDraw draw = budget.draw(10, NEVER)) {
      assertThat(draw.bytes()).isEqualTo(10);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aReservationCoversTheDrawsWithinIt() throws IOException {
    try (MemoryDraw reservation = budget.reserve(80, NEVER)) {
      try (MemoryDraw first = budget.draw(50, NEVER);
          MemoryDraw second = budget.draw(30, NEVER)) {
        assertThat(first.bytes() + second.bytes()).isEqualTo(80);
        assertThat(budget.drawnBytes()).isEqualTo(reservation.bytes());
      }
      assertThat(budget.drawnBytes()).isEqualTo(80);
      budget.draw(80, NEVER).close();
    }
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void aDrawBeyondTheReservationTakesWhatIsFreeAheadOfTheQueueButNeverWaits() throws Exception {
    Future<?> queued;
    try (MemoryDraw reservation = budget.reserve(50, NEVER)) {
      queued = threads.submit(() -> drawAndNote(60, new ArrayList<>()));
      awaitWaiting(1);
      try (MemoryDraw draw = budget.draw(90, NEVER)) {
        assertThat(budget.drawnBytes()).isEqualTo(draw.bytes());
        assertThatThrownBy(() -> budget.draw(20, NEVER)).isInstanceOf(MemoryBudgetException.class);
        assertThat(budget.drawnBytes()).isEqualTo(90);
      }
      assertThat(budget.drawnBytes()).isEqualTo(reservation.bytes());
    }
    queued.get(1, TimeUnit.MINUTES);
  }

  @Test
  void twoThatNestInOppositeOrderDoNotWaitForEachOther() throws Exception {
    MemoryBudget other = MemoryBudget.ofBytes(100);
    Phaser both = new Phaser(2);
    Future<Throwable> one = threads.submit(() -> nest(budget, other, both));
    Future<Throwable> two = threads.submit(() -> nest(other, budget, both));

    assertThat(one.get(1, TimeUnit.MINUTES)).isInstanceOf(MemoryBudgetException.class);
    assertThat(two.get(1, TimeUnit.MINUTES)).isInstanceOf(MemoryBudgetException.class);
    assertThat(budget.drawnBytes() + other.drawnBytes()).isZero();
  }

  private static Throwable nest(MemoryBudget outer, MemoryBudget inner, Phaser both)
      throws IOException {
    try (MemoryDraw held = outer.draw(100, NEVER)) {
      both.arriveAndAwaitAdvance();
      Throwable thrown = catchThrowable(() -> inner.draw(held.bytes(), NEVER));
      both.arriveAndAwaitAdvance();
      return thrown;
    }
  }

  @Test
  void aThreadThatHoldsNothingAnyMoreWaitsAgain() throws Exception {
    MemoryDraw outer = budget.draw(10, NEVER);
    MemoryDraw inner = budget.draw(10, NEVER);
    outer.close();
    inner.close();
    try (Holder held = hold(60)) {
      MemoryBudget impatient = budget.waitingAtMost(Duration.ofSeconds(60));
      AtomicBoolean asked = new AtomicBoolean();
      assertThatThrownBy(() -> impatient.draw(50, () -> budget.waitingCount() > 0 && set(asked)))
          .isInstanceOf(CancelledException.class);
      assertThat(asked).isTrue();
      assertThat(held.bytes()).isEqualTo(60);
    }
  }

  private static boolean set(AtomicBoolean flag) {
    flag.set(true);
    return true;
  }

  @Test
  void anUnlimitedDrawHoldsNobodyUp() throws Exception {
    MemoryDraw unlimited = MemoryBudget.UNLIMITED.draw(1L << 50, NEVER);
    try (Holder held = hold(60)) {
      assertThat(held.bytes()).isEqualTo(60);
      AtomicBoolean waits = new AtomicBoolean();
      assertThatThrownBy(() -> budget.draw(50, () -> budget.waitingCount() > 0 && set(waits)))
          .as("it waits, although the thread holds a draw that has no ceiling")
          .isInstanceOf(CancelledException.class);
      assertThat(waits).isTrue();
    } finally {
      unlimited.close();
    }
  }

  @Test
  void noDrawIsTooManyForAnUnlimitedBudget() throws IOException {
    MemoryBudget unlimited = MemoryBudget.UNLIMITED;
    try (MemoryDraw first = unlimited.draw(Long.MAX_VALUE, NEVER);
        MemoryDraw second = unlimited.draw(Long.MAX_VALUE, NEVER)) {
      assertThat(first.bytes()).isEqualTo(second.bytes());
    }
  }

  @Test
  void aThreadThatWorksForAHolderDoesNotWaitEither() throws Exception {
    try (MemoryDraw held = budget.draw(60, NEVER)) {
      Throwable thrown = throwsOnAThreadOfTheHolders(() -> budget.draw(41, NEVER).close());

      assertThat(thrown).isInstanceOf(MemoryBudgetException.class);
      assertThat(throwsOnAThreadOfTheHolders(() -> budget.draw(40, NEVER).close())).isNull();
      assertThat(budget.drawnBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void aThreadThatWorksForAHolderDrawsFromItsReservation() throws Exception {
    try (MemoryDraw reserved = budget.reserve(100, NEVER)) {
      assertThat(throwsOnAThreadOfTheHolders(() -> budget.draw(100, NEVER).close())).isNull();

      assertThat(budget.drawnBytes()).isEqualTo(reserved.bytes());
    }
  }

  @Test
  void aThreadHoldsWhatItHeldOnceItsWorkForAHolderIsDone() throws Exception {
    Runnable nothing;
    try (MemoryDraw held = budget.draw(60, NEVER)) {
      nothing = MemoryBudget.inheriting(() -> {});
      assertThat(held.bytes()).isEqualTo(60);
    }
    try (MemoryDraw own = budget.draw(100, NEVER)) {
      nothing.run();

      assertThatThrownBy(() -> budget.draw(own.bytes(), NEVER))
          .isInstanceOf(MemoryBudgetException.class);
    }
  }

  @FunctionalInterface
  private interface Draws {
    void run() throws IOException;
  }

  /** What draws throw on another thread that this one's draws count for; null if nothing. */
  private @Nullable Throwable throwsOnAThreadOfTheHolders(Draws draws) throws Exception {
    FutureTask<@Nullable Throwable> task = new FutureTask<>(() -> catchThrowable(draws::run));
    threads.execute(MemoryBudget.inheriting(task));
    return task.get(10, TimeUnit.SECONDS);
  }

  @Test
  void sixtyFourThreadsNeverPassTheCeilingAndAllGetTheirTurn() throws Exception {
    AtomicLong inUse = new AtomicLong();
    AtomicLong peak = new AtomicLong();
    List<Future<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int seed = i;
      workers.add(threads.submit(() -> drawOften(new Random(seed), inUse, peak)));
    }
    int draws = 0;
    for (Future<Integer> worker : workers) {
      draws += worker.get(2, TimeUnit.MINUTES);
    }

    assertThat(draws).isGreaterThan(64 * 100);
    assertThat(peak).hasValueLessThanOrEqualTo(100);
    assertThat(budget.drawnBytes()).isZero();
    assertThat(budget.waitingCount()).isZero();
  }

  /** Draws, nests and gives up at random; returns how many draws there were. */
  private int drawOften(Random random, AtomicLong inUse, AtomicLong peak) throws IOException {
    int draws = 0;
    for (int i = 0; i < 300; i++) {
      int bytes = 1 + random.nextInt(100);
      boolean givesUp = random.nextInt(4) == 0;
      try (MemoryDraw draw = budget.draw(bytes, () -> givesUp && budget.waitingCount() > 20)) {
        draws++;
        peak.accumulateAndGet(inUse.addAndGet(draw.bytes()), Math::max);
        nest(1 + random.nextInt(20), inUse, peak);
        inUse.addAndGet(-draw.bytes());
      } catch (CancelledException e) {
        assertThat(givesUp).isTrue();
      }
    }
    return draws;
  }

  private void nest(int bytes, AtomicLong inUse, AtomicLong peak) throws IOException {
    try (MemoryDraw draw = budget.draw(bytes, NEVER)) {
      peak.accumulateAndGet(inUse.addAndGet(draw.bytes()), Math::max);
      inUse.addAndGet(-draw.bytes());
    } catch (MemoryBudgetException e) {
      assertThat(e.allowedBytes()).isLessThan(100);
    }
  }

  @Test
  void bytesComeBackWhateverTheWorkThrows() {
    assertThatThrownBy(
            () -> {
              try (MemoryDraw draw = budget.draw(100, NEVER)) {
                throw new IllegalStateException("of " + draw.bytes());
              }
            })
        .hasMessage("of 100");
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void theSharedBudgetIsAQuarterOfTheHeapButNotTooLittle() {
    assertThat(MemoryBudget.sharedBytes(4L << 30)).isEqualTo(1L << 30);
    assertThat(MemoryBudget.sharedBytes(24L << 20)).isEqualTo(16L << 20);
    assertThat(MemoryBudget.shared().ceilingBytes())
        .isEqualTo(MemoryBudget.sharedBytes(Runtime.getRuntime().maxMemory()));
  }

  /** A thread of its own that holds bytes, so that this one does not. */
  private Holder hold(long bytes) throws Exception {
    FutureTask<MemoryDraw> draw = new FutureTask<>(() -> budget.draw(bytes, NEVER));
    new Thread(draw).start();
    return new Holder(draw.get(1, TimeUnit.MINUTES));
  }

  private record Holder(MemoryDraw draw) implements AutoCloseable {
    long bytes() {
      return draw.bytes();
    }

    @Override
    public void close() {
      draw.close();
    }
  }

  private void awaitWaiting(int count) {
    long startNanos = System.nanoTime();
    while (budget.waitingCount() != count) {
      if (System.nanoTime() - startNanos > TimeUnit.MINUTES.toNanos(1)) {
        throw new AssertionError("still " + budget.waitingCount() + " wait, not " + count);
      }
      Thread.onSpinWait();
    }
  }
}
