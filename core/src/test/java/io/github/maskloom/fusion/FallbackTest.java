package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.fusion.Delivery.REJECTED;
import static io.github.maskloom.fusion.Delivery.UNKNOWN;
import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two clients, one of which stands in: whom a request goes to, what is told, and how it ends. */
class FallbackTest extends InFusionFolder {
  private final ScriptedProvider fallback = ScriptedProvider.answering();

  private FusionClient failed(FusionException failure) throws IOException {
    return open(failing(failure));
  }

  private FusionRequest asked() {
    return request().build();
  }

  /** A request is paid for twice only where its caller said so. */
  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, false, true",
    "REJECTED, false, true",
    "UNKNOWN, false, false",
    "ACCEPTED, false, false",
    "UNKNOWN, true, true",
    "ACCEPTED, true, false"
  })
  void aFallbackIsAskedWhereTheFirstCallCostsNothing(
      Delivery delivery, boolean evenIfUnknown, boolean asks) throws IOException {
    FusionClient down = failed(down(delivery));
    FusionClient second = open(fallback);
    try (FusionClient client =
        evenIfUnknown
            ? down.withFallback(second, FusionClient::evenIfUnknown)
            : down.withFallback(second)) {
      if (asks) {
        FusionResult result = taken(client.fuse(asked()));
        assertThat(result.primaryFailure().orElseThrow()).hasMessageContaining("down");
        assertThat(result.image().width()).isEqualTo(30);
        result.close();
      } else {
        Throwable told = failure(client, asked());
        assertThat(delivery(told)).isEqualTo(delivery);
        assertThat(((FusionException) told).reason().contains("FusionClient::evenIfUnknown"))
            .as("whether it names the word that has the fallback asked")
            .isEqualTo(delivery == UNKNOWN);
      }
    }
    assertThat(fallback.requests()).hasSize(asks ? 1 : 0);
    assertThat(fallback.closed()).isEqualTo(1);
  }

  @Test
  void nobodyStandsInForACallThatGoesWellNorForWhatThePersonMustMend() throws IOException {
    try (FusionClient client = open(ScriptedProvider.answering()).withFallback(open(fallback))) {
      FusionResult result = client.fuse(asked());
      assertThat(result.primaryFailure()).isEmpty();
      result.discard();
    }
    FusionException refused = refused();
    try (FusionClient client = failed(refused).withFallback(open(fallback))) {
      assertThat(failure(client, asked())).isSameAs(refused);
    }
    assertThat(fallback.requests()).isEmpty();
  }

  /** The one that may have cost more, or the first. */
  @ParameterizedTest
  @CsvSource({
    "REJECTED, REJECTED, true",
    "UNKNOWN, UNKNOWN, true",
    "NOT_SENT, UNKNOWN, false",
  })
  void ofTwoFailuresOneIsToldWithTheOther(Delivery first, Delivery second, boolean firstIsTold)
      throws IOException {
    FusionException down = down(first);
    FusionException downToo = down(second);
    try (FusionClient client =
        failed(down).withFallback(failed(downToo), FusionClient::evenIfUnknown)) {
      assertThat(failure(client, asked())).isSameAs(firstIsTold ? down : downToo);
    }
    assertThat((firstIsTold ? down : downToo).getSuppressed())
        .containsExactly(firstIsTold ? downToo : down);
  }

  @Test
  void theSameFailureMayBeThrownAgain() throws IOException {
    FusionException down = down(REJECTED);
    try (FusionClient rethrowing =
            failed(down)
                .withFallback(
                    open(fallback),
                    failure -> {
                      throw failure;
                    });
        FusionClient failing = failed(down).withFallback(failed(down))) {
      assertThat(failure(rethrowing, asked())).isSameAs(down);
      assertThat(failure(failing, asked())).isSameAs(down);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverThePredicateThrowsTheFirstFailureIsTold(Thrown thrown) throws Exception {
    FusionException down = down(REJECTED);
    try (FusionClient client =
        failed(down)
            .withFallback(
                open(fallback),
                why -> {
                  throw thrown.rise();
                })) {
      assertThatThrownBy(() -> get(client.start(asked()))).hasCause(down);
    }
    assertThat(down).hasSuppressedException(thrown.failure);
    assertThat(fallback.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheFallbackThrowsInsteadOfACallTheFirstFailureIsTold(Thrown thrown)
      throws Exception {
    assertFirstFailureIsTold(
        new ForeignClient(
            () -> {
              throw thrown.rise();
            }));
  }

  @Test
  @SuppressWarnings("NullAway") // What a careless client does.
  void whereTheFallbackReturnsNoCallTheFirstFailureIsTold() throws Exception {
    assertFirstFailureIsTold(new ForeignClient(() -> null));
  }

  @ParameterizedTest
  @EnumSource
  void aCallOfAFallbackThatThrowsInsteadOfTellingIsClosed(Thrown thrown) throws Exception {
    Untold untold = new Untold(thrown, new AtomicBoolean());
    assertFirstFailureIsTold(new ForeignClient(() -> untold));
    assertThat(untold.closed).isTrue();
  }

  private void assertFirstFailureIsTold(FusionClient second) throws Exception {
    FusionException down = down(REJECTED);
    try (FusionClient client = failed(down).withFallback(second)) {
      assertThatThrownBy(() -> get(client.start(asked()))).hasCause(down);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFirstCallThatThrowsInsteadOfTellingIsClosedToo(Thrown thrown) throws Exception {
    Untold untold = new Untold(thrown, new AtomicBoolean());
    try (FusionClient client = new ForeignClient(() -> untold).withFallback(open(fallback))) {
      FusionCall call = client.start(files.request().copySources(true).build());
      assertThatThrownBy(() -> get(call)).hasCause(thrown.failure);
    }
    assertThat(untold.closed).isTrue();
  }

  @Test
  void aCancelOfTheFallbackRemembersWhatTheFirstMayHaveCost() throws Exception {
    Gate waiting = new Gate();
    ScriptedProvider unsent =
        acting(
            (request, call) -> {
              waiting.passUnlessCancelled(call);
              throw new CancelledCallException("stopped", NOT_SENT);
            });
    try (FusionClient client =
        failed(down(UNKNOWN)).withFallback(open(unsent), FusionClient::evenIfUnknown)) {
      Throwable told = interruptedFuse(client, asked(), waiting);
      assertThat(told).isInstanceOf(CancelledCallException.class);
      assertThat(delivery(told)).isEqualTo(UNKNOWN);
      assertThat(told.getSuppressed()).hasOnlyElementsOfType(FusionException.class);
    }
  }

  @Test
  void aCallEndsWhoseSharedHandlesAreClosedBeforeItsFallbackIsAsked() throws Exception {
    Gate gate = new Gate();
    FusionException down = down(NOT_SENT);
    ScriptedProvider first =
        acting(
            (request, call) -> {
              gate.pass();
              throw down;
            });
    try (FusionClient one = shared(first, 1);
        FusionClient other = shared(fallback, 2)) {
      FusionClient both = shared(first, 1).withFallback(shared(fallback, 2));
      FusionCall call = both.start(asked());
      gate.awaitReached();
      both.close();
      gate.open();

      assertThatThrownBy(() -> get(call)).hasCause(down);
      assertThat(down.getSuppressed()).isNotEmpty();
      assertThat(one.load()).isEqualTo(other.load());
    }
  }

  /** Handles on one client for each number. */
  private FusionClient shared(ScriptedProvider provider, int number) throws IOException {
    FusionConfig config = files.config().maxQueued(number).build();
    return SharedClient.acquire(config, () -> FusionClient.open(provider, config));
  }

  /** A client of somebody else's. */
  private record ForeignClient(Supplier<FusionCall> begin) implements FusionClient {
    @Override
    public String providerId() {
      return "foreign";
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return ProviderCapabilities.DEFAULT;
    }

    @Override
    public FusionCall start(FusionRequest request) {
      return begin.get();
    }

    @Override
    public void close() {}
  }

  /** A call that throws instead of telling how it ends. */
  private record Untold(Thrown thrown, AtomicBoolean closed) implements FusionCall {
    @Override
    public FusionResult result() {
      throw thrown.rise();
    }

    @Override
    public CompletionStage<FusionResult> completion() {
      throw thrown.rise();
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public FusionProgress progress() {
      return new FusionProgress.Queued();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
