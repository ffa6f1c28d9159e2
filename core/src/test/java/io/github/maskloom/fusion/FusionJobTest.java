package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusionProgress.Stage;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.image.MaskOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose service queues them, cut off and taken up again. */
class FusionJobTest extends InJobFolder {
  private static final FusionException.Failure ACCEPTED =
      FusionException.Failure.notSent("queueing")
          .withDelivery(Delivery.ACCEPTED)
          .withRetry(RetryAdvice.SAFE);

  private final QueueingProvider provider = new QueueingProvider();

  /** How a call fails whose connection breaks; the next would go well. */
  private FusionException cutOff(FusionRequest request) throws IOException {
    provider.then(
        call -> {
          throw new FusionTransportException("the connection broke", ACCEPTED);
        });
    FusionException failure = (FusionException) failure(provider, request);
    provider.then(QueueingProvider::image);
    return failure;
  }

  private JobTicket cutOff() throws IOException {
    return cutOff(restoring()).ticket().orElseThrow();
  }

  @Test
  void theTicketIsOnDiskBeforeTheServiceIsAskedForTheResult() throws IOException {
    List<JobTicket> kept = new CopyOnWriteArrayList<>();
    provider.then(
        call -> {
          kept.addAll(store.tickets());
          QueueingProvider.image(call);
        });
    try (FusionClient client = open(provider);
        FusionResult result = taken(client.fuse(restoring()))) {
      assertThat(kept).containsExactly(result.ticket().orElseThrow());
      assertThat(kept.get(0).images()).containsOnlyKeys("photo", "mask", "reference 1");
      assertThat(kept.get(0).model()).contains("pencil-1");
      assertThat(store.tickets()).as("until the result is closed").isEqualTo(kept);
    }
    assertThat(store.tickets()).isEmpty();
    assertThat(kept.get(0).toJson()).doesNotContain("sofa");
  }

  @Test
  void aCallThatWasCutOffIsTakenUpByAnotherClientWithoutBeingSentAgain() throws IOException {
    byte[] uninterrupted;
    try (FusionClient client = open(new QueueingProvider());
        FusionResult result = taken(client.fuse(restoring()))) {
      uninterrupted = Files.readAllBytes(result.image().file());
    }
    journal.clear();
    JobTicket kept = cutOff();
    assertThat(store.tickets()).containsExactly(kept);

    try (FusionClient client = open(provider);
        FusionResult result = taken(client.resume(kept, restoring()).result())) {
      assertThat(Files.readAllBytes(result.image().file())).isEqualTo(uninterrupted);
      assertThat(result.record().sent().calls()).isZero();
    }

    assertThat(provider.submitted).hasValue(1);
    assertThat(provider.resumed).containsExactly(kept.job().orElseThrow());
    assertThat(store.tickets()).isEmpty();
    assertThat(journal).extracting(record -> record.sent().resumed()).containsExactly(false, true);
    assertThat(journal)
        .allSatisfy(
            record -> {
              assertThat(record.sent().ticket()).contains(kept.id());
              assertThat(record.sent().delivery()).isEqualTo(Delivery.ACCEPTED);
              assertThat(record.sent().requestIds()).containsExactly("client-1");
              assertThat(record.received().requestIds()).containsExactly("job-1");
              assertThat(record.model()).contains("pencil-1");
              assertThat(record.toJson()).startsWith("{\"schema\":1,").contains(kept.id());
            });
  }

  @Test
  void whatWasCutOffIsNeverCalledSafeToSendAgainAndKeepsItsTicket() throws IOException {
    FusionException failure = cutOff(restoring());
    JobTicket ticket = failure.ticket().orElseThrow();
    assertThat(failure).isInstanceOf(FusionTransportException.class);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
    assertThat(failure.toString()).contains("ticket " + ticket.id());

    provider.then(
        call -> {
          throw new FusionTransportException("it broke again", ACCEPTED);
        });
    try (FusionClient client = open(provider)) {
      assertThat(failure(client.resume(ticket, restoring())))
          .isInstanceOfSatisfying(
              FusionException.class, again -> assertThat(again.ticket()).contains(ticket));
      assertThat(store.tickets()).containsExactly(ticket);
    }
  }

