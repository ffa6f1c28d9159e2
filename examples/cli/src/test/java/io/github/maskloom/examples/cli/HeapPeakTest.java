package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeapPeakTest {
  @Test
  void looksWhileTheWorkRunsAndOnceMoreAndRemembersTheMost() throws InterruptedException {
    AtomicLong heap = new AtomicLong(900);
    CountDownLatch looked = new CountDownLatch(2);
    try (HeapPeak peak =
        new HeapPeak(
            () -> {
              looked.countDown();
              return heap.get();
            })) {
      looked.await();
      heap.set(100);
      assertThat(peak.bytes()).isEqualTo(900);
      heap.set(5000);
      assertThat(peak.bytes()).isEqualTo(5000);
    }
  }

  @Test
  void countsWhatIsHeldAndNotWhatIsGarbage() {
    byte[] held = new byte[8 << 20];
    try (HeapPeak peak = new HeapPeak()) {
      assertThat(peak.bytes()).isGreaterThan(held.length);
    }
  }
}
