package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.catalog.ImageCatalog.Listing;
import io.github.maskloom.catalog.ImageCatalog.Statistics;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a catalog is read, and what is served while reading fails or takes its time. */
@Timeout(60)
class CatalogRefreshTest {
  private static final Duration FIVE_MINUTES = ImageCatalog.TIME_TO_LIVE;
  private static final Duration MOMENT = Duration.ofNanos(1);

  private final SetTicker clock = new SetTicker();
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile boolean broken;
  private volatile boolean slow;

  private final ImageCatalog<Integer> catalog = new ImageCatalog<>(this::read, FIVE_MINUTES, clock);

  private Listing<Integer> read() throws IOException {
    if (slow) {
      reading.countDown();
      Uninterruptibles.awaitUninterruptibly(goOn);
    }
    if (broken) {
      throw new FileNotFoundException("broken");
    }
    return new Listing<>(List.of(reads.incrementAndGet()), List.of(), Map.of());
  }

  private CompletableFuture<List<Integer>> askAside() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return catalog.items();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void readsAgainAfterItsTimeToLive() throws IOException {
    assertThat(catalog.items()).containsExactly(1);
    clock.pass(FIVE_MINUTES);
    assertThat(catalog.items()).containsExactly(1);
    clock.pass(MOMENT);

    assertThat(catalog.items()).containsExactly(2);
    assertThat(catalog.statistics()).isEqualTo(new Statistics(2, 1, 2, 0));
  }

  @Test
  void servesWhatItHasWhileReadingFails() throws IOException {
    catalog.items();
    broken = true;
    for (int failures = 1; failures <= 3; failures++) {
      clock.pass(FIVE_MINUTES.plus(MOMENT));
      assertThat(catalog.items()).containsExactly(1);
      assertThat(catalog.items()).as("not tried again at once").containsExactly(1);
      assertThat(catalog.statistics().failures()).isEqualTo(failures);
    }
    broken = false;
    clock.pass(FIVE_MINUTES.plus(MOMENT));

    assertThat(catalog.items()).containsExactly(2);
  }

  @Test
  void withoutItemsEveryRequestTriesAndFailsAsReadingFails() throws IOException {
    broken = true;
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(catalog::items)
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage("broken");
    }
    broken = false;

    assertThat(catalog.items()).containsExactly(1);
    assertThat(catalog.statistics()).isEqualTo(new Statistics(0, 3, 1, 2));
  }

  @Test
  void readsByForceAndThenForAsLongAsEver() throws IOException {
    catalog.items();
    clock.pass(Duration.ofSeconds(200));
    assertThat(catalog.reload().items()).containsExactly(2);
    clock.pass(Duration.ofSeconds(299));
    assertThat(catalog.items()).containsExactly(2);
    broken = true;

    assertThatThrownBy(catalog::reload).hasMessage("broken");
    assertThat(catalog.items()).containsExactly(2);
  }

  @Test
  void othersGetTheItemsAtHandWhileOneReads() throws IOException {
    catalog.items();
    clock.pass(FIVE_MINUTES.plus(MOMENT));
    slow = true;
    CompletableFuture<List<Integer>> first = askAside();
    Uninterruptibles.awaitUninterruptibly(reading);

    assertThat(catalog.items()).containsExactly(1);
    assertThat(first).isNotDone();
    goOn.countDown();
    assertThat(first.join()).containsExactly(2);
  }

  @Test
  void allWaitForTheOneThatReadsFirst() {
    slow = true;
    List<CompletableFuture<List<Integer>>> all = List.of(askAside(), askAside());
    Uninterruptibles.awaitUninterruptibly(reading);
    goOn.countDown();

    assertThat(all).allSatisfy(one -> assertThat(one.join()).containsExactly(1));
    assertThat(reads).hasValue(1);
  }

  @Test
  void whatAMappingThrowsComesOutUnwrapped() {
    ImageCatalog<Integer> odd =
        new ImageCatalog<>(
            () -> {
              throw new IllegalStateException("odd");
            },
            FIVE_MINUTES,
            clock);

    assertThatThrownBy(odd::items).isInstanceOf(IllegalStateException.class).hasNoCause();
  }

  @Test
  void itsTimeToLiveIsPositiveAndMayBeForEver() throws IOException {
    Path folder = Path.of("");
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
    ImageCatalog<Integer> lasting = new ImageCatalog<>(this::read, ever, clock);
    lasting.items();
    clock.pass(Duration.ofDays(36_500));

    assertThat(lasting.items()).containsExactly(1);
    assertThatThrownBy(() -> new FurnitureCatalog(folder, folder, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
