package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal says of a request before it is sent, and of calls whose process was killed. */
class JournalTraceTest extends InFusionFolder {
  private static final String SENT = "sent";

  private Path file;
  private FusionJournal trace;

  @BeforeEach
  void nameJournal() {
    file = folder.resolve("calls.jsonl");
    trace = FusionJournal.file(file);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  private List<String> lines(String event) throws IOException {
    return lines().stream().filter(line -> line.contains("\"event\":\"" + event + "\"")).toList();
  }

  private void fuse(ScriptedProvider provider, FusionJournal to) throws IOException {
    try (FusionClient client = FusionClient.open(provider, files.config().journal(to).build())) {
      client.fuse(files.request().build()).discard();
    }
  }

  /** The next start, which names what never ended. */
  private void startAgain() throws IOException {
    fuse(ScriptedProvider.answering(), trace);
  }

  private static FusionJournal.Sending sending(String id, String process) {
    return new FusionJournal.Sending(
        Instant.EPOCH, "scripted", Optional.empty(), id, Optional.empty(), process);
  }

  @Test
  void aRequestIsNamedWithItsProcessBeforeItIsSent() throws IOException {
    List<String> before = new ArrayList<>();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              call.modelKnown("gray-1");
              call.sending("client-1");
              before.addAll(lines());
              String process = before.get(0).replaceFirst(".*\"process\":\"([^\"]*)\".*", "$1");
              assertThat(Path.of(process, ".lock")).exists();
              call.sending("client-1");
              call.sending("client-2");
              deliver(call, 0, picture(60, 40));
            });
    fuse(provider, trace);

    assertThat(before)
        .singleElement()
        .asString()
        .contains("\"event\":\"sending\"")
        .contains("\"provider\":\"scripted\"", "\"model\":\"gray-1\"")
        .contains("\"clientRequestId\":\"client-1\"")
        .doesNotContain("sofa", "outcome");
    assertThat(lines("sending")).as("attempts under one id are one").hasSize(2);
    assertThat(lines()).hasSize(3).startsWith(before.get(0));
    assertThat(lines().get(2))
        .contains("\"outcome\":\"SUCCEEDED\"", "client-1")
        .doesNotContain("sofa");
  }

  @Test
  void aJournalThatFailsHoldsNoRequestUp() throws IOException {
    FusionJournal broken =
        new FusionJournal() {
          @Override
          public void append(FusionRecord call) {
            journal.add(call);
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
        acting(
            (request, call) -> {
              call.sending("client-1");
              deliver(call, 0, picture(60, 40));
            }),
        broken);
    assertRecorded(FusionRecord.Outcome.SUCCEEDED, Delivery.ACCEPTED);
  }

  /** A provider may make any ids, and the lines of records part them by blanks. */
  @Test
  void anIdWithBlanksIsNamedLostOnceUnlessItsCallHasEnded() throws IOException {
    trace.sending(sending("an id", "gone"));
    trace.sending(sending("other id", "gone"));
    trace.append(Records.of("scripted", Instant.EPOCH, "an id", "another"));
    trace.opened(process -> true);
    trace.opened(process -> true);
    assertThat(lines("lost")).singleElement().asString().contains("other id");
  }

  @Test
  void aTicketOfAQueuedRequestIsNamedToo() throws IOException {
    JobStore store = JobStore.files(folder.resolve("jobs"));
    FusionConfig config = files.config().jobs(store).journal(trace).build();
    try (FusionClient client = FusionClient.open(new QueueingProvider(), config);
        FusionResult result = client.fuse(files.request().build())) {
      String id = result.ticket().orElseThrow().id();
      assertThat(lines("sending")).singleElement().asString().contains("\"ticket\":\"" + id + '"');
      result.discard();
    }
  }

  private Process child(String what) throws IOException {
    return ChildJvm.start(
        JournalTraceTest.class,
        files.temp(),
        List.of(folder.toString(), what),
        RecordedLogs.OPTION);
  }

  /** A process that has sent a request, and waits for the answer. */
  private Process sending() throws IOException {
    Process child = child("wait");
    BufferedReader told = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
    assertThat(told.readLine()).isEqualTo(SENT);
    return child;
  }

  private static void kill(Process process) {
    process.destroyForcibly().onExit().join();
  }

  /** What is logged by processes that start at the same time. */
  private List<String> openedBySeveral(int processes) throws IOException {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(child("open"));
    }
    List<String> log = new ArrayList<>();
    for (Process child : children) {
      log.addAll(new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList());
    }
    return log;
  }

  @Test
  void callsWhoseProcessesWereKilledAreNamedOnceByThoseThatStartAtOnce() throws Exception {
    List<Process> sending = List.of(sending(), sending());
    sending.forEach(JournalTraceTest::kill);
    assertThat(lines()).as("the trace").hasSize(2);

    assertThat(openedBySeveral(3))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("WARN")
                    .contains("\"provider\":\"scripted\"", "client-1", "never ended"));
    assertThat(lines("lost")).hasSize(2).allMatch(line -> line.contains("client-1"));
    assertThat(openedBySeveral(1)).as("what is named once").isEmpty();
    assertThat(lines()).hasSize(4);
  }

  @Test
  void aCallOfAProcessThatLivesIsNotNamed() throws Exception {
    Process running = sending();
    try {
      assertThat(openedBySeveral(1)).isEmpty();
      startAgain();
      assertThat(lines("lost")).isEmpty();
    } finally {
      kill(running);
    }
    startAgain();
    assertThat(lines("lost")).hasSize(1);
  }

  private String line(String id, String process) {
    return sending(id, folder.resolve(process).toString()).toJson();
  }

  @Test
  void damagedLinesAreSkippedAndTheLineThatEndsACallIsWhole() throws IOException {
    String dead = line("client-9", "maskloom-fusion-gone-1-2");
    String ended = line("client-8", "maskloom-fusion-gone-1-2");
    String record = "{\"schema\":1,\"clientRequestId\":\"client-7 client-8\"}";
    String broken = "{\"schema\":1,\"event\":\"sending\",\"clientRequestId\":\"client-6\"}";
    Files.writeString(
        file, String.join("\n", "{\"time\":\"20", "\0\0", dead, ended, broken, record, "{\"sch"));
    startAgain();

    assertThat(lines("lost")).singleElement().asString().contains("client-9");
    assertThat(lines().get(6)).isEqualTo("{\"sch");
  }

  @Test
  void aProcessWhoseFolderCannotBeSeenFromHereIsNotJudged() throws IOException {
    Files.writeString(file, line("client-9", "none/maskloom-fusion-1-2-3"));
    startAgain();
    assertThat(lines("lost")).isEmpty();
  }

  @Test
  void noMoreThanTheEndOfALargeJournalIsLookedThrough() throws IOException {
    String gone = "maskloom-fusion-gone-1-2";
    String padding = ("{\"schema\":1,\"notes\":\"" + "x".repeat(1000) + "\"}\n").repeat(1100);
    Files.writeString(file, line("early", gone) + "\n" + padding + line("late", gone) + "\n");
    startAgain();
    assertThat(lines("lost")).singleElement().asString().contains("late");
  }

  /** Arguments: the folder, and whether to open a client or to send a request and wait. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              call.sending("client-1-" + ProcessHandle.current().pid());
              System.out.println(SENT);
              new Gate().pass();
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
