package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownSignalTest {
  @Test
  void isNotSetWhileTheProcessLives() {
    try (ShutdownSignal signal = new ShutdownSignal(() -> {})) {
      assertThat(signal.isCancelled()).isFalse();
    }
  }

  @Test
  void theEndOfTheProcessWaitsForTheWorkToEnd() throws InterruptedException {
    ShutdownSignal signal = new ShutdownSignal(() -> {});
    Thread end = new Thread(signal::cancelAndWait);
    end.start();
    while (!signal.isCancelled()) {
      Thread.onSpinWait();
    }
    assertThat(end.isAlive()).isTrue();
    signal.close();
    end.join();
    assertThat(end.isAlive()).isFalse();
  }
}
