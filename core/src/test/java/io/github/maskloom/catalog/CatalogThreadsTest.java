package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.catalog.CatalogCache.Listener;
import io.github.maskloom.catalog.CatalogCache.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty-four threads ask one cache, whose loader fails, hangs, is slow or good. */
@Timeout(120)
class CatalogThreadsTest {
  private static final int THREADS = 24;
  private static final Duration LONG = Duration.ofMinutes(6);

  private final SetTicker clock = new SetTicker();
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile Callable<Integer> work = () -> 1;

  private volatile CatalogCache<Integer> cache = cache(Duration.ofHours(1));

  private CatalogCache<Integer> cache(Duration patience) {
    return new CatalogCache<>(
        this::load, new Options(Duration.ofMinutes(5), patience, new Listener() {}), clock);
  }

  private Integer load() throws IOException {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      Integer value = work.call();
      loads.incrementAndGet();
      return value;
    } catch (Exception e) {
      failures.incrementAndGet();
      throw new IOException(e.getMessage());
    } finally {
      running.decrementAndGet();
    }
  }

  private Integer fail() throws IOException {
    throw new IOException("broken");
  }

  private Integer hang() {
    hanging.countDown();
    Uninterruptibles.awaitUninterruptibly(goOn);
    return 2;
  }

  /** Ends when all threads wait for it. */
  private Integer slow() {
    while (cache.statistics().misses() < THREADS) {
      Thread.onSpinWait();
    }
    return 1;
  }

  @AfterEach
  void end() {
    goOn.countDown();
    pool.shutdownNow();
  }

  /** What each thread gets in so many requests, a value or the message of a failure. */
  private List<Object> ask(int times) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<List<Object>>> answers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      answers.add(
          pool.submit(
              () -> {
                List<Object> got = new ArrayList<>();
                start.await();
                for (int time = 0; time < times; time++) {
                  got.add(askOnce());
                }
                return got;
              }));
    }
    List<Object> all = new ArrayList<>();
    for (Future<List<Object>> answer : answers) {
      all.addAll(answer.get());
    }
    return all;
  }

  private Object askOnce() {
    requests.incrementAndGet();
    try {
      return cache.get();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void awaitLoads(int count) {
    while (cache.statistics().loads() + cache.statistics().failures() < count) {
      askOnce();
    }
  }

  private void assertThatAllAddsUp(int expectedLoads, int expectedFailures) {
    CatalogCache.Statistics statistics = cache.statistics();
    assertThat(mostRunning).hasValue(1);
    assertThat(statistics.hits() + statistics.misses()).isEqualTo(requests.get());
    assertThat(statistics.loads()).isEqualTo(loads.get()).isEqualTo(expectedLoads);
    assertThat(statistics.failures()).isEqualTo(failures.get()).isEqualTo(expectedFailures);
  }

  @Test
  void allWaitForASlowFirstLoad() throws Exception {
    work = this::slow;

    assertThat(ask(1)).hasSize(THREADS).containsOnly(1);
    assertThat(cache.statistics().misses()).isEqualTo(THREADS);
    assertThatAllAddsUp(1, 0);
  }

  @Test
  void allHearOfAFailingFirstLoad() throws Exception {
    work = this::fail;

    assertThat(ask(20)).hasSize(20 * THREADS).containsOnly("broken");
    assertThatAllAddsUp(0, 1);
  }

  @Test
  void patienceEndsTheWaitForAHangingFirstLoad() throws Exception {
    cache = cache(Duration.ofMillis(20));
    work = this::hang;

    assertThat(ask(20)).containsOnly("the first load takes longer than PT0.02S");
    goOn.countDown();
    awaitLoads(1);
    assertThat(ask(1)).containsOnly(2);
    assertThatAllAddsUp(1, 0);
  }

  @Test
  void nobodyWithAValueWaitsForAHangingLoad() throws Exception {
    cache.preload();
    work = this::hang;
    clock.pass(LONG);

    assertThat(ask(100)).hasSize(100 * THREADS).containsOnly(1);
    hanging.await();
    assertThat(cache.statistics().misses()).isZero();
    goOn.countDown();
    awaitLoads(2);
    assertThat(ask(1)).containsOnly(2);
    assertThatAllAddsUp(2, 0);
  }

  @Test
  void allKeepTheValueWhileLoadsFail() throws Exception {
    cache.preload();
    work = this::fail;
    for (int failed = 1; failed <= 5; failed++) {
      clock.pass(LONG);
      assertThat(ask(20)).containsOnly(1);
      awaitLoads(1 + failed);
    }

    assertThatAllAddsUp(1, 5);
  }

  @Test
  void oneLoadRunsAtATimeWhateverComes() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    cache.preload();
    work =
        () -> {
          int now = turn.incrementAndGet();
          clock.pass(LONG);
          if (now % 3 == 0) {
            return fail();
          }
          return now;
        };
    for (int round = 0; round < 20; round++) {
      clock.pass(LONG);
      assertThat(ask(20)).doesNotContain("broken");
    }
    work = () -> 0;
    cache.reload();

    assertThat(askOnce()).isEqualTo(0);
    assertThat(cache.statistics().misses()).isZero();
    assertThat(failures).hasPositiveValue();
    assertThatAllAddsUp(loads.get(), failures.get());
  }

  @Test
  void forcedLoadsFollowOneAnother() throws Exception {
    AtomicInteger value = new AtomicInteger();
    work = value::incrementAndGet;
    List<Future<Integer>> forced = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      forced.add(pool.submit(cache::reload));
    }
    for (Future<Integer> one : forced) {
      assertThat(one.get()).isPositive();
    }

    assertThat(mostRunning).hasValue(1);
    assertThat(cache.statistics().loads()).isEqualTo(loads.get());
    assertThatThrownBy(
            () -> {
              work = this::fail;
              cache.reload();
            })
        .hasMessage("broken");
  }
}
