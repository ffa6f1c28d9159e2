package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Rendezvous.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of two clients, one of which stands in, end whatever either does. */
@Timeout(60)
class FallbackEndTest extends InFusionFolder {
  @ParameterizedTest
  @EnumSource
  void whateverThePredicateThrows(Thrown thrown) throws Exception {
    FusionServiceException down = failure(Delivery.REJECTED);
    try (FusionClient client =
        failing(down)
            .withFallback(
                open(ScriptedProvider.answering()),
                why -> {
                  throw thrown.rise();
                })) {
      assertThatThrownBy(() -> get(client.start(request()))).hasCause(down);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheFallbackThrowsInsteadOfACall(Thrown thrown) throws Exception {
    FusionServiceException down = failure(Delivery.REJECTED);
    try (FusionClient client =
        failing(down)
            .withFallback(
                foreign(
                    () -> {
                      throw thrown.rise();
                    }))) {
      assertThatThrownBy(() -> get(client.start(request()))).hasCause(down);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // What a careless client does.
  void aFallbackThatReturnsNoCall() throws Exception {
    FusionServiceException down = failure(Delivery.REJECTED);
    try (FusionClient client = failing(down).withFallback(foreign(() -> null))) {
      assertThatThrownBy(() -> get(client.start(request()))).hasCause(down);
    }
  }

  @Test
  void twoFailuresAreToldByTheOneThatMayHaveCostMore() throws Exception {
    FusionServiceException unknown = failure(Delivery.UNKNOWN);
    FusionServiceException unsent = failure(Delivery.NOT_SENT);
    try (FusionClient client = failing(unsent).withFallback(failing(unknown))) {
      assertThatThrownBy(() -> client.fuse(request())).isSameAs(unknown);
    }
    assertThat(unknown.getSuppressed()).containsExactly(unsent);
  }

  @Test
  void ofTwoFailuresThatCostTheSameTheFirstIsTold() throws Exception {
    FusionServiceException first = failure(Delivery.UNKNOWN);
    FusionServiceException second = failure(Delivery.UNKNOWN);
    try (FusionClient client =
        failing(first).withFallback(failing(second), FusionClient::evenIfUnknown)) {
      assertThatThrownBy(() -> client.fuse(request())).isSameAs(first);
    }
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  void aCancelOfTheFallbackRemembersWhatTheFirstMayHaveCost() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedProvider unsent =
        ScriptedProvider.doing(
            (request, call) -> {
              Rendezvous.awaitCancel(call, waiting);
              throw new CancelledCallException("stopped", Delivery.NOT_SENT);
            });
    try (FusionClient client =
        failing(failure(Delivery.UNKNOWN))
            .withFallback(open(unsent), FusionClient::evenIfUnknown)) {
      assertThat(Rendezvous.interruptedFuse(client, request(), waiting))
          .asInstanceOf(type(CancelledCallException.class))
          .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN))
          .satisfies(
              e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(FusionException.class));
    }
  }

  private FusionClient failing(FusionException failure) throws IOException {
    return open(
        ScriptedProvider.doing(
            (request, call) -> {
              throw failure;
            }));
  }

  private FusionClient open(ScriptedProvider provider) throws IOException {
    return files.open(provider);
  }

  private FusionRequest request() {
    return files.request().build();
  }

  private static FusionServiceException failure(Delivery delivery) {
    return new FusionServiceException(
        "down", FusionException.Failure.notSent("scripted").withDelivery(delivery));
  }

  private interface Begin {
    FusionCall begin();
  }

  /** A client of somebody else's. */
  private static FusionClient foreign(Begin begin) {
    return new FusionClient() {
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
        return begin.begin();
      }

      @Override
      public void close() {}
    };
  }
}
