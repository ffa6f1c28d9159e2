package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.ACCEPTED;
import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.fusion.Delivery.REJECTED;
import static io.github.maskloom.fusion.Delivery.UNKNOWN;
import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.fusion.FusionRecord.Outcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores and journals that are full, hang or throw: before a job is paid for, and after. */
class StoreFaultTest extends InJobFolder {
  private final QueueingProvider provider = new QueueingProvider();
  private final Gate hanging = new Gate();

  /** What a store does when it is asked to save for the n-th time, or to remove. */
  record Faulty(JobStore store, Fault atSave, Fault atRemoval, List<JobTicket> saves)
      implements JobStore {
    interface Fault {
      void at(int number) throws IOException;
    }

    static Faulty saving(JobStore store, Fault fault) {
      return new Faulty(store, fault, number -> {}, new CopyOnWriteArrayList<>());
    }

    static Faulty removing(JobStore store, Fault fault) {
      return new Faulty(store, number -> {}, fault, new CopyOnWriteArrayList<>());
    }

    /** The disk is full from the second save on. */
    static Faulty full(JobStore store) {
      return saving(
          store,
          number -> {
            if (number > 1) {
              throw new IOException("No space left on device");
            }
          });
    }

    @Override
    public void save(JobTicket ticket) throws IOException {
      saves.add(ticket);
      atSave.at(saves.size());
      store.save(ticket);
    }

    @Override
    public void remove(String id) throws IOException {
      atRemoval.at(1);
      store.remove(id);
    }

    @Override
    public List<JobTicket> tickets() throws IOException {
      return store.tickets();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSentIfNoTicketCouldBeKept(Thrown fault) throws IOException {
    try (FusionClient client = open(provider, Faulty.saving(store, number -> fault.rise()))) {
      FusionException failure = failed(client, request().build());

      assertThat(provider.submitted).as("requests").hasValue(0);
      assertThat(failure.delivery()).isEqualTo(NOT_SENT);
      assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.SAFE);
      assertThat(failure.ticket()).isEmpty();
      assertThat(failure)
          .hasMessageContaining(fault.failure.getClass().getName())
          .hasMessageNotContaining(String.valueOf(fault.failure.getMessage()));
    }
    assertRecorded(FAILED, NOT_SENT);
  }

  @Test
  void nothingIsSentIfTheFolderOfTicketsHasBecomeAFile() throws IOException {
    FusionConfig config = config().build();
    Path jobs = folder.resolve("jobs");
    try (FusionClient client = FusionClient.open(provider, config)) {
      Files.delete(jobs);
      Files.writeString(jobs, "a file");
      assertThat(delivery(failure(client, request().build()))).isEqualTo(NOT_SENT);
    }
    assertThat(provider.submitted).hasValue(0);
    assertThatThrownBy(() -> FusionClient.open(provider, config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(jobs.toString());
  }

  @Test
  void aDiskThatIsFullBehindTheAnswerLosesNoImageAndTheOutcomeHasTheTicket() throws IOException {
    fused(
        provider,
        config().jobs(Faulty.full(store)),
        request().build(),
        result -> {
          assertThat(result.image().isPresent()).isTrue();
          assertThat(result.ticket().orElseThrow().job().orElseThrow().id()).isEqualTo("job-1");
        });
    assertThat(store.tickets()).isEmpty();
    provider.then(
        call -> {
          throw down(ACCEPTED);
        });
    Throwable late = failure(provider, config().jobs(Faulty.full(store)), request().build());
    assertThat(((FusionException) late).ticket()).isPresent();
  }

  @Test
  void aStoreThatBreaksWhenItForgetsHidesNoFailure() throws IOException {
    provider.then(
        call -> {
          call.jobEnded(ProviderJob.End.CANCELLED);
          throw down(ACCEPTED);
        });
    Faulty broken = Faulty.removing(store, number -> Thrown.LINKAGE.rise());
    assertThat(failure(provider, config().jobs(broken), request().build()))
        .hasMessageContaining("down");
  }

  @Test
  void aCallWhoseStoreHangsBeforeTheRequestCanBeCancelledAndNothingIsSent() throws Exception {
    FusionClient client = open(provider, Faulty.saving(store, number -> hanging.pass()));
    FusionCall call = client.start(request().build());
    hanging.awaitReached();

    call.cancel();

    assertThat(delivery(failure(call))).isEqualTo(NOT_SENT);
    assertThat(provider.submitted).hasValue(0);
    hanging.open();
    client.close();
    assertThat(store.tickets()).as("saved late, and removed behind that").isEmpty();
  }

  @Test
  void aClientWhoseStoreHangsBeforeTheRequestCanBeClosed() throws Exception {
    // Who keeps nothing leaves nothing that comes late.
    FusionClient client = open(provider, Faulty.saving(JobStore.NONE, number -> hanging.pass()));
    FusionCall call = client.start(request().build());
    hanging.awaitReached();

    client.close();

    assertThat(delivery(failure(call))).isEqualTo(NOT_SENT);
    assertThat(provider.submitted).hasValue(0);
    hanging.open();
  }

  @Test
  void aCallWhoseStoreHangsBehindTheAnswerCanBeCancelledAndHasItsTicket() throws Exception {
    provider.then(QueueingProvider::untilCancelled);
    Faulty second =
        Faulty.saving(
            store,
            number -> {
              if (number == 2) {
                hanging.pass();
              }
            });
    try (FusionClient client = open(provider, second)) {
      FusionCall call = client.start(request().build());
      hanging.awaitReached();

      call.cancel();

      CancelledCallException end = catchThrowableOfType(CancelledCallException.class, call::result);
      assertThat(end.delivery()).isEqualTo(ACCEPTED);
      assertThat(end.ticket().orElseThrow().job()).isPresent();
      hanging.open();
    }
  }

  /** As long as a result that is closed is patient. */
  @Test
  @Tag("slow")
  void aResultWhoseStoreHangsIsClosedAndTheTicketGoesInTheEnd() throws Exception {
    FusionClient client = open(provider, Faulty.removing(store, number -> hanging.pass()));

    client.fuse(request().build()).discard();

    assertThat(store.tickets()).hasSize(1);
    hanging.open();
    client.close();
    assertThat(store.tickets()).isEmpty();
  }

  /** A client whose journal is on a file server that does not answer. */
  private FusionClient hungJournal() throws IOException {
    FusionJournal journal =
        new FusionJournal() {
          @Override
          public void append(FusionRecord call) throws IOException {
            hanging.passUnlessInterrupted();
          }

          @Override
          public void sending(Sending request) throws IOException {
            hanging.passUnlessInterrupted();
          }
        };
    return FusionClient.open(provider, config().jobs(JobStore.NONE).journal(journal).build());
  }

  /** As long as a call is patient with its journal, and a client that is closed. */
  @Test
  @Tag("slow")
  void aCallWhoseJournalHangsEndsAndItsClientCloses() throws Exception {
    FusionClient client = hungJournal();
    client.fuse(request().build()).discard();
    client.close();
    hanging.open();
  }

  @Test
  void aCallWhoseJournalHangsEndsWithItsClient() throws Exception {
    provider.then(QueueingProvider::untilCancelled);
    FusionClient client = hungJournal();
    FusionCall call = client.start(request().build());
    client.close();
    assertThat(call.isDone()).isTrue();
    hanging.open();
  }

  @Test
  void aTicketThatSaysNoJobIsThereWhenTheRequestIsSent() throws IOException {
    List<JobTicket> seen = new CopyOnWriteArrayList<>();
    provider.answering(call -> seen.addAll(store.tickets()));
    try (FusionClient client = open(provider);
        FusionResult result = taken(client.fuse(request().build()))) {
      JobTicket ticket = result.ticket().orElseThrow();
      assertThat(store.tickets()).containsExactly(ticket);
      assertThat(seen)
          .singleElement()
          .returns(true, draft -> draft.job().isEmpty())
          .returns(List.of("client-1"), JobTicket::clientRequestIds)
          .returns("pencil-1", draft -> draft.model().orElseThrow())
          .returns(ticket.id(), JobTicket::id)
          .returns(ticket.begun(), JobTicket::begun);
    }
    assertThat(store.tickets()).isEmpty();
  }

  /** The failure of a request that got so far before its job was known. */
  private FusionException reaching(Delivery reached) throws IOException {
    provider.answering(
        call -> {
          throw new FusionTransportException(
              "no answer", FusionException.Failure.notSent("queueing").withDelivery(reached));
        });
    return (FusionException) failure(provider, request().build());
  }

  @Test
  void aRequestThatMadeNoJobForCertainLeavesNoTicket() throws IOException {
    assertThat(reaching(NOT_SENT).ticket()).isEmpty();
    assertThat(reaching(REJECTED).ticket()).isEmpty();
    assertThat(store.tickets()).isEmpty();
  }

  @Test
  void aRequestThatMayHaveMadeAJobIsNamedByItsTicketAndCannotBeTakenUp() throws IOException {
    assertThat(reaching(UNKNOWN).ticket()).as("what takes a job up").isEmpty();

    JobTicket trace = store.tickets().get(0);
    assertThat(trace.clientRequestIds()).containsExactly("client-1");
    QueueingProvider next = new QueueingProvider();
    try (FusionClient client = open(next)) {
      assertThat(failure(client.resume(trace, request().build())))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContainingAll("id of the job is not known", "client-1")
          .returns(UNKNOWN, InFusionFolder::delivery);
    }
    assertThat(next.resumed).isEmpty();
    assertThat(next.submitted).hasValue(0);
    assertThat(store.tickets()).containsExactly(trace);
  }

  @Test
  void attemptsUnderOneIdAreOneTicket() throws IOException {
    provider.answering(
        call -> {
          call.sending("client-1");
          assertThat(store.tickets())
              .singleElement()
              .returns(List.of("client-1"), JobTicket::clientRequestIds);
        });
    fused(provider, request().build());
    assertThat(journal)
        .singleElement()
        .returns(List.of("client-1"), record -> record.sent().requestIds());
  }

  @Test
  void nothingIsSentOfACallThatWasCancelledMeanwhile() throws Exception {
    AtomicBoolean sent = new AtomicBoolean();
    ScriptedProvider late =
        ScriptedProvider.acting(
            (request, call) -> {
              hanging.passUnlessCancelled(call);
              call.sending("client-1");
              sent.set(true);
            });
    try (FusionClient client = open(late)) {
      FusionCall call = client.start(request().build());
      hanging.awaitReached();
      call.cancel();

      assertThat(delivery(failure(call))).isEqualTo(NOT_SENT);
    }
    assertThat(sent).isFalse();
  }
}
