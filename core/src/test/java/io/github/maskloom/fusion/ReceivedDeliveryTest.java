package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once an image has come, the call may be billed, whatever its provider says of other images. */
class ReceivedDeliveryTest extends InFusionFolder {
  private static final byte[] BROKEN = {(byte) 0x89, 'P', 'N', 'G'};
  private final List<FusionRecord> records = new ArrayList<>();

  @Test
  void aRefusalBesideABrokenImageDoesNotRefuseTheCall() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(0, refused());
              deliver(call, 1, BROKEN);
              return ProviderResponse.NONE;
            });

    fails(provider, FusionServiceException.class, Delivery.ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void aRefusalAfterABrokenImageDoesNotRefuseTheCall() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, BROKEN);
              throw refused();
            });

    fails(provider, FusionServiceException.class, Delivery.ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void refusalsAloneStayRefusals() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(0, refused());
              return ProviderResponse.NONE;
            });

    fails(provider, FusionContentException.class, Delivery.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theJournalSaysThatACallWithImagesWasAccepted(boolean cutShort) throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              call.imageFailed(1, refused());
              if (cutShort) {
                throw refused();
              }
              return ProviderResponse.NONE;
            });
    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(files.request().count(2).build()))) {
      assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
    }

    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT_SENT", "REJECTED", "UNKNOWN", "ACCEPTED", ""})
  void aCancelAfterAnImageCameIsBilled(String said) throws IOException {
    CompletableFuture<FusionCall> running = new CompletableFuture<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              running.join().cancel();
              throw said.isEmpty()
                  ? new CancelledException("stopped")
                  : new CancelledCallException("stopped", Delivery.valueOf(said));
            });
    try (FusionClient client = client(provider)) {
      running.complete(client.start(files.request().build()));

      assertThatThrownBy(() -> running.join().result()).isInstanceOf(CancelledException.class);
    }

    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.CANCELLED);
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  private static FusionException refused() {
    return new FusionContentException(
        "no",
        FusionException.Failure.notSent("scripted")
            .withDelivery(Delivery.REJECTED)
            .withRetry(RetryAdvice.SAFE));
  }

  private void fails(
      ScriptedProvider provider, Class<? extends FusionException> kind, Delivery delivery)
      throws IOException {
    try (FusionClient client = client(provider)) {
      assertThatThrownBy(() -> client.fuse(files.request().count(2).build()))
          .isInstanceOf(kind)
          .asInstanceOf(type(FusionException.class))
          .extracting(FusionException::delivery)
          .isEqualTo(delivery);
    }
    assertThat(records.get(0).sent().delivery()).isEqualTo(delivery);
  }

  private FusionClient client(ScriptedProvider provider) throws IOException {
    return FusionClient.open(provider, files.config().journal(records::add).build());
  }
}
