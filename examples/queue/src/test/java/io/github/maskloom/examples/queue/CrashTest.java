package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills worker processes wherever they can die, and counts what reaches the service. */
@Timeout(value = 30, unit = MINUTES)
class CrashTest {
  @TempDir Path folder;

  @Test
  void noJobIsLostOrSentTwiceOnPostgres() throws Exception {
    try (Postgres server = Postgres.start()) {
      survives(server.url());
    }
  }

  @Test
  void noJobIsLostOrSentTwiceInAFile() throws Exception {
    survives(JobQueue.fileIn(folder));
  }

  private void survives(String database) throws Exception {
    KillPlan plan = new KillPlan(Crashes.KILLS, KillPlan.PHASES);
    try (CountingService service = new CountingService(plan, what -> JobImages.small(0))) {
      Crashes crashes =
          new Crashes(
              database, new FolderStore(folder), CrashingWorker.class, List.of(folder.toString()));
      crashes.survive(plan, service);
      crashes.sweep();
    }
    assertThat(drafts()).isEmpty();
  }

  private List<Path> drafts() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(draft|swept)-.*"))
          .toList();
    }
  }
}
