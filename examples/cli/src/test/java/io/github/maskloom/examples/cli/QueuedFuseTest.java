package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call of a service that queues is cut off, and its job is taken up by another process. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class QueuedFuseTest {
  private static final String WISH = "a sofa that isn't there";

  @TempDir Path folder;
  private final JobServer server = new JobServer(new QueueProvider.Wire());
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** What a process said, and how it ended. */
  private record Said(int exitCode, String out, String err) {}

  @BeforeEach
  void draw() throws IOException {
    Images.photo(folder.resolve("my room.png"));
    Images.mask(folder.resolve("mask.png"));
    Files.writeString(folder.resolve("wish.txt"), WISH + "\n");
    Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
    Files.writeString(
        services.resolve(FusionProvider.class.getName()), QueueProvider.class.getName());
  }

  @AfterEach
  void close() {
    ended.countDown();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--prompt=" + WISH, "--prompt-file=wish.txt"})
  void whatCtrlCCutsOffIsTakenUpByTheCommandThatIsSaid(String wish) throws Exception {
    Said stopped = stopped(wish);

    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(5);
    assertThat(stopped.err())
        .contains("may be billed, so take its job up")
        .contains("'--photo=my room.png' --mask=mask.png ")
        .hasLineCount(2);
    assertThat(stopped.err().contains("isn")).isEqualTo(wish.startsWith("--prompt="));
    assertThat(server.count(Stage.CANCEL)).isZero();

    Said resumed = shell(stopped.err().lines().toList().get(1));

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out()).contains("fused-1.png: 40x30", "by queue (slow-1)");
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
    assertThat(jobs().out()).startsWith("no job waits to be taken up in ");
  }

  @Test
  void whatIsKilledIsListedAndTakenUp() throws Exception {
    Process process = askedFor("--prompt", WISH);
    process.toHandle().destroyForcibly();
    process.waitFor();
    ended.countDown();

    Said listed = jobs();
    String ticket = listed.out().substring(0, 32);

    assertThat(listed.out()).contains("  queue (slow-1), begun 20").hasLineCount(1);
    assertThat(jobs("--json").out()).contains("\"ticket\" : \"" + ticket, "\"job\" : \"job-1\"");

    Said resumed = end(resume(ticket.substring(0, 8), "my room.png", "--prompt", WISH));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(folder.resolve("out/fused-1.png")).isRegularFile();
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  @Test
  void anotherPhotoIsRefusedAndTheJobStays() throws Exception {
    String ticket = stopped("--json").err().replaceFirst(".* resume (\\w{32}) .*\\R", "$1");
    Images.emptyMask(folder.resolve("other.png"), 40, 30);

    Said resumed = end(resume(ticket, "other.png"));

    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err())
        .isEqualToIgnoringNewLines(
            "maskloom: the job was not asked for this: its photo is another; give it what its call"
                + " was given");
    assertThat(jobs().out()).startsWith(ticket);
  }

  @Test
  void aJobThatIsForgottenIsNotTakenUp() throws Exception {
    String ticket = stopped("--json").err().replaceFirst(".* resume (\\w{32}) .*\\R", "$1");

    assertThat(jobs("--forget", ticket).out()).startsWith("forgotten: " + ticket);

    Said resumed = end(resume(ticket, "my room.png"));
    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err()).contains("no ticket '" + ticket + "' is in ", "maskloom jobs");
  }

  @Test
  void aJobThatItsServiceEndedIsNotToBeTakenUp() throws Exception {
    server.plan(Stage.POLL, Answer.json(QueueProvider.Wire.state("job-1", "broken", "")));

    Said failed = end(fuse());

    assertThat(failed.exitCode()).isEqualTo(5);
    assertThat(failed.err()).contains("may be billed").doesNotContain("maskloom resume");
    assertThat(jobs().out()).startsWith("no job waits");
  }

  @Test
  void whatCouldNotBeWrittenIsFetchedAgain() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    server.onPoll(() -> block(out));

    Said failed = end(fuse());

    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(5);
    assertThat(failed.err()).contains("out: ", "\nmaskloom resume ");
    Files.delete(out.resolve("fused-1.png"));
    server.onPoll(() -> {});
    assertThat(shell(failed.err().lines().toList().get(1)).exitCode()).isZero();
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  private static void block(Path out) {
    try {
      Files.createDirectories(out.resolve("fused-1.png"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a process says that is told to end once its job was asked for. */
  private Said stopped(String... more) throws Exception {
    Process process = askedFor(more);
    // The process itself would close its streams.
    process.toHandle().destroy();
    Said said = end(process);
    ended.countDown();
    return said;
  }

  /** A process that has asked for its job, and waits for the answer. */
  private Process askedFor(String... more) throws Exception {
    server.onPoll(this::holdFirst);
    Process process = fuse(more);
    asked.await();
    return process;
  }

  private Process fuse(String... more) throws IOException {
    return maskloom(with("fuse", "my room.png", more));
  }

  /** The first poll is answered once the process that asks has ended. */
  private void holdFirst() {
    asked.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process resume(String ticket, String photo, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(with("resume", photo, more)));
    words.add(1, ticket);
    return maskloom(words.toArray(String[]::new));
  }

  private static String[] with(String command, String photo, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "--provider", QueueProvider.ID));
    words.addAll(List.of("--photo", photo, "--mask", "mask.png", "--out", "out"));
    words.addAll(List.of("--jobs", "jobs"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private Said jobs(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("jobs", "--jobs", "jobs"));
    words.addAll(List.of(more));
    return end(maskloom(words.toArray(String[]::new)));
  }

  private Process maskloom(String... words) throws IOException {
    List<String> all = new ArrayList<>(java());
    all.addAll(List.of(words));
    return new ProcessBuilder(all).directory(folder.toFile()).start();
  }

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dqueue.address=" + server.address(),
        "-cp",
        System.getProperty("java.class.path") + File.pathSeparator + folder.resolve("plugin"),
        Main.class.getName());
  }

  /** A line as it is typed into a shell, to which the command line is known. */
  private Said shell(String line) throws Exception {
    String quoted = String.join("' '", java());
    String script = "maskloom() { '" + quoted + "' \"$@\"; }\n" + line;
    return end(new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start());
  }

  private static Said end(Process process) throws Exception {
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), out, err);
  }
}
