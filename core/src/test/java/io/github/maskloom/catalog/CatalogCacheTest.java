package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.catalog.CatalogCache.Listener;
import io.github.maskloom.catalog.CatalogCache.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CatalogCacheTest {
  private final SetTicker clock = new SetTicker();
  private final AtomicInteger loads = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  private final CatalogCache<Integer> cache =
      new CatalogCache<>(
          this::load,
          new Options(
              Options.DEFAULT.timeToLive(),
              Options.DEFAULT.patience(),
              new Listener() {
                @Override
                public void onLoaded(Duration took) {
                  heard.add("loaded in " + took.toMillis());
                }

                @Override
                public void onFailed(Throwable cause, int failures, Duration retryAfter) {
                  heard.add(
                      cause.getMessage() + " " + failures + ", again in " + retryAfter.toSeconds());
                }
              }),
          clock);

  @TempDir Path folder;

  private Integer load() throws IOException {
    clock.pass(Duration.ofMillis(5));
    if (broken) {
      throw new IOException("broken");
    }
    return loads.incrementAndGet();
  }

  /** Asks until so many loads have ended. */
  private static void awaitLoads(CatalogCache<?> asked, int count) throws IOException {
    while (asked.statistics().loads() + asked.statistics().failures() < count) {
      asked.get();
    }
  }

  @Test
  void loadsAgainAfterThreeHundredSeconds() throws IOException {
    assertThat(cache.get()).isEqualTo(1);
    clock.pass(Duration.ofMinutes(5));
    assertThat(cache.get()).isEqualTo(1);
    assertThat(cache.statistics().loads()).isEqualTo(1);

    clock.pass(Duration.ofNanos(1));
    cache.get();
    awaitLoads(cache, 2);

    assertThat(cache.get()).isEqualTo(2);
    assertThat(heard).containsExactly("loaded in 5", "loaded in 5");
  }

  @Test
  void loadsByForceAndThenForAsLongAsEver() throws IOException {
    cache.get();
    clock.pass(Duration.ofSeconds(200));

    assertThat(cache.reload()).isEqualTo(2);
    clock.pass(Duration.ofSeconds(299));
    assertThat(cache.get()).isEqualTo(2);
    assertThat(cache.reload()).isEqualTo(3);
  }

  @Test
  void preloadsOnce() throws IOException {
    cache.preload();
    cache.preload();

    assertThat(cache.get()).isEqualTo(1);
    assertThat(cache.statistics()).isEqualTo(new CatalogCache.Statistics(1, 0, 1, 0));
  }

  @Test
  void servesTheLastGoodValueWhileLoadingFailsAndRecovers() throws IOException {
    cache.get();
    clock.pass(Duration.ofMinutes(6));
    broken = true;
    awaitLoads(cache, 2);
    assertThat(cache.get()).isEqualTo(1);

    broken = false;
    clock.pass(Duration.ofSeconds(1));
    awaitLoads(cache, 3);

    assertThat(cache.get()).isEqualTo(2);
    assertThat(heard).containsExactly("loaded in 5", "broken 1, again in 1", "loaded in 5");
  }

  @Test
  void waitsTwiceAsLongAfterEachFailure() throws IOException {
    cache.get();
    broken = true;
    clock.pass(Duration.ofMinutes(6));
    awaitLoads(cache, 2);
    List<String> expected = new ArrayList<>(List.of("loaded in 5", "broken 1, again in 1"));
    int wait = 1;
    for (int failures = 2; failures <= 14; failures++) {
      clock.pass(Duration.ofSeconds(wait).minusNanos(1));
      assertThat(cache.get()).isEqualTo(1);
      clock.pass(Duration.ofNanos(1));
      awaitLoads(cache, failures + 1);
      wait = Math.min(2 * wait, 300);
      expected.add("broken " + failures + ", again in " + wait);
    }

    assertThat(heard).isEqualTo(expected).endsWith("broken 14, again in 300");
    assertThat(cache.statistics().failures()).isEqualTo(14);
  }

  @Test
  void aFirstFailureIsThrownUntilTheNextAttemptIsDue() throws IOException {
    broken = true;

    assertThatThrownBy(cache::get).isInstanceOf(IOException.class).hasMessage("broken");
    assertThatThrownBy(cache::get).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(cache.statistics()).isEqualTo(new CatalogCache.Statistics(0, 2, 0, 1));
    broken = false;
    clock.pass(Duration.ofSeconds(1));

    assertThat(cache.get()).isEqualTo(1);
  }

  @Test
  void aForcedLoadThatFailsSaysSoAndLeavesTheValue() throws IOException {
    cache.get();
    broken = true;

    assertThatThrownBy(cache::reload).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(cache.get()).isEqualTo(1);
  }

  @Test
  void whatALoaderThrowsUncheckedComesOutUnwrapped() {
    CatalogCache<Integer> failing =
        new CatalogCache<>(
            () -> {
              throw new IllegalStateException("odd");
            },
            Options.DEFAULT);

    assertThatThrownBy(failing::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("odd")
        .hasNoCause();
    assertThatThrownBy(failing::reload).hasMessage("odd");
  }

  @Test
  void aLoaderMustNotReturnNull() {
    @SuppressWarnings("NullAway") // what a careless caller does
    CatalogCache<Integer> failing = new CatalogCache<>(() -> null, Options.DEFAULT);

    assertThatThrownBy(failing::get).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aLoaderThatAsksItsOwnCacheFails() {
    CompletableFuture<CatalogCache<Integer>> asked = new CompletableFuture<>();
    CompletableFuture<CatalogCache<Integer>> forced = new CompletableFuture<>();
    asked.complete(new CatalogCache<>(() -> asked.join().get(), Options.DEFAULT));
    forced.complete(new CatalogCache<>(() -> forced.join().reload(), Options.DEFAULT));
    for (CatalogCache<Integer> recursive : List.of(asked.join(), forced.join())) {
      assertThatThrownBy(recursive::get)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a loader or its listener asks the cache that it loads for");
      assertThat(recursive.statistics().failures()).isEqualTo(1);
    }
  }

  @Test
  void aListenerFindsWhatItHearsOf() throws IOException {
    CompletableFuture<CatalogCache<Integer>> own = new CompletableFuture<>();
    List<Integer> found = new CopyOnWriteArrayList<>();
    Listener asking =
        new Listener() {
          @Override
          public void onLoaded(Duration took) {
            try {
              found.add(own.join().get());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    Duration hour = Duration.ofHours(1);
    CatalogCache<Integer> told = new CatalogCache<>(this::load, new Options(hour, hour, asking));
    own.complete(told);
    told.reload();
    told.reload();

    assertThat(found).containsExactly(1, 2);
  }

  @Test
  void whatAListenerThrowsChangesNothing() throws IOException {
    Listener throwing =
        new Listener() {
          @Override
          public void onLoaded(Duration took) {
            throw new AssertionError("a broken listener");
          }

          @Override
          public void onFailed(Throwable cause, int failures, Duration retryAfter) {
            throw new AssertionError("a broken listener");
          }
        };
    Duration hour = Duration.ofHours(1);
    CatalogCache<Integer> told = new CatalogCache<>(this::load, new Options(hour, hour, throwing));

    assertThat(told.get()).isEqualTo(1);
    assertThat(told.reload()).isEqualTo(2);
    broken = true;
    assertThatThrownBy(told::reload).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(told.get()).isEqualTo(2);
    assertThat(told.statistics().loads()).isEqualTo(2);
    assertThat(told.statistics().failures()).isEqualTo(1);
  }

  @Test
  void countsHitsMissesAndLoads() throws IOException {
    cache.get();
    cache.get();
    cache.get();
    cache.reload();
    broken = true;
    assertThatThrownBy(cache::reload).isInstanceOf(IOException.class);

    assertThat(cache.statistics()).isEqualTo(new CatalogCache.Statistics(2, 1, 2, 1));
  }

  @Test
  void noticesAChangedFile() throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.json"), "{}");
    CatalogCache<Integer> watching = new CatalogCache<>(this::load, Options.DEFAULT, clock, file);
    watching.get();
    Files.writeString(file, "{ }");

    clock.pass(Duration.ofSeconds(1).minusNanos(1));
    assertThat(watching.get()).as("looked at too lately").isEqualTo(1);
    clock.pass(Duration.ofNanos(1));
    awaitLoads(watching, 2);
    clock.pass(Duration.ofSeconds(1));
    assertThat(watching.get()).isEqualTo(2);
    Files.delete(file);
    clock.pass(Duration.ofSeconds(1));
    awaitLoads(watching, 3);

    assertThat(watching.get()).isEqualTo(3);
  }

  @Test
  void aChangedFileThatFailsIsRetriedWhenDue() throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.json"), "{}");
    CatalogCache<Integer> watching = new CatalogCache<>(this::load, Options.DEFAULT, clock, file);
    watching.get();
    Files.writeString(file, "{ }");
    broken = true;
    clock.pass(Duration.ofSeconds(1));
    awaitLoads(watching, 2);
    assertThat(watching.get()).isEqualTo(1);
    broken = false;
    clock.pass(Duration.ofSeconds(1));
    awaitLoads(watching, 3);

    assertThat(watching.get()).isEqualTo(2);
    assertThat(watching.statistics().failures()).isEqualTo(1);
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new Options(Duration.ZERO, second, new Listener() {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Options(second, second.negated(), new Listener() {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timesMayBeForEver() throws IOException {
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
    CatalogCache<Integer> lasting =
        new CatalogCache<>(this::load, new Options(ever, ever, new Listener() {}), clock);
    lasting.get();
    clock.pass(Duration.ofDays(36_500));

    assertThat(lasting.get()).isEqualTo(1);
  }
}
