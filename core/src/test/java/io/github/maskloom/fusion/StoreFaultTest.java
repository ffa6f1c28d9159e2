package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.RecordedLogs;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stores that are full, read-only, slow, that hang or throw: before a job is paid for, and after.
 */
@Timeout(120)
class StoreFaultTest extends InFusionFolder {
  private final List<FusionRecord> journal = new CopyOnWriteArrayList<>();
  private JobStore kept;

  @BeforeEach
  void openStore() {
    kept = JobStore.files(folder.resolve("jobs"));
  }

  private FusionClient open(QueueingProvider provider, JobStore jobs) throws IOException {
    return FusionClient.open(
        provider,
        files.config().jobs(jobs).journal(journal::add).closeGrace(Duration.ZERO).build());
  }

  private FusionException failure(FusionClient client) {
    return catchThrowableOfType(
        FusionException.class, () -> client.fuse(files.request().build()).discard());
  }

  /** What a store throws when it is asked to save, remove or hang for the n-th time. */
  private static final class Faulty implements JobStore {
    private final JobStore store;
    private final Fault atSave;
    private final Fault atRemoval;
    private int saves;

    Faulty(JobStore store, Fault atSave, Fault atRemoval) {
      this.store = store;
      this.atSave = atSave;
      this.atRemoval = atRemoval;
    }

    interface Fault {
      void at(int number) throws IOException;
    }

    /** The disk is full from the n-th save on. */
    static Faulty full(JobStore store, int from) {
      return new Faulty(
          store,
          number -> {
            if (number >= from) {
              throw new IOException("No space left on device");
            }
          },
          number -> {});
    }

