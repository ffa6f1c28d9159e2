package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.RetryAdvice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Draws of threads that hold one already. */
class NestedDrawTest extends DrawingThreads {
  @Test
  void aReservationCoversTheDrawsWithinIt() throws IOException {
    try (MemoryReservation reservation = budget.reserve(80, NEVER)) {
      try (MemoryReservation first = budget.draw(50, NEVER);
          MemoryReservation second = budget.draw(30, NEVER)) {
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
    try (MemoryReservation reservation = budget.reserve(50, NEVER)) {
      queued = threads.submit(() -> drawAndNote(60, new ArrayList<>()));
      awaitWaiting(1);
      try (MemoryReservation draw = budget.draw(90, NEVER)) {
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
    try (MemoryReservation held = outer.draw(100, NEVER)) {
      both.arriveAndAwaitAdvance();
      Throwable thrown = catchThrowable(() -> inner.draw(held.bytes(), NEVER));
      both.arriveAndAwaitAdvance();
      return thrown;
    }
  }

  @Test
  void aThreadThatHoldsNothingAnyMoreWaitsAgain() throws Exception {
    MemoryReservation outer = budget.draw(10, NEVER);
    MemoryReservation inner = budget.draw(10, NEVER);
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
    MemoryReservation unlimited = MemoryBudget.UNLIMITED.draw(1L << 50, NEVER);
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
    try (MemoryReservation first = unlimited.draw(Long.MAX_VALUE, NEVER);
        MemoryReservation second = unlimited.draw(Long.MAX_VALUE, NEVER)) {
      assertThat(first.bytes()).isEqualTo(second.bytes());
    }
  }

  @Test
  void aThreadThatWorksForAHolderDoesNotWaitEither() throws Exception {
    try (MemoryReservation held = budget.draw(60, NEVER)) {
      Throwable thrown = throwsOnAThreadOfTheHolders(() -> budget.draw(41, NEVER).close());

      assertThat(thrown).isInstanceOf(MemoryBudgetException.class);
      assertThat(throwsOnAThreadOfTheHolders(() -> budget.draw(40, NEVER).close())).isNull();
      assertThat(budget.drawnBytes()).isEqualTo(held.bytes());
    }
  }

  @Test
  void aThreadThatWorksForAHolderDrawsFromItsReservation() throws Exception {
    try (MemoryReservation reserved = budget.reserve(100, NEVER)) {
      assertThat(throwsOnAThreadOfTheHolders(() -> budget.draw(100, NEVER).close())).isNull();

      assertThat(budget.drawnBytes()).isEqualTo(reserved.bytes());
    }
  }

  @Test
  void aThreadHoldsWhatItHeldOnceItsWorkForAHolderIsDone() throws Exception {
    Runnable nothing;
    try (MemoryReservation held = budget.draw(60, NEVER)) {
      nothing = MemoryBudget.inheriting(() -> {});
      assertThat(held.bytes()).isEqualTo(60);
    }
    try (MemoryReservation own = budget.draw(100, NEVER)) {
      nothing.run();

      assertThatThrownBy(() -> budget.draw(own.bytes(), NEVER))
          .isInstanceOf(MemoryBudgetException.class);
    }
  }

  @Test
  void workForAHolderThatIsDoneLeavesAThreadWhatItHolds() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable draws =
        MemoryBudget.inheriting(
            () -> thrown.set(catchThrowable(() -> budget.draw(50, () -> waitsFor(budget)))));
    try (MemoryReservation own = budget.draw(60, NEVER)) {
      draws.run();

      assertThat(thrown.get()).as("%s", own).isInstanceOf(MemoryBudgetException.class);
    }
  }

  private static boolean waitsFor(MemoryBudget budget) {
    return budget.waitingCount() > 0;
  }

  @Test
  void whatTheThreadItselfHoldsIsNeverFreedByTryingAgain() throws Exception {
    try (MemoryReservation reserved = budget.reserve(60, NEVER);
        MemoryReservation within = budget.draw(50, NEVER)) {
      assertThat(reserved.bytes() - within.bytes()).isEqualTo(10);
      assertRefused(70, 50, RetryAdvice.NEVER);
      try (Holder other = hold(30)) {
        assertThat(other.bytes()).isEqualTo(30);
        assertRefused(45, 20, RetryAdvice.SAFE);
      }
    }
  }

  private void assertRefused(long bytes, long allowedBytes, RetryAdvice retry) {
    assertThatThrownBy(() -> budget.draw(bytes, NEVER))
        .isInstanceOfSatisfying(
            MemoryBudgetException.class,
            e -> {
              assertThat(e.askedBytes()).isEqualTo(bytes);
              assertThat(e.allowedBytes()).isEqualTo(allowedBytes);
              assertThat(e.retry()).isEqualTo(retry);
            });
  }

  @Test
  void whatAReservationHasLentComesBackToItHoweverTheyAreClosed() throws Exception {
    MemoryReservation outer = budget.reserve(80, NEVER);
    MemoryReservation inner = budget.reserve(80, NEVER);
    MemoryReservation draw = budget.draw(80, NEVER);
    inner.close();
    draw.close();
    try (Holder other = hold(20)) {
      assertThat(other.bytes()).isEqualTo(20);
      budget.draw(80, NEVER).close();
    }

    outer.close();
    assertThat(budget.drawnBytes()).isZero();
  }

  @Test
  void aReservationWithoutCeilingIsCountedOnceToo() throws IOException {
    MemoryBudget unlimited = MemoryBudget.ofBytes(Long.MAX_VALUE);
    try (MemoryReservation reserved = unlimited.reserve(100, NEVER);
        MemoryReservation draw = unlimited.draw(60, NEVER)) {
      assertThat(unlimited.drawnBytes()).isEqualTo(reserved.bytes()).isGreaterThan(draw.bytes());
    }
    assertThat(unlimited.drawnBytes()).isZero();
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
}
