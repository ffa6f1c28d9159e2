package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
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
    Run stopped = stopped(wish);

    stopped
        .failed(5)
        .contains("may be billed, so take its job up")
        .contains("'--photo=my room.png' --mask=mask.png ")
        .hasLineCount(2);
    assertThat(stopped.err().contains("isn")).isEqualTo(wish.startsWith("--prompt="));
    assertThat(server.count(Stage.CANCEL)).isZero();

    shell(stopped.err().lines().toList().get(1))
        .done()
        .contains("fused-1.png: 40x30", "by queue (slow-1)");
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
    assertThat(jobs("").out()).startsWith("no job waits to be taken up in ");
  }

  @Test
  void whatIsKilledIsListedAndTakenUp() throws Exception {
    Process process = askedFor("--prompt", WISH);
    process.toHandle().destroyForcibly();
    process.waitFor();
    ended.countDown();

    Run listed = jobs("");
    String ticket = listed.out().substring(0, 32);

    assertThat(listed.out()).contains("  queue (slow-1), begun 20").hasLineCount(1);
    assertThat(jobs("--json").compactOut()).contains("\"ticket\":\"" + ticket, "\"job\":\"job-1\"");

    resume(ticket, "mask.png", "--prompt", WISH)
        .failed(1)
        .isEqualToIgnoringNewLines(
            "maskloom: the job was not asked for this: its photo is another; give it what its call"
                + " was given");
    assertThat(jobs("").out()).startsWith(ticket);

    Run resumed = resume(ticket.substring(0, 8), "my room.png", "--prompt", WISH);

    resumed.done();
    assertThat(folder.resolve("out/fused-1.png")).isRegularFile();
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  @Test
  void aJobThatItsServiceEndedIsNotToBeTakenUp() throws Exception {
    server.plan(Stage.POLL, Answer.json(QueueProvider.Wire.state("job-1", "broken", "")));

    Run failed = Child.end(fuse());

    failed.failed(5).contains("may be billed").doesNotContain("maskloom resume");
    assertThat(jobs("").out()).startsWith("no job waits");
  }

  @Test
  void whatCouldNotBeWrittenIsFetchedAgain() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    server.onPoll(() -> out.resolve("fused-1.png").toFile().mkdirs());

    Run failed = Child.end(fuse());

    failed.failed(5).contains("out: ", "\nmaskloom resume ");
    Files.delete(out.resolve("fused-1.png"));
    server.onPoll(() -> {});
    assertThat(shell(failed.err().lines().toList().get(1)).exitCode()).isZero();
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  /** What a process says that is told to end once its job was asked for. */
  private Run stopped(String... more) throws Exception {
    Process process = askedFor(more);
    // The process itself would close its streams.
    process.toHandle().destroy();
    Run said = Child.end(process);
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
    return child().process(words("fuse", "my room.png", more)).start();
  }

  private Run resume(String ticket, String photo, String... more) throws Exception {
    return child().run(words("resume " + ticket, photo, more));
  }

  private String[] words(String command, String photo, String... more) {
    String line = command + " --provider queue --mask mask.png --out out --jobs jobs --photo";
    return Stream.of(Run.words(folder, line, photo), more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  /** What is told of the jobs by this process, which needs no provider for that. */
  private Run jobs(String more) {
    return Run.in(folder, "jobs --jobs ./jobs " + more);
  }

  private Child child() {
    return Child.withPlugin(
        folder, folder.resolve("plugin"), "-Dqueue.address=" + server.address());
  }

  /** The first poll is answered once the process that asks has ended. */
  private void holdFirst() {
    asked.countDown();
    Uninterruptibles.awaitUninterruptibly(ended);
  }

  /** A line as it is typed into a shell, to which the command line is known. */
  private Run shell(String line) throws Exception {
    String script = "maskloom() { '" + String.join("' '", child().start()) + "' \"$@\"; }\n" + line;
    return Child.end(new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start());
  }
}
