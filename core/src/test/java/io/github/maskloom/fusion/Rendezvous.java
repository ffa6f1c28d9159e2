package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Callers and providers that wait for each other. */
final class Rendezvous {
  private Rendezvous() {}

  /** How a call ends, as a future says it. */
  static FusionResult get(FusionCall call) throws Exception {
    return call.completion().toCompletableFuture().get(60, SECONDS);
  }

  /** Says that a provider waits, until its call is cancelled. */
  static void awaitCancel(ProviderCall call, CountDownLatch waiting) {
    CountDownLatch cancelled = new CountDownLatch(1);
    var unused = call.cancellation().onCancel(cancelled::countDown);
    waiting.countDown();
    Uninterruptibles.awaitUninterruptibly(cancelled);
  }

  /** What a caller gets who is interrupted once somebody waits. */
  static Throwable interruptedFuse(
      FusionClient client, FusionRequest request, CountDownLatch waiting) throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(() -> thrown.complete(catchThrowable(() -> client.fuse(request).discard())));
    caller.start();
    assertThat(waiting.await(30, SECONDS)).isTrue();
    caller.interrupt();
    return thrown.get(60, SECONDS);
  }
}