  @Test
  void aFocusedPartIsPutBackWhereItWasCutOut() throws IOException {
    FusionRequest focused = files.request().restore(RestoreOptions.DEFAULT).focus().build();
    JobTicket ticket = cutOff(focused).ticket().orElseThrow();

    try (FusionClient client = open(provider);
        FusionResult result = taken(client.resume(ticket, focused).result())) {
      assertThat(result.image().part()).isEqualTo(ticket.sent().part()).isPresent();
      assertThat(result.image().width()).isEqualTo(60);
      assertThat(result.record().sent().part()).isEqualTo(ticket.sent().part());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "images", "prompt", "fillEnclosed"})
  void otherImagesWordsAndOptionsAreRefusedAndTheJobStays(String what) throws IOException {
    JobTicket ticket = cutOff();
    FusionRequest.Builder other =
        FusionRequest.builder(what.equals("photo") ? files.sofa() : files.room())
            .mask(what.equals("mask") ? files.frame() : files.mask())
            .maskOptions(MaskOptions.DEFAULT.withFillEnclosed(what.equals("fillEnclosed")))
            .prompt(what.equals("prompt") ? "a table" : "a sofa, please");
    if (!what.equals("images")) {
      other.reference(files.sofa());
    }
    try (FusionClient client = open(provider)) {
      assertThat(failure(client.resume(ticket, other.build())))
          .isInstanceOfSatisfying(
              FusionRequestException.class,
              failure -> {
                assertThat(failure.delivery()).as("of the job").isEqualTo(Delivery.ACCEPTED);
                assertThat(failure.ticket()).contains(ticket);
                assertThat(failure.toString()).contains(what).doesNotContain("a table");
              });
    }
    assertThat(provider.resumed).isEmpty();
    assertThat(store.tickets()).containsExactly(ticket);
  }

  @Test
  void aJobOfAnotherProviderIsRefused() throws IOException {
    JobTicket ticket = cutOff();
    try (FusionClient client = open(answering())) {
      assertThat(failure(client.resume(ticket, restoring())))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("queueing");
    }
  }

  @Test
  void aRequestMayKeepItsTicketElsewhere() throws IOException {
    JobStore own = JobStore.files(folder.resolve("own"));
    provider.then(
        call -> {
          assertThat(own.tickets()).hasSize(1);
          assertThat(store.tickets()).isEmpty();
          QueueingProvider.image(call);
        });
    fused(provider, files.request().jobs(own).build());
    assertThat(own.tickets()).isEmpty();
  }

  @Test
  void aProviderThatDidNotSayThatItQueuesIsAtFault() throws IOException {
    assertThat(failure(new QueueingProvider(false, QueueingProvider::image), restoring()))
        .isInstanceOf(FusionServiceException.class);
  }

  @Test
  void severalJobsAreSeveralRequests() throws IOException {
    assertThat(failure(provider, files.request().count(2).severalCalls(true).build()))
        .isInstanceOf(FusionRequestException.class);
    assertThat(provider.submitted).hasValue(0);
  }

  @Test
  void aCancelSaysWhetherTheServiceHasCancelledTheJob() throws IOException {
    CancelledCallException heard = cancelled(call -> call.jobEnded(ProviderJob.End.CANCELLED));
    assertThat(heard.jobCancelled()).isTrue();
    assertThat(heard).hasMessageContaining("the service has cancelled its job");
    assertThat(store.tickets()).isEmpty();

    CancelledCallException unheard = cancelled(call -> {});
    assertThat(unheard.jobCancelled()).isFalse();
    assertThat(unheard.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(store.tickets()).containsExactly(unheard.ticket().orElseThrow());
  }

  private CancelledCallException cancelled(QueueingProvider.Outcome atCancel) throws IOException {
    FusionClient client = open(provider);
    CancelledCallException end =
        stopped(
            client,
            call -> {
              assertThat(call.isJobUnwanted()).isTrue();
              atCancel.of(call);
            },
            FusionCall::cancel);
    client.close();
    return end;
  }

  @Test
  void closingTheClientLeavesTheJobForALaterProcess() throws IOException {
    List<Boolean> unwanted = new CopyOnWriteArrayList<>();
    FusionClient client = open(provider);
    CancelledCallException end =
        stopped(client, call -> unwanted.add(call.isJobUnwanted()), call -> client.close());

    assertThat(unwanted).containsExactly(false);
    assertThat(store.tickets()).containsExactly(end.ticket().orElseThrow());
  }

  /** How a call ends that waits for its job when it is stopped. */
  private CancelledCallException stopped(
      FusionClient client, QueueingProvider.Outcome atStop, Consumer<FusionCall> stop)
      throws IOException {
    provider.then(
        call -> {
          try {
            QueueingProvider.untilCancelled(call);
          } finally {
            atStop.of(call);
          }
        });
    FusionCall call = client.start(restoring());
    while (call.progress().stage() != Stage.WAITING) {
      Thread.onSpinWait();
    }
    stop.accept(call);
    return catchThrowableOfType(CancelledCallException.class, call::result);
  }

  @Test
  void whatTheServiceHasEndedIsForgottenAndCostsWhatItSays() throws IOException {
    provider.then(
        call -> {
          call.jobEnded(ProviderJob.End.FAILED);
          throw refused();
        });
    FusionException failure = (FusionException) failure(provider, restoring());
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.ticket()).isPresent();
    assertThat(store.tickets()).isEmpty();
    assertRecorded(FusionRecord.Outcome.FAILED, Delivery.REJECTED);
  }

