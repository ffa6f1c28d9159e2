package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.FusionProgress.Stage;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose service queues them, cut off and taken up again. */
@Timeout(60)
class FusionJobTest extends InFusionFolder {
  private static final FusionException.Failure ACCEPTED =
      FusionException.Failure.notSent("queueing")
          .withDelivery(Delivery.ACCEPTED)
          .withRetry(RetryAdvice.SAFE);

  private final List<FusionRecord> journal = new CopyOnWriteArrayList<>();
  private JobStore store;

  @BeforeEach
  void openStore() {
    store = JobStore.files(folder.resolve("jobs"));
  }

  private FusionClient open(QueueingProvider provider) throws IOException {
    return open(provider, store);
  }

  private FusionClient open(QueueingProvider provider, JobStore jobs) throws IOException {
    return FusionClient.open(
        provider,
        files.config().jobs(jobs).journal(journal::add).closeGrace(Duration.ZERO).build());
  }

  /** The ticket of a call that was cut off, as its connection broke. */
  private JobTicket cutOff(QueueingProvider provider, FusionRequest request) throws IOException {
    provider.then(
        call -> {
          throw new FusionTransportException("the connection broke", ACCEPTED);
        });
    try (FusionClient client = open(provider)) {
      return failure(client, request).ticket().orElseThrow();
    }
  }

  private static FusionException failure(FusionClient client, FusionRequest request) {
    return catchThrowableOfType(FusionException.class, () -> client.fuse(request));
  }

  private FusionRequest request() {
    return files.request().restore(RestoreOptions.DEFAULT).build();
  }

