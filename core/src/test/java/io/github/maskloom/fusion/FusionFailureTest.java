package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.ACCEPTED;
import static io.github.maskloom.fusion.Delivery.REJECTED;
import static io.github.maskloom.fusion.Delivery.UNKNOWN;
import static io.github.maskloom.fusion.FusionRecord.Outcome.FAILED;
import static io.github.maskloom.fusion.FusionRecord.Outcome.PARTIAL;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.ScriptedProvider.Act;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call whose provider fails, wholly or in part. */
class FusionFailureTest extends InFusionFolder {
  private static final byte[] BROKEN = {(byte) 0x89, 'P', 'N', 'G'};
  private static final String SECRET = "secret of the provider";

  static Stream<Arguments> failures() {
    FusionException lost = down(ACCEPTED);
    FusionException silent = down(UNKNOWN);
    FusionException refused = refused();
    return Stream.of(
        fails("a failure", silent, UNKNOWN, (request, call) -> raise(silent)),
        fails("no image", FusionServiceException.class, ACCEPTED, (request, call) -> {}),
        fails(
            "an image refused, then one down",
            refused,
            REJECTED,
            (request, call) -> {
              call.imageFailed(0, refused);
              call.imageFailed(1, down(Delivery.NOT_SENT));
            }),
        fails(
            "an image refused, then one paid for",
            lost,
            ACCEPTED,
            (request, call) -> {
              call.imageFailed(0, refused());
              call.imageFailed(1, lost);
            }),
        fails(
            "a refusal beside a broken image",
            FusionServiceException.class,
            ACCEPTED,
            (request, call) -> {
              call.imageFailed(0, refused());
              deliver(call, 1, BROKEN);
            }),
        fails(
            "a refusal after a broken image",
            FusionServiceException.class,
            ACCEPTED,
            (request, call) -> {
              deliver(call, 0, BROKEN);
              throw refused();
            }));
  }

  private static Arguments fails(String what, Object told, Delivery delivery, Act act) {
    return arguments(what, act, told, delivery);
  }

  private static void raise(FusionException failure) {
    throw failure;
  }

  /** The costliest failure is told, and an image that came was accepted even if it is broken. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void aCallThatBringsNoImageFails(String what, Act act, Object told, Delivery delivery)
      throws IOException {
    Throwable thrown = failure(acting(act), request().count(2).build());

    if (told instanceof Class<?> kind) {
      assertThat(thrown).isInstanceOf(kind);
    } else {
      assertThat(thrown).isSameAs(told);
    }
    assertThat(delivery(thrown)).isEqualTo(delivery);
    assertThat(thrown.getSuppressed())
        .as("what was thrown behind an image that came")
        .hasSize(what.contains("after") ? 1 : 0);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(delivery);
    assertThat(heard.onlyOne().outcome()).isEqualTo(FAILED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void anImageThatCannotBeWrittenMayBeBilledTwice() throws IOException {
    IOException full = new FileSystemException("image-0", null, "No space left on device");
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              throw full;
            });

    assertThat(failure(provider, request().build()))
        .hasCause(full)
        .isInstanceOfSatisfying(
            FusionException.class,
            e -> {
              assertThat(e.delivery()).isEqualTo(UNKNOWN);
              assertThat(e.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
            });
  }

  @Test
  void whatTheProviderSaidIsKnownThoughNoImageDecodes() throws IOException {
    byte[] whole = picture(60, 40);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, cut);
              deliver(call, 1, cut);
              return ProviderResponse.NONE
                  .withModel("gray-1")
                  .withRequestIds(List.of("client-7"), List.of("server-7"));
            });

    assertThat(failure(provider, request().count(2).build()))
        .hasMessageContaining("does not decode")
        .isInstanceOfSatisfying(
            FusionServiceException.class,
            e -> {
              assertThat(e.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
              assertThat(e.failure().serverRequestIds()).containsExactly("server-7");
            });
    assertRecorded(FAILED, ACCEPTED);
    FusionRecord record = heard.onlyOne();
    assertThat(record.error()).contains("FusionServiceException");
    assertThat(record.received().images()).isZero();
    assertThat(record.model()).contains("gray-1");
    files.assertOnlyImagesLeft();
  }

  /** Looks at what a provider brings of two images. */
  private void partly(Act act, ResultCheck check) throws IOException {
    fused(acting(act), request().count(2).build(), check);
    assertThat(heard.onlyOne().outcome()).isEqualTo(PARTIAL);
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void anImageThatFailedAloneIsToldBesideTheOthers() throws IOException {
    FusionException refused = refused();
    partly(
        (request, call) -> {
          call.imageFailed(0, refused);
          deliver(call, 1, picture(6, 4));
        },
        result -> {
          assertThat(result.images().get(0).failure()).contains(refused);
          assertThatThrownBy(() -> result.images().get(0).file()).isSameAs(refused);
          assertThat(result.image().index()).isEqualTo(1);
        });
  }

  @Test
  void whatHadComeStaysWhenTheProviderBreaksOff() throws IOException {
    FusionException brokenOff = down(ACCEPTED);
    partly(
        (request, call) -> {
          deliver(call, 0, picture(6, 4));
          call.imageFailed(1, refused());
          throw brokenOff;
        },
        result -> assertThat(result.cutShort()).contains(brokenOff));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "io", "image", "cancelled", "null", "nullFailure"})
  void whatHadComeStaysWhateverAProviderDoes(String kind) throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return misbehave(kind, call);
            });
    fused(
        provider,
        request().build(),
        result -> {
          assertThat(result.image().width()).isEqualTo(6);
          assertThat(result.cutShort().orElseThrow())
              .hasMessageContaining("provider scripted")
              .hasMessageNotContaining(SECRET)
              .returns(ACCEPTED, FusionException::delivery);
        });
    assertRecorded(PARTIAL, ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "null", "nullFailure"})
  void whatAProviderMayNotDoIsItsFailure(String kind) throws IOException {
    ScriptedProvider provider = ScriptedProvider.doing((request, call) -> misbehave(kind, call));

    assertThat(failure(provider, request().build()))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("provider scripted")
        .hasMessageNotContaining(SECRET)
        .returns(UNKNOWN, InFusionFolder::delivery);
  }

  @SuppressWarnings("NullAway") // What a provider written without its checks may do.
  private static ProviderResponse misbehave(String kind, ProviderCall call) throws IOException {
    switch (kind) {
      case "runtime" -> throw new IllegalStateException(SECRET);
      case "io" -> throw new IOException(SECRET);
      case "image" -> throw ImageFormatException.at("PNG", "IHDR", 0, SECRET);
      case "cancelled" -> throw new CancelledException(SECRET);
      case "nullFailure" -> call.imageFailed(1, null);
      default -> {}
    }
    return null;
  }

  @Test
  void theFallbackIsAskedWhereNoImageDecodesIfTheCallerSaysSo() throws IOException {
    ScriptedProvider broken = acting((request, call) -> deliver(call, 0, BROKEN));
    try (FusionClient client =
            open(broken).withFallback(open(ScriptedProvider.answering()), why -> true);
        FusionResult result = FusionFolder.taken(client.fuse(request().build()))) {
      assertThat(result.image().width()).isEqualTo(30);
      assertThat(result.primaryFailure().orElseThrow()).hasMessageContaining("does not decode");
      assertThat(files.temporaryFiles()).as("both that came").containsExactly("image-0", "image-0");
    }
    files.assertOnlyImagesLeft();
  }
}
