package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are cancelled, interrupted or closed at random moments. */
@Timeout(300)
@Tag("slow")
class FusionRacesTest extends InFusionFolder {
  private final Random random = new Random(7);

  /** Throws the interrupt as it is, though it does not declare it, wherever it meets it. */
  private static ScriptedProvider interruptible() throws IOException {
    byte[] image = picture(6, 4);
    return acting(
        (request, call) -> {
          throwInterrupt();
          LockSupport.parkNanos(1);
          throwInterrupt();
          deliver(call, 0, image);
          throwInterrupt();
        });
  }

  private static void throwInterrupt() {
    if (Thread.interrupted()) {
      throw Thrown.UNDECLARED_INTERRUPT.rise();
    }
  }

  @Test
  void everyCallIsHeardOfOnceHoweverItIsCancelled() throws Exception {
    int calls = 2000;
    FusionConfig config = config().maxConcurrent(2).maxQueued(calls).build();
    try (FusionClient client = FusionClient.open(interruptible(), config)) {
      List<FusionCall> begun = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        FusionCall call = client.start(room());
        begun.add(call);
        LockSupport.parkNanos(random.nextInt(400_000));
        begun.get(random.nextInt(begun.size())).cancel();
        if (random.nextInt(4) > 0) {
          call.cancel();
        }
      }
      for (FusionCall call : begun) {
        closeResultOf(call);
      }
    }

    assertHeardOnce(calls);
  }

  @Test
  void everyCallIsHeardOfOnceWhenItsCallerIsInterrupted() throws Exception {
    int calls = 500;
    Set<Class<?>> thrown = ConcurrentHashMap.newKeySet();
    try (FusionClient client = open(interruptible())) {
      for (int i = 0; i < calls; i++) {
        CountDownLatch started = new CountDownLatch(1);
        Thread caller =
            new Thread(
                () -> {
                  started.countDown();
                  Throwable end = failure(client, room());
                  thrown.add(end == null ? Void.class : end.getClass());
                });
        caller.start();
        started.await();
        LockSupport.parkNanos(random.nextInt(3_000_000));
        caller.interrupt();
        caller.join();
      }
    }
    assertThat(thrown).isSubsetOf(Void.class, CancelledCallException.class);
    assertHeardOnce(calls);
  }

  @Test
  void aCallThatWasTakenIsCancelledWhenItsClientIsClosed() throws Exception {
    int accepted = 0;
    for (int round = 0; round < 450; round++) {
      FusionConfig config = config().maxConcurrent(1).closeGrace(Duration.ZERO).build();
      FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
      CountDownLatch started = new CountDownLatch(1);
      Thread closer =
          new Thread(
              () -> {
                started.countDown();
                client.close();
              });
      List<FusionCall> begun = new ArrayList<>();
      closer.start();
      started.await();
      beginUntilClosed(client, begun);
      closer.join();
      accepted += begun.size();
      for (FusionCall call : begun) {
        closeResultOf(call);
      }
    }

    assertHeardOnce(accepted);
    assertThat(journal.stream().map(record -> record.error()).distinct())
        .isSubsetOf(Optional.empty(), Optional.of("CancelledCallException"));
    files.assertOnlyImagesLeft();
  }

  private void beginUntilClosed(FusionClient client, List<FusionCall> begun) {
    try {
      while (begun.size() < 60) {
        begun.add(client.start(room()));
      }
    } catch (IllegalStateException e) {
      // It was closed before this call was taken.
    }
  }

  /** A result, or a cancel: nothing else may come. */
  private static void closeResultOf(FusionCall call) throws Exception {
    try {
      get(call).discard();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(CancelledException.class);
    }
  }

  private void assertHeardOnce(int calls) {
    // Closing the client waits for every call.
    assertThat(List.of(journal.size(), heard.byClient.size(), heard.byCall.size()))
        .containsExactly(calls, calls, calls);
  }

  private FusionRequest room() {
    return heard.in(FusionRequest.builder(files.room()).prompt("a sofa")).build();
  }
}