  @Test
  void theTicketIsOnDiskBeforeTheServiceIsAskedForTheResult() throws IOException {
    List<JobTicket> kept = new CopyOnWriteArrayList<>();
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              kept.addAll(store.tickets());
              QueueingProvider.image(call);
            });
    try (FusionClient client = open(provider);
        FusionResult result = taken(client.fuse(request()))) {
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
    QueueingProvider whole = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(whole);
        FusionResult result = taken(client.fuse(request()))) {
      uninterrupted = Files.readAllBytes(result.image().file());
    }
    journal.clear();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    cutOff(provider, request());
    JobTicket kept = store.tickets().get(0);
    provider.then(QueueingProvider::image);

    try (FusionClient client = open(provider);
        FusionResult result = taken(client.resume(kept, request()).result())) {
      assertThat(Files.readAllBytes(result.image().file())).isEqualTo(uninterrupted);
      assertThat(result.record().sent().calls()).isZero();
    }

    assertThat(provider.submitted).hasValue(1);
    assertThat(provider.resumed).containsExactly(kept.job().orElseThrow());
    assertThat(store.tickets()).isEmpty();
    assertThat(journal)
        .extracting(record -> record.job().ticket())
        .containsOnly(Optional.of(kept.id()));
    assertThat(journal).extracting(record -> record.job().resumed()).containsExactly(false, true);
    assertThat(journal)
        .extracting(record -> record.sent().delivery())
        .containsOnly(Delivery.ACCEPTED);
    assertThat(journal)
        .allSatisfy(
            record -> {
              assertThat(record.sent().requestIds()).containsExactly("client-1");
              assertThat(record.received().requestIds()).containsExactly("job-1");
              assertThat(record.model()).contains("pencil-1");
              assertThat(record.toJson()).startsWith("{\"schema\":1,").contains(kept.id());
            });
  }

  @Test
  void whatWasCutOffIsNeverCalledSafeToSendAgain() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    cutOff(provider, request());
    try (FusionClient client = open(provider)) {
      FusionException failure = failure(client, request());

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
      assertThat(failure.toString()).contains("ticket " + failure.ticket().orElseThrow().id());
    }
  }

  @Test
  void aJobThatIsTakenUpAndCutOffAgainKeepsItsTicket() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobTicket ticket = cutOff(provider, request());
    try (FusionClient client = open(provider)) {
      FusionException failure =
          catchThrowableOfType(
              FusionException.class, () -> client.resume(ticket, request()).result());

      assertThat(failure.ticket()).contains(ticket);
      assertThat(store.tickets()).containsExactly(ticket);
    }
  }

  @Test
  void aFocusedPartIsPutBackWhereItWasCutOut() throws IOException {
    FusionRequest focused = files.request().restore(RestoreOptions.DEFAULT).focus().build();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobTicket ticket = cutOff(provider, focused);
    provider.then(QueueingProvider::image);

    try (FusionClient client = open(provider);
        FusionResult result = taken(client.resume(ticket, focused).result())) {
      assertThat(result.image().part()).isEqualTo(ticket.sent().part()).isPresent();
      assertThat(result.image().width()).isEqualTo(60);
      assertThat(result.record().sent().part()).isEqualTo(ticket.sent().part());
    }
  }

  @Test
  void otherImagesWordsAndOptionsAreRefusedAndTheJobStays() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobTicket ticket = cutOff(provider, request());
    try (FusionClient client = open(provider)) {
      assertRefused(
          client, ticket, "photo", FusionRequest.builder(files.sofa()).mask(files.mask()));
      assertRefused(
          client, ticket, "mask", FusionRequest.builder(files.room()).mask(files.frame()));
      assertRefused(client, ticket, "images", asked().mask(files.mask()));
      assertRefused(client, ticket, "prompt", files.request().prompt("a table"));
      assertRefused(
          client,
          ticket,
          "fillEnclosed",
          files
              .request()
              .mask(files.mask())
              .maskOptions(MaskOptions.DEFAULT.withFillEnclosed(true)));
    }
    assertThat(provider.resumed).isEmpty();
    assertThat(store.tickets()).containsExactly(ticket);
  }

  private FusionRequest.Builder asked() {
    return FusionRequest.builder(files.room());
  }

  private static void assertRefused(
      FusionClient client, JobTicket ticket, String what, FusionRequest.Builder other) {
    FusionRequest request =
        what.equals("prompt") ? other.build() : other.prompt("a sofa, please").build();
    FusionException failure =
        catchThrowableOfType(FusionException.class, () -> client.resume(ticket, request).result());
    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(what);
    assertThat(failure.delivery()).as("of the job").isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.ticket()).contains(ticket);
    assertThat(failure.toString()).doesNotContain("a table");
  }

  @Test
  void aJobOfAnotherProviderIsRefused() throws IOException {
    JobTicket ticket = cutOff(new QueueingProvider(QueueingProvider::image), request());
    try (FusionClient client = files.open(ScriptedProvider.answering())) {
      assertThatThrownBy(() -> client.resume(ticket, request()).result())
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("queueing");
    }
  }

  @Test
  void aStoreThatFailsEndsNoCallAndTheOutcomeHasTheTicket() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, new FullStore());
        FusionResult result = taken(client.fuse(request()))) {
      assertThat(result.image().isPresent()).isTrue();
      assertThat(result.ticket().orElseThrow().job().orElseThrow().id()).isEqualTo("job-1");
    }
    provider.then(
        call -> {
          throw new FusionServiceException("it is down", ACCEPTED);
        });
    try (FusionClient client = open(provider, new FullStore())) {
      assertThat(failure(client, request()).ticket()).isPresent();
    }
  }

  @Test
  void aStoreThatBreaksWhenItForgetsHidesNoFailure() throws IOException {
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              call.jobEnded(ProviderJob.End.CANCELLED);
              throw new FusionServiceException("it is down", ACCEPTED);
            });
    JobStore broken =
        new FullStore() {
          @Override
          public void remove(String id) {
            throw new LinkageError("a driver is missing");
          }
        };
    try (FusionClient client = open(provider, broken)) {
      assertThat(failure(client, request())).hasMessageContaining("it is down");
    }
  }

  /** A store on a disk that is full as soon as there is a job. */
  private static class FullStore implements JobStore {
    @Override
    public void save(JobTicket ticket) throws IOException {
      if (ticket.job().isPresent()) {
        throw new IOException("no space left");
      }
    }

    @Override
    public void remove(String id) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public List<JobTicket> tickets() {
      return List.of();
    }
  }

  @Test
  void aStoreThatKeepsNothingIsAllowed() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, JobStore.NONE)) {
      client.fuse(request()).discard();
    }
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefusedWithItsNameAndTheWayOut() throws IOException {
    TicketFiles home = new TicketFiles(Files.createFile(folder.resolve("home")).resolve("jobs"));
    assertThatThrownBy(home::prove)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(home.folder().toString())
        .hasMessageContaining("FusionConfig.jobs(JobStore.files(folder))");
    assertThatThrownBy(new TicketFiles(Path.of("?", ".maskloom", "jobs"))::prove)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("FusionConfig.jobs(JobStore.files(folder))");
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void aRequestMayKeepItsTicketElsewhere() throws IOException {
    JobStore own = JobStore.files(folder.resolve("own"));
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              assertThat(own.tickets()).hasSize(1);
              assertThat(store.tickets()).isEmpty();
              QueueingProvider.image(call);
            });
    try (FusionClient client = open(provider)) {
      client.fuse(files.request().jobs(own).build()).discard();
    }
    assertThat(own.tickets()).isEmpty();
  }

  @Test
  void aProviderThatDidNotSayThatItQueuesIsAtFault() throws IOException {
    QueueingProvider provider = new QueueingProvider(false, QueueingProvider::image);
    try (FusionClient client = open(provider)) {
      assertThat(failure(client, request())).isInstanceOf(FusionServiceException.class);
    }
  }

  @Test
  void severalJobsAreSeveralRequests() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider)) {
      FusionRequest two = files.request().count(2).severalCalls(true).build();
      assertThat(failure(client, two)).isInstanceOf(FusionRequestException.class);
    }
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
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              try {
                QueueingProvider.untilCancelled(call);
              } finally {
                assertThat(call.isJobUnwanted()).isTrue();
                atCancel.of(call);
              }
            });
    try (FusionClient client = open(provider)) {
      FusionCall call = client.start(request());
      awaitWaiting(call);
      call.cancel();
      return catchThrowableOfType(CancelledCallException.class, call::result);
    }
  }

  private static void awaitWaiting(FusionCall call) {
    while (call.progress().stage() != Stage.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closingTheClientLeavesTheJobForALaterProcess() throws IOException {
    List<Boolean> unwanted = new CopyOnWriteArrayList<>();
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              try {
                QueueingProvider.untilCancelled(call);
              } finally {
                unwanted.add(call.isJobUnwanted());
              }
            });
    FusionClient client = open(provider);
    FusionCall call = client.start(request());
    awaitWaiting(call);
    client.close();

    CancelledCallException end = catchThrowableOfType(CancelledCallException.class, call::result);
    assertThat(unwanted).containsExactly(false);
    assertThat(store.tickets()).containsExactly(end.ticket().orElseThrow());
  }

  @Test
  void whatTheServiceHasEndedIsForgottenAndCostsWhatItSays() throws IOException {
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              call.jobEnded(ProviderJob.End.FAILED);
              throw new FusionContentException(
                  "moderated before", ACCEPTED.withDelivery(Delivery.REJECTED));
            });
    try (FusionClient client = open(provider)) {
      FusionException failure = failure(client, request());

      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
      assertThat(failure.ticket()).isPresent();
      assertThat(store.tickets()).isEmpty();
      assertThat(journal)
          .extracting(record -> record.sent().delivery())
          .containsExactly(Delivery.REJECTED);
    }
  }

  @Test
  void aJobOfWhichMoreIsKnownIsKeptAnew() throws IOException {
    Instant until = Instant.parse("2026-11-29T05:00:00Z");
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              call.keepJob(ProviderJob.of("job-1", Instant.EPOCH).withExpires(until));
              assertThat(store.tickets())
                  .singleElement()
                  .returns(Optional.of(until), ticket -> ticket.job().orElseThrow().expires());
              assertThatThrownBy(() -> call.keepJob(ProviderJob.of("job-2", until)))
                  .isInstanceOf(IllegalStateException.class);
              QueueingProvider.image(call);
            });
    try (FusionClient client = open(provider)) {
      client.fuse(request()).discard();
    }
  }

  @Test
  void aResultThatCouldNotBeWrittenKeepsItsTicket() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    Path nowhere = folder.resolve("none/result.png");
    try (FusionClient client = open(provider)) {
      try (FusionResult result = taken(client.fuse(files.request().build()))) {
        assertThatThrownBy(() -> result.image().writeTo(nowhere)).isInstanceOf(IOException.class);
      }
      JobTicket kept = store.tickets().get(0);
      client.resume(kept, files.request().build()).result().discard();
    }
    assertThat(provider.submitted).hasValue(1);
    assertThat(store.tickets()).isEmpty();
    files.assertOnlyImagesLeft();
  }

  @Test
  void theProviderHearsWhatTheJobWasAskedFor() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobTicket ticket = cutOff(provider, request());
    provider.then(QueueingProvider::image);
    try (FusionClient first = open(provider);
        FusionClient both = first.withFallback(files.open(failing()))) {
      both.resume(ticket, request()).result().discard();
    }
    assertThat(provider.asked)
        .singleElement()
        .returns("a sofa, please", ProviderJob.Asked::prompt)
        .returns(1, ProviderJob.Asked::count);
  }

  @Test
  void aJobIsTakenUpByTheClientThatHasItHoweverManyStandIn() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobTicket ticket = cutOff(provider, request());
    provider.then(QueueingProvider::image);
    try (FusionClient last = files.open(failing()).withFallback(open(provider));
        FusionClient all = files.open(failing()).withFallback(last)) {
      all.resume(ticket, request()).result().discard();
    }
    assertThat(provider.resumed).containsExactly(ticket.job().orElseThrow());
  }

  private static ScriptedProvider failing() {
    return ScriptedProvider.doing(
        (request, call) -> {
          throw new AssertionError("the fallback has no such job");
        });
  }

  @Test
  void aCallThatIsCancelledWhileItsTicketIsKeptHasIt() throws IOException {
    QueueingProvider provider =
        new QueueingProvider(
            call -> {
              Thread.currentThread().interrupt();
              call.keepJob(job(call));
              assertThat(Thread.interrupted()).isTrue();
              QueueingProvider.image(call);
            });
    try (FusionClient client = open(provider);
        FusionResult result = taken(client.fuse(request()))) {
      assertThat(store.tickets()).containsExactly(result.ticket().orElseThrow());
    }
  }

  private static ProviderJob job(ProviderCall call) {
    call.waiting();
    return ProviderJob.of("job-1", Instant.EPOCH);
  }
}
