package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that does a request once, however often it comes under its key. */
@Timeout(600)
class KeyedJobsTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration POLLS = Duration.ofMillis(50);
  private static final int REQUESTS = 40;
  private static final int RESENDS = 5;
  private static final int KILLS = 50;
  private static final int CALLS = 4;

  @TempDir private Path folder;

  @AutoClose private final JobServer server = new JobServer(new QueueJobContractTest());

  @BeforeEach
  void makeReady() throws IOException {
    server.replayKeys();
    Files.write(folder.resolve("room.png"), TestImages.png(1));
  }

  private static FusionClient client(Path folder, URI address, Optional<Duration> keysLive)
      throws IOException {
    return FusionClient.open(
        new QueueProvider(true, keysLive),
        FusionConfig.builder()
            .labeled(false)
            .provider(
                QueueProvider.config()
                    .withApiKey("key")
                    .withBaseUrl(address)
                    .withRetries(HttpRetries.NONE.withWaits(POLLS, POLLS)))
            .journal(FusionJournal.file(folder.resolve("calls.jsonl")))
            .jobs(store(folder))
            .tempFolder(Files.createTempDirectory(folder, "temp"))
            .build());
  }

  private FusionClient client() throws IOException {
    return client(folder, server.address(), Optional.of(DAY));
  }

  private static JobStore store(Path folder) {
    return JobStore.files(folder.resolve("jobs"));
  }

  private static FusionRequest request(Path folder, int number) {
    return FusionRequest.builder(folder.resolve("room.png")).prompt("number " + number).build();
  }

  private static FusionException failure(FusionClient client, FusionRequest request) {
    return catchThrowableOfType(FusionException.class, () -> client.fuse(request).discard());
  }

  private FusionException failure(FusionClient client, JobTicket ticket, FusionRequest request) {
    return catchThrowableOfType(
        FusionException.class, () -> client.resume(ticket, request).result().discard());
  }

  /** Answers of which nobody can say whether a job was made. */
  private static Answer lost(int number) {
    return List.of(
            Answer.resetAfterBody(),
            Answer.empty(503),
            Answer.htmlPage(502),
            Answer.json("{}"),
            Answer.empty(200))
        .get(number % 5);
  }

  /** The ticket of a request whose end nobody knows. */
  private JobTicket unknown(FusionClient client, int number) throws IOException {
    server.plan(Stage.SUBMIT, lost(number));
    FusionException failure = failure(client, request(folder, number));
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    JobTicket ticket = failure.failure().ticket().orElseThrow();
    assertThat(ticket.job()).isEmpty();
    assertThat(store(folder).tickets()).contains(ticket);
    return ticket;
  }

  @Test
  void twoHundredResendsOfFortyRequestsMakeFortyJobs() throws IOException {
    for (int number = 0; number < REQUESTS; number++) {
      JobTicket ticket;
      try (FusionClient client = client()) {
        ticket = unknown(client, number);
      }
      for (int again = 1; again < RESENDS; again++) {
        server.plan(Stage.SUBMIT, lost(number + again));
        try (FusionClient next = client()) {
          assertThat(failure(next, ticket, request(folder, number)).delivery())
              .isEqualTo(Delivery.UNKNOWN);
        }
      }
      try (FusionClient next = client();
          FusionResult result = next.resume(ticket, request(folder, number)).result()) {
        assertThat(result.image().file()).hasBinaryContent(JobWire.IMAGE);
        result.image().writeTo(folder.resolve(number + ".png"));
      }
    }
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(REQUESTS * (1 + RESENDS));
    assertThat(server.jobsMade()).isEqualTo(REQUESTS);
    assertThat(store(folder).tickets()).isEmpty();
    assertThat(folder.resolve("calls.jsonl")).content().doesNotContain("number");
  }

  /** The body and its boundary are the same at each of both. */
  @Test
  void aFormIsSentAgainUnderItsKeyByItsTicket() throws IOException {
    FusionConfig config =
        FusionConfig.builder()
            .provider(
                QueueProvider.config()
                    .withApiKey("key")
                    .withBaseUrl(server.address())
                    .withRetries(HttpRetries.NONE))
            .jobs(store(folder))
            .build();
    JobTicket ticket;
    try (FusionClient client = FusionClient.open(QueueProvider.ofForms(DAY), config)) {
      ticket = unknown(client, 0);
    }
    try (FusionClient next = FusionClient.open(QueueProvider.ofForms(DAY), config)) {
      next.resume(ticket, request(folder, 0)).result().discard();
    }
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(2);
    assertThat(server.jobsMade()).isOne();
  }

  @Test
  void theCallItselfSendsAgainUnderItsKey() throws IOException {
    QueueProvider provider = new QueueProvider(true, Optional.of(DAY));
    server.plan(Stage.SUBMIT, Answer.resetAfterBody());
    server.plan(Stage.SUBMIT, Answer.empty(503));
    FusionConfig config =
        FusionConfig.builder()
            .provider(
                QueueProvider.config()
                    .withApiKey("key")
                    .withBaseUrl(server.address())
                    .withRetries(HttpFixture.AT_ONCE))
            .jobs(JobStore.NONE)
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      client.fuse(request(folder, 1)).discard();
    }
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(3);
    assertThat(server.jobsMade()).isOne();
    assertThat(server.calls(Stage.POLL).get(0).header("Idempotency-Key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "photo", "address", "service", "late", "early", "digest"})
  void anythingButTheSameRequestInItsTimeIsRefused(String what) throws IOException {
    JobTicket ticket;
    try (FusionClient client = client()) {
      ticket = unknown(client, 1);
    }
    Optional<Duration> keysLive = Optional.of(DAY).filter(any -> !what.equals("service"));
    URI address = URI.create(server.address() + (what.equals("address") ? "/eu" : ""));
    if (what.equals("photo")) {
      Files.write(folder.resolve("room.png"), TestImages.png(2));
    }
    Instant begun =
        switch (what) {
          case "late" -> ticket.begun().minus(DAY.minusMinutes(9));
          case "early" -> ticket.begun().plusSeconds(3600);
          default -> ticket.begun();
        };
    JobTicket changed = with(ticket, begun, what.equals("digest"));
    try (FusionClient next = client(folder, address, keysLive)) {
      FusionException refused =
          failure(next, changed, request(folder, what.equals("prompt") ? 2 : 1));
      assertThat(refused).isInstanceOf(FusionRequestException.class);
      assertThat(refused.delivery()).isEqualTo(Delivery.UNKNOWN);
    }
    assertThat(server.count(Stage.SUBMIT)).isOne();
    assertThat(store(folder).tickets()).isNotEmpty();
  }

  private static JobTicket with(JobTicket of, Instant begun, boolean otherHash) {
    return new JobTicket(
        of.id(),
        of.provider(),
        of.model(),
        begun,
        of.job(),
        of.clientRequestIds(),
        of.serverRequestIds(),
        of.promptSha256(),
        otherHash ? Optional.of("0".repeat(64)) : of.requestSha256(),
        of.images(),
        of.sent(),
        of.options());
  }

  @Test
  void withoutTheServicesPromiseNothingIsSentAgain() throws IOException {
    server.plan(Stage.SUBMIT, Answer.resetAfterBody());
    try (FusionClient client = client(folder, server.address(), Optional.empty())) {
      FusionException failure = failure(client, request(folder, 1));
      assertThat(failure.failure().ticket()).isEmpty();
    }
    JobTicket ticket = store(folder).tickets().get(0);
    assertThat(ticket.requestSha256()).isEmpty();
    try (FusionClient next = client()) {
      assertThat(failure(next, ticket, request(folder, 1)))
          .hasMessageContaining("the service's id of the job is not known");
    }
    assertThat(server.count(Stage.SUBMIT)).isOne();
    assertThat(server.calls().get(0).header("Idempotency-Key")).isEmpty();
  }

  @Test
  @Tag("slow")
  void fiftyKilledProcessesHaveOneJobForEachRequest() throws Exception {
    int jobs = 0;
    int takenUp = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path home = Files.createDirectory(folder.resolve("kill-" + kill));
      Files.copy(folder.resolve("room.png"), home.resolve("room.png"));
      try (JobServer own = new JobServer(new QueueJobContractTest())) {
        own.replayKeys();
        kill(home, own, new Random(20261201 + kill));
        takenUp += store(home).tickets().size();
        recover(home, own);
        jobs += own.jobsMade();

        int images = (int) IntStream.range(0, CALLS).filter(n -> has(home, n)).count();
        assertThat(own.jobsMade()).as("jobs of kill %d", kill).isEqualTo(images);
        assertThat(store(home).tickets()).as("tickets of kill %d", kill).isEmpty();
      }
    }
    assertThat(jobs).as("jobs of all kills").isGreaterThan(KILLS);
    assertThat(takenUp).as("calls that a kill cut off").isGreaterThan(KILLS / 2);
  }

  /** Kills a process behind one of its requests. */
  private static void kill(Path home, JobServer own, Random random) throws Exception {
    List<String> arguments = List.of(home.toString(), own.address().toString());
    Process child = ChildJvm.startQuietly(KeyedJobsTest.class, arguments);
    CountDownLatch due = new CountDownLatch(1 + random.nextInt(2 * CALLS));
    own.onPoll(due::countDown);
    var unused =
        child.onExit().thenRun(() -> IntStream.range(0, 2 * CALLS).forEach(n -> due.countDown()));
    while (own.count(Stage.SUBMIT) == 0 && child.isAlive()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    if (random.nextBoolean()) {
      due.await();
    }
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(40_000)));
    child.destroyForcibly();
    child.waitFor();
    own.onPoll(() -> {});
  }

  /** Takes up every ticket, by whichever request it is for. */
  private static void recover(Path home, JobServer own) throws IOException {
    try (FusionClient client = client(home, own.address(), Optional.of(DAY))) {
      for (JobTicket ticket : store(home).tickets()) {
        for (int number = 0; number < CALLS; number++) {
          try (FusionResult result = client.resume(ticket, request(home, number)).result()) {
            result.image().writeTo(home.resolve(number + ".png"));
          } catch (FusionRequestException e) {
            // It is another request's.
          }
        }
      }
    }
  }

  private static boolean has(Path home, int number) {
    return Files.exists(home.resolve(number + ".png"));
  }

  /** Arguments: folder, address. Makes calls until it is killed. */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    try (FusionClient client = client(home, URI.create(args[1]), Optional.of(DAY))) {
      for (int number = 0; number < CALLS; number++) {
        try (FusionResult result = client.fuse(request(home, number))) {
          result.image().writeTo(home.resolve(number + ".png"));
        }
      }
    }
  }
}
