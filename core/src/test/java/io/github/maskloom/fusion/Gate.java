package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A place where a thread waits until a test lets it go on. */
public final class Gate {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Waits until it is open, through all interrupts. */
  public void pass() {
    reached.countDown();
    Uninterruptibles.awaitUninterruptibly(opened);
  }

  /** Waits until it is open or the call is cancelled, through all interrupts. */
  public void passUnlessCancelled(ProviderCall call) {
    var unused = call.cancellation().onCancel(opened::countDown);
    pass();
  }

  /** Waits until it is open or the thread is interrupted, which fails. */
  public void passUnlessInterrupted() throws IOException {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A provider that brings an image once it is open, unless it is interrupted. */
  ScriptedProvider held() {
    return ScriptedProvider.acting(
        (request, call) -> {
          passUnlessInterrupted();
          ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(30, 20));
        });
  }

  /** Waits until some thread waits here. */
  public void awaitReached() throws InterruptedException {
    assertThat(reached.await(60, SECONDS)).as("somebody waits").isTrue();
  }

  public void open() {
    opened.countDown();
  }
}
