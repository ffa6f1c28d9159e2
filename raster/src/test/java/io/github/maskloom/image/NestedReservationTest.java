package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MemoryBudgetException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reservations of work that is done within other work. */
class NestedReservationTest extends DrawingThreads {
  @Test
  void aReservationCoversTheDrawsOfAllThreadsWithinIt() throws Exception {
    try (MemoryBudget.Reservation reservation = budget.reserve(80, NEVER)) {
      MemoryBudget within = reservation.budget();
      try (MemoryBudget.Reservation first = within.reserve(50, NEVER);
          MemoryBudget.Reservation second = within.reserve(30, NEVER)) {
        assertThat(first.bytes() + second.bytes()).isEqualTo(80);
        assertThat(budget.reservedBytes()).isEqualTo(reservation.bytes());
      }
      assertThat(budget.reservedBytes()).isEqualTo(80);
      assertThat(thrownOnAnotherThread(() -> within.reserve(80, NEVER).close())).isNull();
    }
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void aNestedReservationTakesWhatIsFreeAndNeverWaits() throws Exception {
    Future<?> queued;
    try (MemoryBudget.Reservation reservation = budget.reserve(50, NEVER)) {
      queued = threads.submit(() -> drawAndNote(60, new ArrayList<>()));
      awaitWaiting(1);
      MemoryBudget within = reservation.budget();
      try (MemoryBudget.Reservation draw = within.reserve(90, NEVER)) {
        assertThat(budget.reservedBytes()).isEqualTo(draw.bytes());
        assertThatThrownBy(() -> within.reserve(20, NEVER))
            .isInstanceOf(MemoryBudgetException.class);
        assertThat(budget.reservedBytes()).isEqualTo(90);
      }
      assertThat(budget.reservedBytes()).isEqualTo(reservation.bytes());
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
    assertThat(budget.reservedBytes() + other.reservedBytes()).isZero();
  }

  private static Throwable nest(MemoryBudget outer, MemoryBudget inner, Phaser both)
      throws IOException {
    try (MemoryBudget.Reservation held = outer.reserve(100, NEVER)) {
      both.arriveAndAwaitAdvance();
      Throwable thrown = catchThrowable(() -> inner.nested().reserve(held.bytes(), NEVER));
      both.arriveAndAwaitAdvance();
      return thrown;
    }
  }

  @Test
  void theBudgetOfAClosedReservationWaitsAgain() throws Exception {
    MemoryBudget.Reservation outer = budget.reserve(10, NEVER);
    MemoryBudget.Reservation inner = outer.budget().reserve(10, NEVER);
    outer.close();
    inner.close();
    try (Holder held = hold(60)) {
      MemoryBudget impatient = inner.budget().waitingAtMost(Duration.ofSeconds(60));
      assertThatThrownBy(() -> impatient.reserve(50, () -> budget.waitingCount() > 0))
          .isInstanceOf(CancelledException.class);
      assertThat(held.bytes()).isEqualTo(60);
    }
  }

  @Test
  void anUnlimitedDrawHoldsNobodyUp() throws Exception {
    MemoryBudget.Reservation unlimited = MemoryBudget.UNLIMITED.reserve(1L << 50, NEVER);
    try (Holder held = hold(60)) {
      assertThat(held.bytes()).isEqualTo(60);
      assertThatThrownBy(() -> budget.reserve(50, () -> budget.waitingCount() > 0))
          .as("it waits, although the thread holds a draw that has no ceiling")
          .isInstanceOf(CancelledException.class);
    } finally {
      unlimited.close();
    }
  }

  @Test
  void noDrawIsTooManyForAnUnlimitedBudget() throws IOException {
    MemoryBudget unlimited = MemoryBudget.UNLIMITED;
    try (MemoryBudget.Reservation first = unlimited.reserve(Long.MAX_VALUE, NEVER);
        MemoryBudget.Reservation second = unlimited.reserve(Long.MAX_VALUE, NEVER)) {
      assertThat(first.bytes()).isEqualTo(second.bytes());
    }
  }

  @Test
  void nestedWorkNeverWaits() throws Exception {
    try (MemoryBudget.Reservation held = budget.reserve(60, NEVER)) {
      MemoryBudget nested = budget.nested();

      assertThat(thrownOnAnotherThread(() -> nested.reserve(41, NEVER).close()))
          .isInstanceOf(MemoryBudgetException.class);
      assertThat(thrownOnAnotherThread(() -> nested.reserve(40, NEVER).close())).isNull();
      assertThat(budget.reservedBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void whatTheWorkItselfHoldsIsNeverFreedByTryingAgain() throws Exception {
    try (MemoryBudget.Reservation reserved = budget.reserve(60, NEVER);
        MemoryBudget.Reservation within = reserved.budget().reserve(50, NEVER)) {
      assertThat(reserved.bytes() - within.bytes()).isEqualTo(10);
      assertRefused(reserved.budget(), 70, 50, false);
      try (Holder other = hold(30)) {
        assertThat(other.bytes()).isEqualTo(30);
        assertRefused(reserved.budget(), 45, 20, true);
      }
    }
  }

  @Test
  void aReservationGetsBackWhatItLent() throws Exception {
    MemoryBudget.Reservation outer = budget.reserve(80, NEVER);
    MemoryBudget.Reservation inner = outer.budget().reserve(80, NEVER);
    MemoryBudget.Reservation draw = inner.budget().reserve(80, NEVER);
    inner.close();
    draw.close();
    try (Holder other = hold(20)) {
      assertThat(other.bytes()).isEqualTo(20);
      outer.budget().reserve(80, NEVER).close();
    }

    outer.close();
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void aReservationWithoutCeilingIsCountedOnceToo() throws IOException {
    MemoryBudget unlimited = MemoryBudget.ofBytes(Long.MAX_VALUE);
    try (MemoryBudget.Reservation reserved = unlimited.reserve(100, NEVER);
        MemoryBudget.Reservation draw = reserved.budget().reserve(60, NEVER)) {
      assertThat(unlimited.reservedBytes()).isEqualTo(reserved.bytes()).isGreaterThan(draw.bytes());
    }
    assertThat(unlimited.reservedBytes()).isZero();
  }

  @FunctionalInterface
  private interface Draws {
    void run() throws IOException;
  }

  /** What reserving throws on another thread; null if nothing. */
  private @Nullable Throwable thrownOnAnotherThread(Draws draws) throws Exception {
    FutureTask<@Nullable Throwable> task = new FutureTask<>(() -> catchThrowable(draws::run));
    threads.execute(task);
    return task.get(10, TimeUnit.SECONDS);
  }
}
