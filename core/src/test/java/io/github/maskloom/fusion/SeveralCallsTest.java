package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionRecord.Outcome;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request for more images than a model makes at once becomes several calls, if it says so. */
class SeveralCallsTest extends InFusionFolder {
  private final List<FusionRecord> records = new ArrayList<>();
  private final List<FusionProgress> progress = new ArrayList<>();
  private int calls;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "4, 3 1", "7, 3 3 1"})
  void noCallAsksForMoreThanTheModelMakes(int count, String asked) throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();

    fused(provider, count);

    assertThat(provider.requests().stream().map(each -> String.valueOf(each.count())))
        .containsExactly(asked.split(" "));
  }

  @Test
  void withoutThatWordTheyAreRefused() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client = client(provider)) {
      assertThatThrownBy(() -> client.fuse(files.request().count(4).build()))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("4 images, but at most 3 are made in one call");
    }

    assertThat(provider.requests()).isEmpty();
    assertThat(records).extracting(record -> record.sent().calls()).containsExactly(0);
  }

  @Test
  void oneRecordTellsOfAllCalls() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliverAll(request, call);
              calls++;
              return ProviderResponse.NONE
                  .withModel("gray")
                  .withRequestIds(List.of("c-" + calls), List.of("s-" + calls))
                  .withUsage(Map.of("tokens", 5L, "images", 1L))
                  .withNotes(List.of("a draft", "call " + calls));
            });

    fused(provider, 7);

    assertThat(records).hasSize(1);
    FusionRecord record = records.get(0);
    assertThat(record.sent().calls()).isEqualTo(3);
    assertThat(record.asked().images()).isEqualTo(7);
    assertThat(record.received().images()).isEqualTo(7);
    assertThat(record.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(record.model()).contains("gray");
    assertThat(record.sent().requestIds()).containsExactly("c-1", "c-2", "c-3");
    assertThat(record.received().requestIds()).containsExactly("s-1", "s-2", "s-3");
    assertThat(record.received().notes()).containsExactly("a draft", "call 1", "call 2", "call 3");
    assertThat(record.received().usage())
        .containsOnly(Map.entry("tokens", 15L), Map.entry("images", 3L));
    assertThat(record.toJson()).contains("\"calls\":3");
  }

  /** What a provider said on the way stays, however its call ends. */
  @Test
  void theRecordNamesACallThatFailedAfterOthers() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              calls++;
              call.modelKnown("gray");
              call.sending("c-" + calls);
              call.answeredAs("s-" + calls);
              if (calls == 2) {
                throw new IllegalStateException("no response is returned");
              }
              deliverAll(request, call);
              return ProviderResponse.NONE
                  .withModel("gray 2")
                  .withRequestIds(List.of("c-" + calls), List.of("s-" + calls));
            });

    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(request(7).build()))) {
      assertThat(result.cutShort()).isPresent();
    }

    FusionRecord record = records.get(0);
    assertThat(record.model()).contains("gray 2");
    assertThat(record.sent().requestIds()).containsExactly("c-1", "c-2");
    assertThat(record.received().requestIds()).containsExactly("s-1", "s-2");
  }

  @Test
  void aRecordOfOneCallIsWhatItWas() throws IOException {
    fused(ScriptedProvider.answering(), 3);

    assertThat(records.get(0).sent().calls()).isEqualTo(1);
    assertThat(records.get(0).toJson()).doesNotContain("\"calls\"");
    assertThat(records.get(0).sent().requestIds()).containsExactly("client-7");
  }

  @Test
  void imagesOfALaterCallComeAfterThoseBefore() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              call.imageFailed(1, refused(RetryAdvice.NEVER));
              call.downloading(0, 9);
              return ProviderResponse.NONE;
            });

    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(request(4).build()))) {
      assertThat(result.images()).extracting(FusedImage::index).containsExactly(0, 1, 2, 3);
      assertThat(result.images())
          .extracting(FusedImage::isPresent)
          .containsExactly(true, false, true, false);
    }

    assertThat(progress)
        .contains(
            new FusionProgress.ImageReceived(0, 1, 4),
            new FusionProgress.ImageReceived(2, 2, 4),
            new FusionProgress.Downloading(2, 9));
  }

  @Test
  void previewsOfALaterCallAreOfItsImages() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              try (var draft = call.preview(0, 0).orElseThrow().openDraft()) {
                draft.stream().write(picture(6, 4));
                draft.commit();
              }
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    fused(provider, 4);

    assertThat(progress)
        .filteredOn(FusionProgress.Preview.class::isInstance)
        .extracting(each -> ((FusionProgress.Preview) each).index())
        .containsExactly(0, 1);
  }

  /** That the last call alone costs nothing extra does not hold for the request. */
  @Test
  void aLaterCallThatFailsKeepsTheImagesBeforeAndIsNotSafe() throws IOException {
    ScriptedProvider provider = failingAt(2, throttled());

    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(request(9).build()))) {
      assertThat(result.images()).hasSize(3).allMatch(FusedImage::isPresent);
      FusionException why = result.cutShort().orElseThrow();
      assertThat(why).isInstanceOf(FusionThrottledException.class);
      assertThat(why.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(why.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
      assertThat(why).hasMessageContaining("busy; calls before brought images");
    }

    assertThat(provider.requests()).hasSize(2);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).sent().calls()).isEqualTo(2);
    assertThat(records.get(0).outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(records.get(0).sent().requestIds()).containsExactly("c-1", "c-2");
  }

  @Test
  void theFirstCallThatFailsIsTheLast() throws IOException {
    FusionException failure = throttled();
    ScriptedProvider provider = failingAt(1, failure);
    try (FusionClient client = client(provider)) {
      assertThatThrownBy(() -> client.fuse(request(9).build())).isSameAs(failure);
    }

    assertThat(provider.requests()).hasSize(1);
    assertThat(records.get(0).sent().calls()).isEqualTo(1);
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  @Test
  void aCallThatBringsNothingIsTheLast() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              if (calls++ == 0) {
                deliverAll(request, call);
              } else {
                call.imageFailed(0, refused(RetryAdvice.SAFE));
              }
              return ProviderResponse.NONE;
            });

    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(request(9).build()))) {
      assertThat(result.images()).hasSize(4);
    }

    assertThat(provider.requests()).hasSize(2);
    assertThat(records.get(0).outcome()).isEqualTo(Outcome.PARTIAL);
  }

  @Test
  void nothingMoreIsSentAfterACancel() throws IOException {
    CompletableFuture<FusionCall> running = new CompletableFuture<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliverAll(request, call);
              running.join().cancel();
              return ProviderResponse.NONE;
            });
    try (FusionClient client = client(provider)) {
      running.complete(client.start(request(9).build()));

      assertThatThrownBy(() -> running.join().result()).isInstanceOf(CancelledException.class);
    }

    assertThat(provider.requests()).hasSize(1);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).sent().calls()).isEqualTo(1);
    assertThat(records.get(0).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  private ScriptedProvider failingAt(int number, FusionException failure) {
    return ScriptedProvider.doing(
        (request, call) -> {
          if (++calls == number) {
            throw failure;
          }
          deliverAll(request, call);
          return ProviderResponse.NONE
              .withModel("gray")
              .withRequestIds(List.of("c-" + calls), List.of());
        });
  }

  private static void deliverAll(ProviderRequest request, ProviderCall call) throws IOException {
    for (int index = 0; index < request.count(); index++) {
      deliver(call, index, picture(6, 4));
    }
  }

  private static FusionException throttled() {
    return new FusionThrottledException(
        "busy",
        FusionException.Failure.notSent("scripted")
            .withRequestIds(List.of("c-2"), List.of())
            .withRetry(RetryAdvice.SAFE));
  }

  private static FusionException refused(RetryAdvice advice) {
    return new FusionContentException(
        "no",
        FusionException.Failure.notSent("scripted")
            .withDelivery(Delivery.REJECTED)
            .withRetry(advice));
  }

  private void fused(ScriptedProvider provider, int count) throws IOException {
    try (FusionClient client = client(provider);
        FusionResult result = taken(client.fuse(request(count).build()))) {
      assertThat(result.cutShort()).isEmpty();
    }
  }

  private FusionRequest.Builder request(int count) {
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress heard) {
            progress.add(heard);
          }
        };
    return files.request().count(count).severalCalls(true).listener(listener);
  }

  private FusionClient client(ScriptedProvider provider) throws IOException {
    return FusionClient.open(provider, files.config().journal(records::add).build());
  }
}
