package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Rendezvous.get;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a slot of a client, and when it is free again. */
@Timeout(120)
class FusionQueueTest extends InFusionFolder {
  private static final int ROUNDS = 100;

  @Test
  void aCallThatHasEndedHasLeftItsSlot() throws IOException {
    try (FusionClient client = open(1, 0)) {
      for (int round = 0; round < 3 * ROUNDS; round++) {
        client.fuse(request()).discard();
      }
    }
  }

  @Test
  void anIdleClientTakesAsManyAsSlotsAndQueueHold() throws Exception {
    try (FusionClient client = open(2, 2)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<FusionCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          calls.add(client.start(request()));
        }
        for (FusionCall call : calls) {
          get(call).discard();
        }
      }
    }
  }

  @Test
  void runsNoMoreAtOnceThanItMay() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(2);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              full.countDown();
              await(full);
              running.decrementAndGet();
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    FusionConfig config = files.config().maxConcurrent(2).maxQueued(30).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      fuseAll(client, 32);
    }

    assertThat(most).hasValue(2);
  }

  @Test
  void tellsHowManyCallsRunAndWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              asked.countDown();
              await(answer);
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(2).build();
    try (FusionClient client = FusionClient.open(provider, config).withFallback(open(1, 0))) {
      List<FusionCall> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(client.start(request()));
      }
      await(asked);

      assertThat(client.load()).isEqualTo(new FusionClient.Load(1, 2));

      answer.countDown();
      for (FusionCall call : calls) {
        get(call).discard();
      }
      assertThat(client.load()).isEqualTo(FusionClient.Load.NONE);
    }
  }

  @Test
  void runsThoseThatWaitInTheirOrder() throws Exception {
    ScriptedProvider provider = ScriptedProvider.answering();
    FusionConfig config = files.config().maxConcurrent(1).maxQueued(30).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      fuseAll(client, 31);
    }

    assertThat(provider.requests())
        .extracting(ProviderRequest::prompt)
        .containsExactlyElementsOf(IntStream.range(0, 31).mapToObj(String::valueOf).toList());
  }

  private void fuseAll(FusionClient client, int count) throws Exception {
    List<FusionCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FusionRequest.Builder request = FusionRequest.builder(files.room());
      calls.add(client.start(request.prompt(String.valueOf(i)).build()));
    }
    for (FusionCall call : calls) {
      get(call).discard();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatFollowsAFutureMayWaitForAnotherCall(int slots) throws Exception {
    try (FusionClient client = open(slots, 8)) {
      List<CompletableFuture<Void>> chains = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        chains.add(
            client
                .start(request())
                .completion()
                .thenAccept(first -> fuseAgain(client, first))
                .toCompletableFuture());
      }
      for (CompletableFuture<Void> chain : chains) {
        chain.get(60, SECONDS);
      }
    }
  }

  private void fuseAgain(FusionClient client, FusionResult first) {
    try {
      first.discard();
      client.fuse(request()).discard();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private FusionClient open(int maxConcurrent, int maxQueued) throws IOException {
    return FusionClient.open(
        ScriptedProvider.answering(),
        files.config().maxConcurrent(maxConcurrent).maxQueued(maxQueued).build());
  }

  private FusionRequest request() {
    return FusionRequest.builder(files.room()).prompt("a sofa").build();
  }
}