    @Override
    public void save(JobTicket ticket) throws IOException {
      atSave.at(++saves);
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
  @EnumSource(Thrown.class)
  void nothingIsSentIfNoTicketCouldBeKept(Thrown fault) throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    Faulty store =
        new Faulty(
            kept,
            number -> {
              throw fault.rise();
            },
            number -> {});
    try (FusionClient client = open(provider, store)) {
      FusionException failure = failure(client);

      assertThat(provider.submitted).as("requests").hasValue(0);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.SAFE);
      assertThat(failure.ticket()).isEmpty();
      assertThat(failure).hasMessageContaining(fault.failure.getClass().getName());
      assertThat(failure.getMessage()).doesNotContain(String.valueOf(fault.failure.getMessage()));
    }
    assertThat(journal)
        .singleElement()
        .returns(Delivery.NOT_SENT, record -> record.sent().delivery())
        .returns(FusionRecord.Outcome.FAILED, FusionRecord::outcome);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nothingIsSentIfTheFolderOfTicketsCannotBeWrittenTo() throws IOException {
    Path jobs = Files.createDirectory(folder.resolve("jobs"));
    Files.setPosixFilePermissions(jobs, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(jobs), "root may write there");
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, kept)) {
      assertThat(failure(client).delivery()).isEqualTo(Delivery.NOT_SENT);
    }
    assertThat(provider.submitted).hasValue(0);
  }

  @Test
  void nothingIsSentIfTheFolderOfTicketsHasBecomeAFile() throws IOException {
    Files.writeString(folder.resolve("jobs"), "a file");
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, kept)) {
      assertThat(failure(client).delivery()).isEqualTo(Delivery.NOT_SENT);
    }
    assertThat(provider.submitted).hasValue(0);
  }

  @Test
  void aDiskThatIsFullBehindTheAnswerLosesNoImageAndTheOutcomeHasTheTicket() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, Faulty.full(kept, 2));
        FusionResult result = client.fuse(files.request().build())) {
      assertThat(result.image().isPresent()).isTrue();
      assertThat(result.ticket().orElseThrow().job().orElseThrow().id()).isEqualTo("job-1");
      result.discard();
    }
    assertThat(kept.tickets()).isEmpty();
  }

  @Test
  void eachJobWhoseTicketCouldNotBeKeptIsNamedInTheLogWithItsTicket() throws Exception {
    Process child =
        ChildJvm.start(
            StoreFaultTest.class,
            files.temp(),
            List.of(folder.toString(), "3"),
            RecordedLogs.OPTION);
    String log = new String(child.getInputStream().readAllBytes(), UTF_8);

    assertThat(log.lines())
        .filteredOn(line -> line.contains("job-"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("WARN").contains("IOException"))
        .allSatisfy(line -> assertThat(line).containsPattern("[0-9a-f]{32}"));
    assertThat(log).contains("job-1", "job-2", "job-3").doesNotContain("No space");
  }

  /** A store that does not answer until it is released. */
  private static final class Hanging {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    void hang() {
      reached.countDown();
      Uninterruptibles.awaitUninterruptibly(released);
    }
  }

  private static CancelledCallException cancelled(FusionCall call) {
    return catchThrowableOfType(CancelledCallException.class, call::result);
  }

  @Test
  void aCallWhoseStoreHangsBeforeTheRequestCanBeCancelledAndNothingIsSent() throws Exception {
    Hanging hanging = new Hanging();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    Faulty store = new Faulty(kept, number -> hanging.hang(), number -> {});
    FusionClient client = open(provider, store);
    FusionCall call = client.start(files.request().build());
    hanging.reached.await();

    call.cancel();

    assertThat(cancelled(call).delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(provider.submitted).hasValue(0);
    hanging.released.countDown();
    client.close();
    assertThat(kept.tickets()).as("saved late, and removed behind that").isEmpty();
  }

  @Test
  void aClientWhoseStoreHangsBeforeTheRequestCanBeClosed() throws Exception {
    Hanging hanging = new Hanging();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    // Who keeps nothing leaves nothing that comes late.
    Faulty store = new Faulty(JobStore.NONE, number -> hanging.hang(), number -> {});
    FusionClient client = open(provider, store);
    FusionCall call = client.start(files.request().build());
    hanging.reached.await();

    client.close();

    assertThat(cancelled(call).delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(provider.submitted).hasValue(0);
    hanging.released.countDown();
  }

  @Test
  void aCallWhoseStoreHangsBehindTheAnswerCanBeCancelledAndHasItsTicket() throws Exception {
    Hanging hanging = new Hanging();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::untilCancelled);
    Faulty store =
        new Faulty(
            kept,
            number -> {
              if (number == 2) {
                hanging.hang();
              }
            },
            number -> {});
    try (FusionClient client = open(provider, store)) {
      FusionCall call = client.start(files.request().build());
      hanging.reached.await();

      call.cancel();

      CancelledCallException end = cancelled(call);
      assertThat(end.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(end.ticket().orElseThrow().job()).isPresent();
      hanging.released.countDown();
    }
  }

  @Test
  void aResultWhoseStoreHangsIsClosedAndTheTicketGoesInTheEnd() throws Exception {
    Hanging hanging = new Hanging();
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    Faulty store = new Faulty(kept, number -> {}, number -> hanging.hang());
    FusionClient client = open(provider, store);

    client.fuse(files.request().build()).discard();

    assertThat(kept.tickets()).hasSize(1);
    hanging.released.countDown();
    client.close();
    assertThat(kept.tickets()).isEmpty();
  }

  @Test
  void aTicketThatSaysNoJobIsThereWhenTheRequestIsSent() throws IOException {
    List<JobTicket> seen = new CopyOnWriteArrayList<>();
    QueueingProvider provider =
        new QueueingProvider(QueueingProvider::image)
            .answering(call -> seen.addAll(kept.tickets()));
    try (FusionClient client = open(provider, kept);
        FusionResult result = client.fuse(files.request().build())) {
      JobTicket draft = seen.get(0);
      assertThat(draft.job()).isEmpty();
      assertThat(draft.clientRequestIds()).containsExactly("client-1");
      assertThat(draft.model()).contains("pencil-1");
      assertThat(kept.tickets()).containsExactly(result.ticket().orElseThrow());
      assertThat(result.ticket().orElseThrow().id()).isEqualTo(draft.id());
      assertThat(result.ticket().orElseThrow().begun()).isEqualTo(draft.begun());
      result.discard();
    }
    assertThat(seen).hasSize(1);
    assertThat(kept.tickets()).isEmpty();
  }

  private FusionException failed(Delivery reached) throws IOException {
    QueueingProvider provider =
        new QueueingProvider(QueueingProvider::image)
            .answering(
                call -> {
                  throw new FusionTransportException(
                      "no answer",
                      FusionException.Failure.notSent("queueing").withDelivery(reached));
                });
    try (FusionClient client = open(provider, kept)) {
      return failure(client);
    }
  }

  @Test
  void aRequestThatMadeNoJobForCertainLeavesNoTicket() throws IOException {
    assertThat(failed(Delivery.NOT_SENT).ticket()).isEmpty();
    assertThat(failed(Delivery.REJECTED).ticket()).isEmpty();
    assertThat(kept.tickets()).isEmpty();
  }

  @Test
  void aRequestThatMayHaveMadeAJobIsNamedByItsTicketAndCannotBeTakenUp() throws IOException {
    FusionException failure = failed(Delivery.UNKNOWN);

    assertThat(failure.ticket()).as("what takes a job up").isEmpty();
    JobTicket trace = kept.tickets().get(0);
    assertThat(trace.clientRequestIds()).containsExactly("client-1");
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    try (FusionClient client = open(provider, kept)) {
      FusionException refusal =
          catchThrowableOfType(
              FusionException.class,
              () -> client.resume(trace, files.request().build()).result().close());
      assertThat(refusal)
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("id of the job is not known")
          .hasMessageContaining("client-1");
      assertThat(refusal.delivery()).as("of the request").isEqualTo(Delivery.UNKNOWN);
    }
    assertThat(provider.resumed).isEmpty();
    assertThat(provider.submitted).hasValue(0);
    assertThat(kept.tickets()).containsExactly(trace);
  }

  @Test
  void attemptsUnderOneIdAreOneTicket() throws IOException {
    QueueingProvider provider =
        new QueueingProvider(QueueingProvider::image)
            .answering(
                call -> {
                  call.sending("client-1");
                  assertThat(kept.tickets())
                      .singleElement()
                      .returns(List.of("client-1"), JobTicket::clientRequestIds);
                });
    try (FusionClient client = open(provider, kept)) {
      client.fuse(files.request().build()).discard();
    }
    assertThat(journal)
        .singleElement()
        .returns(List.of("client-1"), record -> record.sent().requestIds());
  }

  @Test
  void nothingIsSentOfACallThatWasCancelledMeanwhile() throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean sent = new AtomicBoolean();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              begun.countDown();
              while (!call.cancellation().isCancelled()) {
                Thread.onSpinWait();
              }
              call.sending("client-1");
              sent.set(true);
              return ProviderResponse.NONE;
            });
    try (FusionClient client = files.open(provider)) {
      FusionCall call = client.start(files.request().build());
      Uninterruptibles.awaitUninterruptibly(begun);
      call.cancel();

      assertThat(cancelled(call).delivery()).isEqualTo(Delivery.NOT_SENT);
    }
    assertThat(sent).isFalse();
  }

  /** Arguments: the folder, and how many jobs are queued while there is no room for their ids. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    FusionConfig.Builder config = FusionConfig.builder().tempFolder(folder.resolve("temp"));
    FusionRequest request =
        FusionRequest.builder(folder.resolve("room.png"))
            .mask(folder.resolve("mask.png"))
            .prompt("a secret sofa")
            .build();
    for (int i = Integer.parseInt(args[1]); i > 0; i--) {
      Faulty store = Faulty.full(JobStore.files(folder.resolve("jobs")), 2);
      try (FusionClient client = FusionClient.open(provider, config.jobs(store).build())) {
        client.fuse(request).discard();
      }
    }
    RecordedLogs.loud().forEach(System.out::println);
  }
}
