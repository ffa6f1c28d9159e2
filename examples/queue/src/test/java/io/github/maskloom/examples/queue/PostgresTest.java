package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server that the tests start leaves nothing behind. */
@Tag("slow")
@Timeout(value = 2, unit = MINUTES)
class PostgresTest {
  @Test
  void endsWithAKilledTest() throws Exception {
    Optional<Path> programs = Postgres.programs();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed, so this cannot be tested");
    Process test =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                programs.orElseThrow().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle server;
    try (BufferedReader output = test.inputReader()) {
      server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }

    test.destroyForcibly().waitFor();

    assertThat(server.onExit().get()).satisfies(gone -> assertThat(gone.isAlive()).isFalse());
  }

  /** A test that never closes its server. */
  static final class Killed {
    private Killed() {}

    /** Takes the folder of the programs, and prints the process of the server. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Postgres server = Postgres.start(Path.of(arguments[0]));
      System.out.println(server.pid());
      Thread.currentThread().join();
    }
  }
}
