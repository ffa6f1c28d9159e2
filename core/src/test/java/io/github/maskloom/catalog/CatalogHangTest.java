package io.github.maskloom.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loader that hangs, as on a file server that does not answer, keeps nobody. */
@Timeout(60)
class CatalogHangTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile int hangsAt = 2;
  private volatile boolean breaks;

  private final CatalogCache.Listener listener =
      new CatalogCache.Listener() {
        @Override
        public void onLoaded(Duration took) {
          heard.add("loaded");
        }

        @Override
        public void onFailed(Throwable cause, int failures, Duration retryAfter) {
          heard.add("failed");
        }

        @Override
        public void onLate(Duration waited) {
          heard.add(waited.compareTo(Duration.ofMillis(20)) < 0 ? "too early" : "late");
        }
      };

  private final CatalogCache<Integer> cache =
      CatalogCache.builder(this::load)
          .nanoTime(clock::get)
          .patience(Duration.ofMillis(20))
          .listener(listener)
          .build();

  private Integer load() throws IOException {
    int load = loads.incrementAndGet();
    if (load == hangsAt) {
      hanging.countDown();
      Uninterruptibles.awaitUninterruptibly(goOn);
      if (breaks) {
        throw new IOException("broken");
      }
    }
    return load;
  }

  @AfterEach
  void letTheLoaderGo() {
    goOn.countDown();
  }

  private void grow() {
    clock.addAndGet(Duration.ofMinutes(5).toNanos());
  }

  @Test
  void readersGetTheLastGoodValue() throws Exception {
    cache.preload();
    grow();
    ExecutorService readers = Executors.newFixedThreadPool(64);
    try {
      List<Future<CatalogSnapshot<Integer>>> answers = new ArrayList<>();
      for (int i = 0; i < 256; i++) {
        answers.add(readers.submit(cache::snapshot));
      }
      for (Future<CatalogSnapshot<Integer>> answer : answers) {
        assertThat(answer.get(10, SECONDS))
            .isEqualTo(new CatalogSnapshot<>(1, Duration.ofMinutes(5), true));
      }
    } finally {
      readers.shutdownNow();
    }

    assertThat(loads).hasValue(2);
    assertThat(heard).containsExactly("loaded", "late");
  }

  @Test
  void theLateValueIsTakenWhenItComes() throws Exception {
    cache.preload();
    grow();
    assertThat(cache.get()).isEqualTo(1);

    goOn.countDown();
    awaitHeard(3);

    assertThat(cache.snapshot()).isEqualTo(new CatalogSnapshot<>(2, Duration.ZERO, false));
    assertThat(heard).containsExactly("loaded", "late", "loaded");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aLateFailureIsOneAsAnyOther() throws Exception {
    cache.preload();
    grow();
    breaks = true;
    cache.get();

    goOn.countDown();
    awaitHeard(3);

    assertThat(cache.snapshot().stale()).isTrue();
    assertThat(heard).containsExactly("loaded", "late", "failed");
    assertThat(loads).hasValue(2);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    awaitValue(3);
  }

  @Test
  void withoutAValueReadersFailInTime() throws Exception {
    hangsAt = 1;

    assertThatThrownBy(cache::get).isInstanceOf(IOException.class).hasMessageContaining("PT0.02S");
    assertThatThrownBy(cache::get).isInstanceOf(IOException.class);
    goOn.countDown();
    awaitHeard(2);

    assertThat(cache.get()).isEqualTo(1);
    assertThat(heard).containsExactly("late", "loaded");
  }

  @Test
  void theStartOfAProgramWaitsForTheFirstValue() throws Exception {
    hangsAt = 1;
    CompletableFuture<Integer> started =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                cache.preload();
                return cache.get();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    hanging.await();
    assertThatThrownBy(cache::get).isInstanceOf(IOException.class);
    assertThat(started).isNotDone();

    goOn.countDown();

    assertThat(started.get(30, SECONDS)).isEqualTo(1);
  }

  @Test
  void anInvalidationDuringAHangLeavesTheLastGoodValue() throws Exception {
    cache.preload();
    grow();
    cache.get();
    cache.invalidate();

    assertThat(cache.snapshot().stale()).isTrue();
    goOn.countDown();
    awaitHeard(3);

    // Loaded after the invalidation.
    awaitValue(3);
  }

  @Test
  void anInterruptedReaderGetsTheLastGoodValue() throws Exception {
    CatalogCache<Integer> patient =
        CatalogCache.builder(this::load).nanoTime(clock::get).patience(Duration.ofHours(1)).build();
    patient.get();
    grow();

    Thread.currentThread().interrupt();
    assertThat(patient.get()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
    patient.invalidate();
    Thread.currentThread().interrupt();
    assertThatThrownBy(patient::reload).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusesAPatienceThatMakesNoSense() {
    assertThatThrownBy(() -> CatalogCache.builder(this::load).patience(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Asks until a value is there, whose loading may take longer than the patience. */
  private void awaitValue(int value) throws IOException {
    while (cache.get() != value) {
      Thread.onSpinWait();
    }
    assertThat(loads).hasValue(value);
  }

  /** What is heard of a load comes before anybody can wait for it. */
  private void awaitHeard(int count) {
    while (heard.size() < count) {
      Thread.onSpinWait();
    }
    while (cache.statistics().loads() + cache.statistics().failures() < loads.get()) {
      Thread.onSpinWait();
    }
  }
}
