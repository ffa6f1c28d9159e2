package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request is paid for twice only where its caller said so. */
class FallbackCostTest extends InFusionFolder {
  private final ScriptedProvider fallback = ScriptedProvider.answering();

  @ParameterizedTest
  @EnumSource(names = {"NOT_SENT", "REJECTED"})
  void aFallbackIsAskedWhereTheFirstCallCostNothing(Delivery delivery) throws IOException {
    try (FusionClient client = down(delivery).withFallback(files.open(fallback))) {
      client.fuse(files.request().build()).discard();
    }
    assertThat(fallback.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "ACCEPTED"})
  void noFallbackIsAskedWhereTheFirstCallMayBeBilled(Delivery delivery) throws IOException {
    try (FusionClient client = down(delivery).withFallback(files.open(fallback))) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOfSatisfying(
              FusionServiceException.class,
              told -> assertThat(told.delivery()).isEqualTo(delivery));
    }
    assertThat(fallback.requests()).isEmpty();
  }

  @Test
  void theFailureNamesTheWordThatHasTheFallbackAsked() throws IOException {
    try (FusionClient client = down(Delivery.UNKNOWN).withFallback(files.open(fallback))) {
      FusionException told =
          catchThrowableOfType(FusionException.class, () -> client.fuse(files.request().build()));

      assertThat(told.reason()).contains("down", "may be billed", "evenIfUnknown");
    }
  }

  @Test
  void withTheWordAFallbackIsAskedWhereNobodyKnowsWhatTheFirstCallCost() throws IOException {
    try (FusionClient client =
        down(Delivery.UNKNOWN).withFallback(files.open(fallback), FusionClient::evenIfUnknown)) {
      client.fuse(files.request().build()).discard();
    }
    assertThat(fallback.requests()).hasSize(1);
  }

  @Test
  void evenWithTheWordNoFallbackIsAskedForWhatWasAccepted() throws IOException {
    try (FusionClient client =
        down(Delivery.ACCEPTED).withFallback(files.open(fallback), FusionClient::evenIfUnknown)) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOf(FusionServiceException.class)
          .hasMessageNotContaining("evenIfUnknown");
    }
    assertThat(fallback.requests()).isEmpty();
  }

  private FusionClient down(Delivery delivery) throws IOException {
    FusionServiceException failure =
        new FusionServiceException(
            "down", FusionException.Failure.notSent("scripted").withDelivery(delivery));
    return files.open(
        ScriptedProvider.doing(
            (request, call) -> {
              throw failure;
            }));
  }
}
