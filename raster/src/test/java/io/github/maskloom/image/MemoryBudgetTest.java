package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MemoryBudgetException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest extends DrawingThreads {
  @Test
  void countsWhatIsDrawnUntilItIsGivenBack() throws IOException {
    try (MemoryBudget.Reservation draw = budget.reserve(60, NEVER)) {
      assertThat(draw.bytes()).isEqualTo(60);
      assertThat(budget.reservedBytes()).isEqualTo(60);
      assertThat(budget).hasToString("MemoryBudget[60 of 100 bytes, 0 waiting]");
    }

    assertThat(budget.reservedBytes()).isZero();
    assertThat(budget.ceilingBytes()).isEqualTo(100);
  }

  @Test
  void givesBackOnceHoweverOftenADrawIsClosed() throws IOException {
    MemoryBudget.Reservation first = budget.reserve(60, NEVER);
    first.close();
    MemoryBudget.Reservation second = budget.reserve(50, NEVER);
    first.close();

    assertThat(budget.reservedBytes()).isEqualTo(50);
    second.close();
  }

  @Test
  void refusesAtOnceWhatIsLargerThanAll() {
    assertRefused(budget, 101, 100, false);
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> MemoryBudget.ofBytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budget.reserve(-1, NEVER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budget.waitingAtMost(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failsAtOnceIfItIsNotToWait() throws Exception {
    try (Holder held = hold(60)) {
      assertThat(held.bytes()).isEqualTo(60);
      assertRefused(budget.waitingAtMost(Duration.ZERO), 50, 40, true);
      budget.waitingAtMost(Duration.ZERO).reserve(40, NEVER).close();
    }
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void failsWhenItHasWaitedLongEnough() throws Exception {
    try (Holder held = hold(60)) {
      MemoryBudget impatient = budget.waitingAtMost(Duration.ofMillis(1));

      assertThatThrownBy(() -> impatient.reserve(50, NEVER))
          .isInstanceOf(MemoryBudgetException.class);
      assertThat(budget.waitingCount()).isZero();
      assertThat(budget.reservedBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void viewsThatWaitAlikeAreEqual() {
    assertThat(budget.waitingAtMost(Duration.ZERO))
        .isEqualTo(budget.waitingAtMost(Duration.ofDays(1)).waitingAtMost(Duration.ZERO))
        .hasSameHashCodeAs(budget.waitingAtMost(Duration.ZERO))
        .isNotEqualTo(budget)
        .isNotEqualTo(MemoryBudget.ofBytes(100).waitingAtMost(Duration.ZERO));
    assertThat(budget.waitingAtMost(Duration.ofSeconds(2)))
        .isEqualTo(budget.waitingAtMost(Duration.ofSeconds(1).plusSeconds(1)))
        .isNotEqualTo(budget.waitingAtMost(Duration.ofSeconds(3)));
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
    assertThatThrownBy(() -> budget.waitingAtMost(Duration.ZERO).reserve(1, NEVER))
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

  @Test
  void aCancelledWaiterLetsTheNextMoveUp() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Holder held = hold(60)) {
      Future<?> large = threads.submit(() -> budget.reserve(90, cancelled::get));
      awaitWaiting(1);
      Future<?> small = threads.submit(() -> budget.reserve(30, NEVER));
      awaitWaiting(2);
      cancelled.set(true);

      assertThatThrownBy(() -> large.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CancelledException.class);
      small.get(1, TimeUnit.MINUTES);
      assertThat(budget.reservedBytes()).isEqualTo(held.bytes() + 30);
    }
  }

  @Test
  void asksTheSignalLessOftenTheLongerItWaits() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Duration wait = Duration.ofMillis(600);
    try (Holder held = hold(60)) {
      assertThatThrownBy(
              () -> budget.waitingAtMost(wait).reserve(50, () -> asked.incrementAndGet() < 0))
          .isInstanceOf(MemoryBudgetException.class);
      assertThat(held.bytes()).isEqualTo(60);
    }

    assertThat(asked).hasValueBetween(2, 25);
  }

  @Test
  void doesNotBeginWhatIsCancelledAlready() {
    assertThatThrownBy(() -> budget.reserve(10, () -> true)).isInstanceOf(CancelledException.class);
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() throws Exception {
    try (Holder held = hold(60)) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread waiter =
          new Thread(
              () -> {
                thrown.set(catchThrowable(() -> budget.reserve(50, NEVER)));
                flag.set(Thread.currentThread().isInterrupted());
              });
      waiter.start();
      awaitWaiting(1);
      waiter.interrupt();
      waiter.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      assertThat(flag).isTrue();
      assertThat(budget.waitingCount()).isZero();
      assertThat(budget.reservedBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void anInterruptedThreadStillGetsWhatIsFree() throws IOException {
    Thread.currentThread().interrupt();
    try (MemoryBudget.Reservation draw = budget.reserve(10, NEVER)) {
      assertThat(draw.bytes()).isEqualTo(10);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
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
    assertThat(budget.reservedBytes()).isZero();
    assertThat(budget.waitingCount()).isZero();
  }

  /** Draws, nests and gives up at random; returns how many draws there were. */
  private int drawOften(Random random, AtomicLong inUse, AtomicLong peak) throws IOException {
    int draws = 0;
    for (int i = 0; i < 300; i++) {
      int bytes = 1 + random.nextInt(100);
      boolean givesUp = random.nextInt(4) == 0;
      try (MemoryBudget.Reservation draw =
          budget.reserve(bytes, () -> givesUp && budget.waitingCount() > 20)) {
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
    try (MemoryBudget.Reservation draw = budget.nested().reserve(bytes, NEVER)) {
      peak.accumulateAndGet(inUse.addAndGet(draw.bytes()), Math::max);
      inUse.addAndGet(-draw.bytes());
    } catch (MemoryBudgetException e) {
      assertThat(e.allowedBytes()).isLessThan(100);
    }
  }

  @Test
  void theSharedBudgetIsAQuarterOfTheHeapWithAFloor() {
    assertThat(MemoryBudget.sharedBytes(4L << 30)).isEqualTo(1L << 30);
    assertThat(MemoryBudget.sharedBytes(24L << 20)).isEqualTo(16L << 20);
    assertThat(MemoryBudget.shared().ceilingBytes())
        .isEqualTo(MemoryBudget.sharedBytes(Runtime.getRuntime().maxMemory()));
  }
}