  static List<Throwable> unforeseen() {
    return List.of(
        new OutOfMemoryError("none left"),
        new NoClassDefFoundError("codec/Missing"),
        MemoryBudgetException.tooLarge(2, 1),
        new IllegalStateException("a bug"));
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  void whateverAProviderThrowsOnceAJobIsQueuedCarriesItsTicket(Throwable thrown)
      throws IOException {
    provider.then(call -> Throwables.throwIfUnchecked(thrown));
    Throwable end = failure(provider, restoring());
    assertThat(end).isInstanceOf(FusionException.class).rootCause().isSameAs(thrown);
    FusionException failure = (FusionException) end;
    assertThat(store.tickets()).containsExactly(failure.ticket().orElseThrow());
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
  }

  @Test
  void aJobOfWhichMoreIsKnownIsKeptAnew() throws IOException {
    Instant until = Instant.parse("2026-11-29T05:00:00Z");
    provider.then(
        call -> {
          call.keepJob(ProviderJob.of("job-1", Instant.EPOCH).withExpires(until));
          assertThat(store.tickets())
              .singleElement()
              .returns(Optional.of(until), ticket -> ticket.job().orElseThrow().expires());
          assertThatThrownBy(() -> call.keepJob(ProviderJob.of("job-2", until)))
              .isInstanceOf(IllegalStateException.class);
          QueueingProvider.image(call);
        });
    fused(provider, restoring());
  }

  @Test
  void aResultThatCouldNotBeWrittenKeepsItsTicket() throws IOException {
    Path nowhere = folder.resolve("none/result.png");
    try (FusionClient client = open(provider)) {
      try (FusionResult result = taken(client.fuse(request().build()))) {
        assertThatThrownBy(() -> result.image().writeTo(nowhere)).isInstanceOf(IOException.class);
      }
      JobTicket kept = store.tickets().get(0);
      client.resume(kept, request().build()).result().discard();
    }
    assertThat(provider.submitted).hasValue(1);
    assertThat(store.tickets()).isEmpty();
    files.assertOnlyImagesLeft();
  }

  @Test
  void aJobIsTakenUpByTheClientThatHasItHoweverManyStandIn() throws IOException {
    JobTicket ticket = cutOff();
    IllegalStateException other = new IllegalStateException("this client has no such job");
    try (FusionClient last = open(failing(other)).withFallback(open(provider));
        FusionClient both = open(failing(other)).withFallback(last);
        FusionClient all = both.withFallback(open(failing(other)))) {
      all.resume(ticket, restoring()).result().discard();
    }
    assertThat(provider.resumed).containsExactly(ticket.job().orElseThrow());
    assertThat(provider.asked)
        .singleElement()
        .returns("a sofa, please", ProviderJob.Asked::prompt)
        .returns(1, ProviderJob.Asked::count);
  }

  @Test
  void aCallThatIsCancelledWhileItsTicketIsKeptHasIt() throws IOException {
    provider.then(
        call -> {
          Thread.currentThread().interrupt();
          call.waiting();
          call.keepJob(ProviderJob.of("job-1", Instant.EPOCH));
          assertThat(Thread.interrupted()).isTrue();
          QueueingProvider.image(call);
        });
    fused(
        provider,
        restoring(),
        result -> assertThat(store.tickets()).containsExactly(result.ticket().orElseThrow()));
  }
}
