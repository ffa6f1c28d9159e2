package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.RecordedLogs;
import io.github.maskloom.testing.Records;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a journal says of a request before it is sent, and of calls whose process was killed. */
@Timeout(120)
class JournalTraceTest extends InFusionFolder {
  private static final String SENT = "sent";
  private Path file;

  @BeforeEach
  void nameJournal() {
    file = folder.resolve("calls.jsonl");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  private List<String> lines(String event) throws IOException {
    return lines().stream().filter(line -> line.contains("\"event\":\"" + event + "\"")).toList();
  }

  private void fuse(ScriptedProvider provider, FusionJournal journal) throws IOException {
    try (FusionClient client =
        FusionClient.open(provider, files.config().journal(journal).build())) {
      client.fuse(files.request().build()).discard();
    }
  }

  private static ProviderResponse answer(ProviderCall call) throws IOException {
    ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(60, 40));
    return ProviderResponse.NONE;
  }

  @Test
  void aRequestIsNamedWithItsProcessBeforeItIsSent() throws IOException {
    List<String> before = new ArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.modelKnown("gray-1");
              call.sending("client-1");
              before.addAll(lines());
              String line = before.get(0);
              assertThat(line)
                  .contains("\"event\":\"sending\"")
                  .contains("\"provider\":\"scripted\"", "\"model\":\"gray-1\"")
                  .contains("\"clientRequestId\":\"client-1\"")
                  .doesNotContain("sofa", "outcome");
              String process = line.replaceFirst(".*\"process\":\"([^\"]*)\".*", "$1");
              assertThat(Path.of(process, ".lock")).exists();
              return answer(call);
            });

    fuse(provider, FusionJournal.file(file));

    assertThat(before).hasSize(1);
    assertThat(lines()).hasSize(2).startsWith(before.get(0));
    assertThat(lines().get(1)).contains("\"outcome\":\"SUCCEEDED\"").contains("client-1");
  }

  @Test
  void attemptsUnderOneIdAreOneLineAndOthersAreOthers() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.sending("client-1");
              call.sending("client-1");
              call.sending("client-2");
              return answer(call);
            });

    fuse(provider, FusionJournal.file(file));

    assertThat(lines("sending")).hasSize(2);
  }

  @Test
  void aJournalThatFailsHoldsNoRequestUp() throws IOException {
    List<FusionRecord> records = new CopyOnWriteArrayList<>();
    FusionJournal broken =
        new FusionJournal() {
          @Override
          public void append(FusionRecord call) {
            records.add(call);
          }

          @Override
          public void sending(Sending request) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void opened(Predicate<String> isGone) {
            throw new LinkageError("a driver is missing");
          }
        };

    fuse(
        ScriptedProvider.doing(
            (request, call) -> {
              call.sending("client-1");
              return answer(call);
            }),
        broken);

    assertThat(records)
        .singleElement()
        .returns(FusionRecord.Outcome.SUCCEEDED, FusionRecord::outcome);
  }

  /** A provider may make any ids, and the lines of records part them by blanks. */
  @Test
  void anIdWithBlanksIsNamedLostOnce() throws IOException {
    FusionJournal journal = FusionJournal.file(file);
    journal.sending(
        new FusionJournal.Sending(
            Instant.EPOCH, "scripted", Optional.empty(), "an id", Optional.empty(), "gone"));

    journal.opened(process -> true);
    journal.opened(process -> true);

    assertThat(lines("lost")).hasSize(1);
  }

  /** Or it would be named though its call has ended. */
  @Test
  void anIdWithBlanksEndsWithTheRecordOfItsCall() throws IOException {
    FusionJournal journal = FusionJournal.file(file);
    journal.sending(
        new FusionJournal.Sending(
            Instant.EPOCH, "scripted", Optional.empty(), "an id", Optional.empty(), "gone"));
    journal.append(Records.of("scripted", Instant.EPOCH, "an id", "another"));

    journal.opened(process -> true);

    assertThat(lines("lost")).isEmpty();
  }

  @Test
  void aTicketOfAQueuedRequestIsNamedToo() throws IOException {
    QueueingProvider provider = new QueueingProvider(QueueingProvider::image);
    JobStore store = JobStore.files(folder.resolve("jobs"));
    FusionConfig config = files.config().jobs(store).journal(FusionJournal.file(file)).build();
    try (FusionClient client = FusionClient.open(provider, config);
        FusionResult result = client.fuse(files.request().build())) {
      String id = result.ticket().orElseThrow().id();
      assertThat(lines("sending")).singleElement().asString().contains("\"ticket\":\"" + id + '"');
      result.discard();
    }
  }

  /** A process that has sent a request, and waits for the answer. */
  private Process sending() throws IOException {
    Process child = child("wait");
    BufferedReader told = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
    assertThat(told.readLine()).isEqualTo(SENT);
    return child;
  }

  private Process child(String what) throws IOException {
    return ChildJvm.start(
        JournalTraceTest.class,
        files.temp(),
        List.of(folder.toString(), what),
        RecordedLogs.OPTION);
  }

  private static void kill(Process process) {
    process.destroyForcibly().onExit().join();
  }

  @Test
  void aCallWhoseProcessWasKilledBeforeTheAnswerIsNamedByTheNextStart() throws Exception {
    kill(sending());
    assertThat(lines()).as("the trace").hasSize(1);

    String log = openedBySeveral(1);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN")
        .contains("\"provider\":\"scripted\"", "client-1", "never ended");
    assertThat(lines("lost")).singleElement().asString().contains("client-1");
    assertThat(openedBySeveral(1)).as("what is named once").isEmpty();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void processesThatStartAtOnceNameEachCallOnce() throws Exception {
    List<Process> sending = List.of(sending(), sending());
    sending.forEach(JournalTraceTest::kill);

    String log = openedBySeveral(3);

    assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("never ended"));
    assertThat(lines("lost")).hasSize(2);
  }

  /** What is logged by processes that start at the same time. */
  private String openedBySeveral(int processes) throws IOException {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(child("open"));
    }
    StringBuilder log = new StringBuilder();
    for (Process child : children) {
      log.append(new String(child.getInputStream().readAllBytes(), UTF_8));
    }
    return log.toString();
  }

  @Test
  void aCallOfAProcessThatLivesIsNotNamed() throws Exception {
    Process running = sending();
    try {
      assertThat(openedBySeveral(1)).isEmpty();
      fuse(ScriptedProvider.answering(), FusionJournal.file(file));
      assertThat(lines("lost")).isEmpty();
    } finally {
      kill(running);
    }
    fuse(ScriptedProvider.answering(), FusionJournal.file(file));
    assertThat(lines("lost")).hasSize(1);
  }

  @Test
  void damagedLinesAreSkippedAndTheLineThatEndsACallIsWhole() throws IOException {
    String dead = sending("client-9", folder.resolve("maskloom-fusion-gone-1-2"));
    String ended = sending("client-8", folder.resolve("maskloom-fusion-gone-1-2"));
    String record = "{\"schema\":1,\"clientRequestId\":\"client-7 client-8\"}";
    String broken = "{\"schema\":1,\"event\":\"sending\",\"clientRequestId\":\"client-6\"}";
    Files.writeString(
        file, String.join("\n", "{\"time\":\"20", "\0\0", dead, ended, broken, record, "{\"sch"));

    fuse(ScriptedProvider.answering(), FusionJournal.file(file));

    assertThat(lines("lost")).singleElement().asString().contains("client-9");
    assertThat(lines().get(6)).isEqualTo("{\"sch");
  }

  private static String sending(String id, Path process) {
    return new FusionJournal.Sending(
            Instant.EPOCH, "scripted", Optional.empty(), id, Optional.empty(), process.toString())
        .toJson();
  }

  @Test
  void aProcessWhoseFolderCannotBeSeenFromHereIsNotJudged() throws IOException {
    Files.writeString(file, sending("client-9", folder.resolve("none/maskloom-fusion-1-2-3")));

    fuse(ScriptedProvider.answering(), FusionJournal.file(file));

    assertThat(lines("lost")).isEmpty();
  }

  @Test
  void noMoreThanTheEndOfALargeJournalIsLookedThrough() throws IOException {
    Path gone = folder.resolve("maskloom-fusion-gone-1-2");
    String padding = ("{\"schema\":1,\"notes\":\"" + "x".repeat(1000) + "\"}\n").repeat(1100);
    Files.writeString(file, sending("early", gone) + "\n" + padding + sending("late", gone) + "\n");

    fuse(ScriptedProvider.answering(), FusionJournal.file(file));

    assertThat(lines("lost")).singleElement().asString().contains("late");
  }

  /** Arguments: the folder, and whether to open a client or to send a request and wait. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.sending("client-1-" + ProcessHandle.current().pid());
              System.out.println(SENT);
              Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
              return ProviderResponse.NONE;
            });
    FusionConfig config =
        FusionConfig.builder()
            .tempFolder(folder.resolve("temp"))
            .journal(FusionJournal.file(folder.resolve("calls.jsonl")))
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      if (args[1].equals("wait")) {
        client.fuse(FusionRequest.builder(folder.resolve("room.png")).prompt("a sofa").build());
      }
    }
    RecordedLogs.loud().forEach(System.out::println);
  }
}
