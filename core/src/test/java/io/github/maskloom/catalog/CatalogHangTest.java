package io.github.maskloom.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.catalog.CatalogCache.Listener;
import io.github.maskloom.catalog.CatalogCache.Options;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loader that hangs, as on a file server that does not answer, keeps nobody who has a value. */
@Timeout(60)
class CatalogHangTest {
  private final SetTicker clock = new SetTicker();
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile int hangsAt = 2;
  private volatile boolean breaks;

  private final Listener listener =
      new Listener() {
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
          heard.add("late by " + waited.toMillis());
        }
      };

  private final CatalogCache<Integer> cache = cache(Duration.ofMillis(20));

  private CatalogCache<Integer> cache(Duration patience) {
    return new CatalogCache<>(
        this::load, new Options(Duration.ofMinutes(5), patience, listener), clock);
  }

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

  /** A load that hangs behind a value. */
  private void hang() throws Exception {
    cache.preload();
    clock.pass(Duration.ofMinutes(6));
    assertThat(cache.get()).isEqualTo(1);
    hanging.await();
    awaitHeard(2);
  }

  private void awaitHeard(int count) {
    while (heard.size() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void readersGetTheLastGoodValue() throws Exception {
    hang();
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofMinutes(6));
      assertThat(cache.get()).isEqualTo(1);
    }

    assertThat(loads).hasValue(2);
    assertThat(heard).containsExactly("loaded", "late by 20");
  }

  @Test
  void theLateValueIsTakenWhenItComes() throws Exception {
    hang();
    goOn.countDown();
    awaitHeard(3);

    assertThat(cache.get()).isEqualTo(2);
    assertThat(heard).containsExactly("loaded", "late by 20", "loaded");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aLateFailureIsOneAsAnyOther() throws Exception {
    breaks = true;
    hang();
    goOn.countDown();
    awaitHeard(3);

    assertThat(cache.get()).isEqualTo(1);
    assertThat(heard).containsExactly("loaded", "late by 20", "failed");
    clock.pass(Duration.ofSeconds(1));
    while (cache.get() != 3) {
      Thread.onSpinWait();
    }
    assertThat(loads).hasValue(3);
  }

  @Test
  void withoutAValueReadersFailInTime() throws Exception {
    hangsAt = 1;

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(cache::get)
          .isInstanceOf(IOException.class)
          .hasMessage("the first load takes longer than PT0.02S");
    }
    awaitHeard(1);
    goOn.countDown();
    awaitHeard(2);

    assertThat(cache.get()).isEqualTo(1);
    assertThat(heard).containsExactly("late by 20", "loaded");
    assertThat(loads).hasValue(1);
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
  void anInterruptEndsTheWaitForAFirstValue() {
    hangsAt = 1;
    CatalogCache<Integer> patient = cache(Duration.ofHours(1));
    List<CatalogCache.Loader<Integer>> calls = List.of(patient::get, patient::reload);
    for (CatalogCache.Loader<Integer> call : calls) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(call::load).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aReaderWithAValueIsNotInterrupted() throws Exception {
    hang();
    Thread.currentThread().interrupt();

    assertThat(cache.get()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aForcedLoadFollowsTheOneThatRuns() throws Exception {
    hang();
    CompletableFuture<Integer> forced =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return cache.reload();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    goOn.countDown();

    assertThat(forced.get(30, SECONDS)).isEqualTo(3);
    assertThat(cache.get()).isEqualTo(3);
  }
}
