package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCacheTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final AtomicInteger loads = new AtomicInteger();
  private final List<String> heard = new ArrayList<>();
  private boolean broken;

  private final CatalogCache<Integer> cache =
      CatalogCache.builder(this::load)
          .nanoTime(clock::get)
          .listener(
              new CatalogCache.Listener() {
                @Override
                public void onLoaded(Duration took) {
                  heard.add("loaded in " + took.toMillis());
                }

                @Override
                public void onFailed(Throwable cause, int failures, Duration retryAfter) {
                  heard.add(
                      cause.getMessage() + " " + failures + ", again in " + retryAfter.toSeconds());
                }
              })
          .build();

  @TempDir Path folder;

  private Integer load() throws IOException {
    pass(Duration.ofMillis(5));
    if (broken) {
      throw new IOException("broken");
    }
    return loads.incrementAndGet();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void loadsOnceInThreeHundredSeconds() throws IOException {
    assertThat(cache.get()).isEqualTo(1);
    pass(Duration.ofSeconds(299));
    assertThat(cache.get()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(cache.get()).isEqualTo(2);
  }

  @Test
  void tellsTheAgeOfAValue() throws IOException {
    cache.preload();
    pass(Duration.ofSeconds(7));

    assertThat(cache.snapshot()).isEqualTo(new CatalogSnapshot<>(1, Duration.ofSeconds(7), false));
  }

  @Test
  void loadsByForceAndThenForAsLongAsEver() throws IOException {
    cache.get();
    pass(Duration.ofSeconds(200));

    assertThat(cache.reload()).isEqualTo(2);
    pass(Duration.ofSeconds(299));
    assertThat(cache.get()).isEqualTo(2);
  }

  @Test
  void loadsAfterAnInvalidation() throws IOException {
    cache.get();
    cache.invalidate();

    assertThat(cache.get()).isEqualTo(2);
  }

  @Test
  void servesTheLastGoodValueWhileLoadingFails() throws IOException {
    cache.get();
    pass(Duration.ofMinutes(5));
    broken = true;

    CatalogSnapshot<Integer> snapshot = cache.snapshot();

    assertThat(snapshot.value()).isEqualTo(1);
    assertThat(snapshot.stale()).isTrue();
    assertThat(snapshot.age()).isEqualTo(Duration.ofMillis(300_005));
  }

  @Test
  void waitsTwiceAsLongAfterEachFailure() throws IOException {
    cache.get();
    broken = true;
    pass(Duration.ofMinutes(5));
    for (int i = 0; i < 2_000; i++) {
      cache.get();
      pass(Duration.ofSeconds(1));
    }

    assertThat(heard)
        .startsWith(
            "loaded in 5",
            "broken 1, again in 1",
            "broken 2, again in 2",
            "broken 3, again in 4",
            "broken 4, again in 8")
        .endsWith("broken 14, again in 300");
    assertThat(cache.statistics().failures()).isEqualTo(14);
  }

  @Test
  void recoversAsSoonAsALoadSucceeds() throws IOException {
    cache.get();
    broken = true;
    pass(Duration.ofMinutes(5));
    cache.get();
    broken = false;
    pass(Duration.ofSeconds(1));

    assertThat(cache.snapshot().stale()).isFalse();
    assertThat(cache.get()).isEqualTo(2);
  }

  @Test
  void aFirstFailureIsThrownAndNotRetriedAtOnce() {
    broken = true;

    assertThatThrownBy(cache::get).isInstanceOf(IOException.class).hasMessage("broken");
    assertThatThrownBy(cache::get).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(cache.statistics().failures()).isEqualTo(1);
  }

  @Test
  void aForcedLoadThatFailsSaysSoAndChangesNothing() throws IOException {
    cache.get();
    broken = true;

    assertThatThrownBy(cache::reload).isInstanceOf(IOException.class);
    assertThat(cache.get()).isEqualTo(1);
    assertThat(cache.snapshot().stale()).isFalse();
  }

  @Test
  void whatALoaderThrowsUncheckedComesOutUnwrapped() {
    CatalogCache<Integer> failing =
        CatalogCache.<Integer>builder(
                () -> {
                  throw new IllegalStateException("odd");
                })
            .build();

    assertThatThrownBy(failing::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("odd")
        .hasNoCause();
  }

  @Test
  void aLoaderMustNotReturnNull() {
    @SuppressWarnings("NullAway") // what a careless caller does
    CatalogCache<Integer> failing = CatalogCache.<Integer>builder(() -> null).build();

    assertThatThrownBy(failing::get).isInstanceOf(NullPointerException.class);
  }

  @Test
  void countsHitsMissesAndLoads() throws IOException {
    cache.get();
    cache.get();
    cache.get();
    cache.reload();

    assertThat(cache.statistics())
        .isEqualTo(new CatalogCache.Statistics(2, 1, 2, 0, Duration.ofMillis(10)));
  }

  @Test
  void noticesAChangedFileWhenAskedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.json"), "{}");
    CatalogCache<Integer> watching =
        CatalogCache.builder(this::load)
            .nanoTime(clock::get)
            .watch(Duration.ofSeconds(1), file)
            .build();
    watching.get();
    Files.writeString(file, "{ }");

    assertThat(watching.get()).as("looked at too lately").isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(watching.get()).isEqualTo(2);
    pass(Duration.ofSeconds(1));
    assertThat(watching.get()).isEqualTo(2);
    Files.delete(file);
    pass(Duration.ofSeconds(1));
    assertThat(watching.get()).isEqualTo(3);
  }

  @Test
  void aChangedFileThatFailsIsRetriedWhenDue() throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.json"), "{}");
    CatalogCache<Integer> watching =
        CatalogCache.builder(this::load)
            .nanoTime(clock::get)
            .firstRetry(Duration.ofMinutes(1))
            .watch(Duration.ofSeconds(1), file)
            .build();
    watching.get();
    Files.writeString(file, "{ }");
    broken = true;
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(1));
      assertThat(watching.snapshot().stale()).isTrue();
    }

    assertThat(watching.statistics().failures()).isEqualTo(1);
    broken = false;
    pass(Duration.ofMinutes(1));
    assertThat(watching.get()).isEqualTo(2);
  }

  @Test
  void sixtyFourThreadsMakeOneLoadPerExpiry() throws Exception {
    int threads = 64;
    int rounds = 20;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 1; round <= rounds; round++) {
        assertThat(askTogether(pool, threads)).containsOnly(round);
        assertThat(loads).hasValue(round);
        pass(Duration.ofMinutes(5));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Integer> askTogether(ExecutorService pool, int threads) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      answers.add(
          pool.submit(
              () -> {
                start.await();
                return cache.get();
              }));
    }
    List<Integer> values = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      values.add(answer.get());
    }
    return values;
  }

  @Test
  void aForcedLoadWaitsForTheOneThatRuns() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CatalogCache<Integer> slow =
        CatalogCache.builder(
                () -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  entered.countDown();
                  awaitQuietly(leave);
                  return running.decrementAndGet();
                })
            .build();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = pool.submit(slow::get);
      entered.await();
      Future<Integer> forced = pool.submit(slow::reload);
      leave.countDown();
      first.get();
      forced.get();
    } finally {
      pool.shutdownNow();
    }

    assertThat(most).hasValue(1);
    assertThat(slow.statistics().loads()).isEqualTo(2);
  }

  @Test
  void whatWasLoadedBeforeAnInvalidationIsNotKept() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CatalogCache<Integer> slow =
        CatalogCache.builder(
                () -> {
                  int value = loads.incrementAndGet();
                  entered.countDown();
                  awaitQuietly(leave);
                  return value;
                })
            .build();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      Future<Integer> first = pool.submit(slow::get);
      entered.await();
      slow.invalidate();
      leave.countDown();
      first.get();
    } finally {
      pool.shutdownNow();
    }

    assertThat(slow.get()).isEqualTo(2);
  }

  @Test
  void threadsThatComeTogetherMakeOneFailingAttempt() throws Exception {
    int threads = 16;
    AtomicInteger attempts = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 1; round <= 100; round++) {
        CatalogCache<Integer> failing =
            CatalogCache.<Integer>builder(
                    () -> {
                      attempts.incrementAndGet();
                      throw new IOException("broken");
                    })
                .firstRetry(Duration.ofMinutes(1))
                .build();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          answers.add(
              pool.submit(
                  () -> {
                    start.await();
                    return failing.get();
                  }));
        }
        for (Future<Integer> answer : answers) {
          assertThatThrownBy(answer::get).hasRootCauseMessage("broken");
        }
        assertThat(attempts).hasValue(round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    CatalogCache.Builder<Integer> builder = CatalogCache.builder(this::load);

    assertThatThrownBy(() -> builder.timeToLive(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.firstRetry(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
