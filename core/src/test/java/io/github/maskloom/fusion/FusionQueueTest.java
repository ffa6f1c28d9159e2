package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderRequest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a slot of a client, and when it is free again. */
class FusionQueueTest extends InFusionFolder {
  private static final int ROUNDS = 100;

  private FusionClient open(ScriptedProvider provider, int maxConcurrent, int maxQueued)
      throws IOException {
    return FusionClient.open(
        provider, config().maxConcurrent(maxConcurrent).maxQueued(maxQueued).build());
  }

  /** Calls that were begun at once, whose prompts are their numbers. */
  private List<FusionCall> start(FusionClient client, int count) throws IOException {
    List<FusionCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FusionRequest.Builder request = FusionRequest.builder(files.room());
      calls.add(client.start(request.prompt(String.valueOf(i)).build()));
    }
    return calls;
  }

  private static void discard(List<FusionCall> calls) throws Exception {
    for (FusionCall call : calls) {
      get(call).discard();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void anIdleClientTakesAsManyAsSlotsAndQueueHold(int atOnce) throws Exception {
    int slots = (atOnce + 1) / 2;
    try (FusionClient client = open(answering(), slots, atOnce - slots)) {
      for (int round = 0; round < ROUNDS; round++) {
        discard(start(client, atOnce));
      }
    }
  }

  @Test
  void noMoreRunAtOnceThanMay() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(2);
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              full.countDown();
              Uninterruptibles.awaitUninterruptibly(full);
              running.decrementAndGet();
              deliver(call, 0, picture(6, 4));
            });
    try (FusionClient client = open(provider, 2, 30)) {
      discard(start(client, 32));
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void aClientTellsHowManyCallsRunAndWaitAndRefusesWhatItsQueueCannotHold() throws Exception {
    Gate asked = new Gate();
    try (FusionClient client = open(asked.held(), 1, 2);
        FusionClient both = client.withFallback(open(answering(), 1, 0))) {
      List<FusionCall> calls = start(client, 3);
      asked.awaitReached();
      assertThat(client.load()).isEqualTo(new FusionClient.Load(1, 2));
      assertThat(both.load()).isEqualTo(client.load());
      assertThat(failure(client, request().build()))
          .isInstanceOf(FusionThrottledException.class)
          .returns(NOT_SENT, InFusionFolder::delivery);
      asked.open();
      discard(calls);
      assertThat(both.load()).isEqualTo(FusionClient.Load.NONE);
    }
  }

  @Test
  void thoseThatWaitRunInTheirOrder() throws Exception {
    ScriptedProvider provider = answering();
    try (FusionClient client = open(provider, 1, 30)) {
      discard(start(client, 31));
    }
    assertThat(provider.requests())
        .extracting(ProviderRequest::prompt)
        .containsExactlyElementsOf(IntStream.range(0, 31).mapToObj(String::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatFollowsAFutureMayWaitForAnotherCall(int slots) throws Exception {
    try (FusionClient client = open(answering(), slots, 8)) {
      List<CompletableFuture<Void>> chains =
          start(client, 4).stream()
              .map(call -> call.completion().thenAccept(first -> fuseAgain(client, first)))
              .map(each -> each.toCompletableFuture())
              .toList();
      for (CompletableFuture<Void> chain : chains) {
        chain.get(60, SECONDS);
      }
    }
  }

  private void fuseAgain(FusionClient client, FusionResult first) {
    try {
      first.discard();
      client.fuse(request().build()).discard();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
