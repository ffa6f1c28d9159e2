package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionRecord.Outcome;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.ScriptedProvider.Act;
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
  private final List<FusionProgress> progress = new ArrayList<>();
  private int calls;

  /** What a provider does in a call, before it delivers all that is asked for. */
  private ScriptedProvider before(Act act) {
    return ScriptedProvider.doing(
        (request, call) -> {
          calls++;
          act.act(request, call);
          for (int index = 0; index < request.count(); index++) {
            deliver(call, index, picture(6, 4));
          }
          return ProviderResponse.NONE
              .withModel("gray " + calls)
              .withRequestIds(List.of("c-" + calls), List.of("s-" + calls))
              .withUsage(Map.of("tokens", 5L, "images", 1L))
              .withNotes(List.of("a draft", "call " + calls));
        });
  }

  private ScriptedProvider failingAt(int number, RuntimeException failure) {
    return before(
        (request, call) -> {
          if (calls == number) {
            throw failure;
          }
        });
  }

  private static FusionException throttled() {
    return new FusionThrottledException(
        "busy",
        FusionException.Failure.notSent("scripted")
            .withRequestIds(List.of("c-2"), List.of())
            .withRetry(RetryAdvice.SAFE));
  }

  private FusionRequest several(int count) {
    return files
        .request()
        .count(count)
        .severalCalls(true)
        .listener(HeardRecords.progress(progress::add))
        .build();
  }

  private void fused(ScriptedProvider provider, int count, ResultCheck check) throws IOException {
    fused(provider, several(count), check);
    assertThat(journal).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "4, 3 1", "7, 3 3 1"})
  void noCallAsksForMoreThanTheModelMakes(int count, String asked) throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    fused(provider, count, result -> assertThat(result.cutShort()).isEmpty());
    assertThat(provider.requests().stream().map(each -> String.valueOf(each.count())))
        .containsExactly(asked.split(" "));
    assertThat(journal.get(0).sent().calls()).isEqualTo(provider.requests().size());
    assertThat(journal.get(0).toJson().contains("\"calls\""))
        .as("whether the line tells how many")
        .isEqualTo(count > 3);
  }

  @Test
  void withoutThatWordTheyAreRefused() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    assertThat(failure(provider, files.request().count(4).build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("4 images, but at most 3 are made in one call");
    assertThat(provider.requests()).isEmpty();
    assertThat(journal).extracting(record -> record.sent().calls()).containsExactly(0);
  }

  @Test
  void oneRecordTellsOfAllCalls() throws IOException {
    fused(before((request, call) -> {}), 7, result -> assertThat(result.images()).hasSize(7));

    assertRecorded(Outcome.SUCCEEDED, Delivery.ACCEPTED);
    FusionRecord record = journal.get(0);
    assertThat(record.sent().calls()).isEqualTo(3);
    assertThat(record.asked().images()).isEqualTo(7);
    assertThat(record.received().images()).isEqualTo(7);
    assertThat(record.model()).contains("gray 3");
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
        before(
            (request, call) -> {
              call.modelKnown("gray");
              call.sending("c-" + calls);
              call.answeredAs("s-" + calls);
              if (calls == 2) {
                throw new IllegalStateException("no response is returned");
              }
            });
    fused(provider, 7, result -> assertThat(result.cutShort()).isPresent());

    assertThat(journal.get(0).model()).contains("gray 1");
    assertThat(journal.get(0).sent().requestIds()).containsExactly("c-1", "c-2");
    assertThat(journal.get(0).received().requestIds()).containsExactly("s-1", "s-2");
  }

  @Test
  void imagesAndPreviewsOfALaterCallComeAfterThoseBefore() throws IOException {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              try (var draft = call.preview(0, 0).orElseThrow().openDraft()) {
                draft.stream().write(picture(6, 4));
                draft.commit();
              }
              deliver(call, 0, picture(6, 4));
              call.imageFailed(1, refused());
              call.downloading(0, 9);
            });
    fused(
        provider,
        4,
        result -> {
          assertThat(result.images()).extracting(FusedImage::index).containsExactly(0, 1, 2, 3);
          assertThat(result.images())
              .extracting(FusedImage::isPresent)
              .containsExactly(true, false, true, false);
        });

    assertThat(progress)
        .contains(
            new FusionProgress.ImageReceived(0, 1, 4),
            new FusionProgress.ImageReceived(2, 2, 4),
            new FusionProgress.Downloading(2, 9));
    assertThat(progress)
        .filteredOn(FusionProgress.Preview.class::isInstance)
        .extracting(each -> ((FusionProgress.Preview) each).index())
        .containsExactly(0, 2);
  }

  /** That the last call alone costs nothing extra does not hold for the request. */
  @Test
  void aLaterCallThatFailsKeepsTheImagesBeforeAndIsNotSafe() throws IOException {
    ScriptedProvider provider = failingAt(2, throttled());
    fused(
        provider,
        9,
        result -> {
          assertThat(result.images()).hasSize(3).allMatch(FusedImage::isPresent);
          FusionException why = result.cutShort().orElseThrow();
          assertThat(why).isInstanceOf(FusionThrottledException.class);
          assertThat(why.delivery()).isEqualTo(Delivery.ACCEPTED);
          assertThat(why.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
          assertThat(why).hasMessageContaining("busy; calls before brought images");
        });

    assertThat(provider.requests()).hasSize(2);
    assertRecorded(Outcome.PARTIAL, Delivery.ACCEPTED);
    assertThat(journal.get(0).sent().calls()).isEqualTo(2);
    assertThat(journal.get(0).sent().requestIds()).containsExactly("c-1", "c-2");
  }

  @Test
  void theFirstCallThatFailsIsTheLast() throws IOException {
    FusionException failure = throttled();
    ScriptedProvider provider = failingAt(1, failure);
    assertThat(failure(provider, several(9))).isSameAs(failure);

    assertThat(provider.requests()).hasSize(1);
    assertRecorded(Outcome.FAILED, Delivery.NOT_SENT);
    assertThat(journal.get(0).sent().calls()).isEqualTo(1);
  }

  @Test
  void aCallThatBringsNothingIsTheLast() throws IOException {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              if (calls++ == 0) {
                deliver(call, 0, picture(6, 4));
              } else {
                call.imageFailed(0, refused());
              }
            });
    fused(provider, 9, result -> assertThat(result.images()).hasSize(2));

    assertThat(provider.requests()).hasSize(2);
    assertRecorded(Outcome.PARTIAL, Delivery.ACCEPTED);
  }

  @Test
  void nothingMoreIsSentAfterACancel() throws IOException {
    CompletableFuture<FusionCall> running = new CompletableFuture<>();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              running.join().cancel();
            });
    try (FusionClient client = open(provider)) {
      running.complete(client.start(several(9)));
      assertThat(failure(running.join())).isInstanceOf(CancelledException.class);
    }

    assertThat(provider.requests()).hasSize(1);
    assertRecorded(Outcome.CANCELLED, Delivery.ACCEPTED);
    assertThat(journal.get(0).sent().calls()).isEqualTo(1);
  }
}
