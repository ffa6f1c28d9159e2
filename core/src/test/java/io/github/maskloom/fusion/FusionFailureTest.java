package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call whose provider fails, wholly or in part. */
class FusionFailureTest extends InFusionFolder {
  @Test
  void keepsTheDeliveryOfWhatTheProviderThrows() {
    FusionTransportException thrown =
        new FusionTransportException(
            "the service is silent",
            FusionException.Failure.notSent("scripted")
                .withDelivery(Delivery.UNKNOWN)
                .withRetry(RetryAdvice.MAY_BILL_TWICE));

    assertThatThrownBy(() -> files.fuse(throwing(thrown), files.request().build()))
        .isSameAs(thrown);
  }

  @Test
  void callsAnUnexpectedExceptionTheServicesFailure() {
    IllegalStateException thrown = new IllegalStateException("secret of the provider");

    assertThatThrownBy(() -> files.fuse(throwing(thrown), files.request().build()))
        .asInstanceOf(type(FusionServiceException.class))
        .satisfies(
            e -> {
              assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN);
              assertThat(e).hasCause(thrown).hasMessageNotContaining("secret");
            });
  }

  @Test
  void reportsAnImageThatFailedAloneBesideTheOthers() throws IOException {
    FusionContentException refused =
        new FusionContentException(
            "moderated",
            FusionException.Failure.notSent("scripted").withDelivery(Delivery.REJECTED));
    files.fused(
        (request, call) -> {
          call.imageFailed(0, refused);
          deliver(call, 1, picture(6, 4));
          return ProviderResponse.NONE;
        },
        result -> {
          assertThat(result.images().get(0).failure()).contains(refused);
          assertThatThrownBy(() -> result.images().get(0).file()).isSameAs(refused);
          assertThat(result.image().index()).isEqualTo(1);
          assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
        });
  }

  @Test
  void keepsWhatHadComeWhenTheProviderBreaksOff() throws IOException {
    FusionServiceException brokenOff =
        new FusionServiceException(
            "cut", FusionException.Failure.notSent("scripted").withDelivery(Delivery.ACCEPTED));
    files.fused(
        (request, call) -> {
          deliver(call, 0, picture(6, 4));
          throw brokenOff;
        },
        result -> {
          assertThat(result.cutShort()).contains(brokenOff);
          assertThat(result.image().width()).isEqualTo(6);
          assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
        });
  }

  @Test
  void failsIfNoImageDecodes() throws IOException {
    byte[] whole = picture(60, 40);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    List<FusionRecord> records = new CopyOnWriteArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, cut);
              deliver(call, 1, cut);
              return ProviderResponse.NONE
                  .withModel("gray-1")
                  .withRequestIds(List.of("client-7"), List.of("server-7"));
            });

    assertThatThrownBy(
            () -> files.fuse(provider, files.request().count(2).listener(into(records)).build()))
        .asInstanceOf(type(FusionServiceException.class))
        .satisfies(
            e -> {
              assertThat(e).hasMessageContaining("does not decode");
              assertThat(e.delivery()).isEqualTo(Delivery.ACCEPTED);
              assertThat(e.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
              assertThat(e.failure().serverRequestIds()).containsExactly("server-7");
            });
    assertThat(records).hasSize(1);
    assertThat(records.get(0).outcome()).isEqualTo(FusionRecord.Outcome.FAILED);
    assertThat(records.get(0).failed().map(FusionRecord.Failed::type))
        .contains("FusionServiceException");
    assertThat(records.get(0).received().images()).isZero();
    assertThat(records.get(0).model()).contains("gray-1");
    files.assertOnlyImagesLeft();
  }

  @Test
  void keepsTheImagesThatDecodeBesideOneThatDoesNot() throws IOException {
    files.fused(
        (request, call) -> {
          deliver(call, 0, new byte[] {1, 2, 3});
          deliver(call, 1, picture(6, 4));
          return ProviderResponse.NONE;
        },
        result -> {
          assertThat(result.images()).hasSize(2);
          assertThat(result.images().get(0).failure().orElseThrow())
              .isInstanceOf(FusionServiceException.class);
          assertThat(result.image().index()).isEqualTo(1);
          assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
        });
    files.assertOnlyImagesLeft();
  }

  @Test
  void asksTheFallbackWhereNoImageDecodesIfTheCallerSaysSo() throws IOException {
    ScriptedProvider broken =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, new byte[] {1, 2, 3});
              return ProviderResponse.NONE;
            });
    try (FusionClient client =
            files.open(broken).withFallback(files.open(ScriptedProvider.answering()), why -> true);
        FusionResult result = taken(client.fuse(files.request().build()))) {
      assertThat(result.image().width()).isEqualTo(30);
      assertThat(result.primaryFailure().orElseThrow()).hasMessageContaining("does not decode");
      assertThat(files.temporaryFiles()).as("both that came").containsExactly("image-0", "image-0");
    }
    files.assertOnlyImagesLeft();
  }

  @Test
  void failsWithTheFirstReasonIfEveryImageFailedAlone() {
    FusionContentException refused =
        new FusionContentException(
            "moderated",
            FusionException.Failure.notSent("scripted").withDelivery(Delivery.REJECTED));
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(0, refused);
              call.imageFailed(
                  1,
                  new FusionServiceException("500", FusionException.Failure.notSent("scripted")));
              return ProviderResponse.NONE;
            });

    assertThatThrownBy(() -> files.fuse(provider, files.request().count(2).build()))
        .isSameAs(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "io", "image", "cancelled", "null", "nullFailure"})
  void keepsWhatHadComeWhateverTheProviderThrows(String kind) throws IOException {
    files.fused(
        (request, call) -> {
          deliver(call, 0, picture(6, 4));
          return misbehave(kind, call);
        },
        result -> {
          assertThat(result.image().width()).isEqualTo(6);
          assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
          assertThat(result.cutShort().orElseThrow())
              .hasMessageContaining("provider scripted")
              .hasMessageNotContaining("secret")
              .extracting(FusionException::delivery)
              .isEqualTo(Delivery.ACCEPTED);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "null", "nullFailure"})
  void callsWhatAProviderMayNotDoItsFailure(String kind) {
    ScriptedProvider provider = ScriptedProvider.doing((request, call) -> misbehave(kind, call));

    assertThatThrownBy(() -> files.fuse(provider, files.request().build()))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("provider scripted")
        .hasMessageNotContaining("secret")
        .extracting(e -> ((FusionException) e).delivery())
        .isEqualTo(Delivery.UNKNOWN);
  }

  @SuppressWarnings("NullAway") // What a provider written without its checks may do.
  private static ProviderResponse misbehave(String kind, ProviderCall call) throws IOException {
    switch (kind) {
      case "runtime" -> throw new IllegalStateException("secret of the provider");
      case "io" -> throw new IOException("secret of the provider");
      case "image" -> throw ImageFormatException.at("PNG", "IHDR", 0, "secret of the provider");
      case "cancelled" -> throw new CancelledException("secret of the provider");
      case "nullFailure" -> call.imageFailed(1, null);
      default -> {}
    }
    return null;
  }

  @Test
  void takesAnAnswerWithoutAnyImageForAFailure() {
    ScriptedProvider provider = ScriptedProvider.doing((request, call) -> ProviderResponse.NONE);

    assertThatThrownBy(() -> files.fuse(provider, files.request().build()))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("no image");
  }

  private static FusionListener into(List<FusionRecord> records) {
    return new FusionListener() {
      @Override
      public void onFinished(FusionRecord record) {
        records.add(record);
      }
    };
  }

  private static ScriptedProvider throwing(RuntimeException thrown) {
    return ScriptedProvider.doing(
        (request, call) -> {
          throw thrown;
        });
  }
}
