package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills worker processes wherever they can die, and counts what reaches the service. */
@Timeout(value = 30, unit = MINUTES)
class CrashTest {
  private static final int JOBS = Integer.getInteger("maskloom.queue.jobs", 20);
  private static final int KILLS = Integer.getInteger("maskloom.queue.kills", 7);

  @TempDir Path folder;

  @Test
  void noJobIsLostOrSentTwiceOnPostgres() throws Exception {
    Optional<Path> programs = Postgres.programs();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed, so this cannot be tested");
    try (Postgres server = Postgres.start(programs.orElseThrow())) {
      survives(Optional.of(server.url()), 2);
    }
  }

  @Test
  void noJobIsLostOrSentTwiceInAFile() throws Exception {
    survives(Optional.empty(), 2);
  }

  private void survives(Optional<String> database, int processes) throws Exception {
    KillPlan plan = new KillPlan(KILLS);
    try (CountingService service = new CountingService(plan)) {
      try (HikariDataSource connections = JobQueue.connect(database, folder)) {
        submitAll(new JobQueue(connections, folder));
      }
      work(database, service, processes);
      assertThat(plan.left()).as("kills that did not happen").isZero();
      Set<String> resumed;
      try (HikariDataSource connections = JobQueue.connect(database, folder)) {
        JobQueue queue = new JobQueue(connections, folder);
        assertSentOnce(queue, service);
        resumed = decide(queue);
      }
      work(database, service, processes);
      try (HikariDataSource connections = JobQueue.connect(database, folder)) {
        assertDecided(new JobQueue(connections, folder), service, resumed);
      }
    }
  }

  private void submitAll(JobQueue queue) throws IOException, SQLException {
    Path scene = folder.resolve("scene.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", scene.toFile());
    for (int i = 0; i < JOBS; i++) {
      String kind =
          i % 10 == 3 ? "refused" : i % 5 == 1 ? "busy" : i % 10 == 7 ? "silent" : "plain";
      queue.submit(scene, Optional.empty(), List.of(), kind + "-" + i, 1);
    }
  }

  /** Keeps processes at work, each followed by another if it dies, until one ends by itself. */
  private void work(Optional<String> database, CountingService service, int processes)
      throws Exception {
    ExecutorService keepers = Executors.newFixedThreadPool(processes);
    try {
      List<Future<Void>> kept = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        Callable<Void> keeper =
            () -> {
              while (start(database, service).waitFor() != 0) {
                // It was killed.
              }
              return null;
            };
        kept.add(keepers.submit(keeper));
      }
      for (Future<Void> keeper : kept) {
        keeper.get();
      }
    } finally {
      keepers.shutdownNow();
    }
  }

  private Process start(Optional<String> database, CountingService service) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            CrashingWorker.class.getName(),
            database.orElse(""),
            folder.toString(),
            service.url())
        .inheritIO()
        .start();
  }

  private static void assertSentOnce(JobQueue queue, CountingService service) throws SQLException {
    List<Job> jobs = queue.jobs();
    assertThat(jobs).hasSize(JOBS);
    for (Job job : jobs) {
      assertThat(service.asked(job.prompt())).as("times asked for %s", job).isBetween(0, 1);
      assertThat(job.state()).as("%s", job).isIn(JobState.DONE, JobState.FAILED, JobState.PARKED);
      assertThat(queue.result(job.id()).isPresent())
          .as("images of %s", job)
          .isEqualTo(job.state() == JobState.DONE);
      if (job.prompt().startsWith("silent")) {
        assertThat(job.state()).isEqualTo(JobState.PARKED);
      }
    }
    assertThat(jobs).filteredOn(job -> job.state() == JobState.DONE).isNotEmpty();
  }

  /** Sends every other parked job again, and gives the rest up. */
  private static Set<String> decide(JobQueue queue) throws SQLException {
    Set<String> resumed = new HashSet<>();
    boolean again = false;
    for (Job job : queue.jobs()) {
      if (job.state() == JobState.PARKED) {
        again = !again;
        assertThat(again ? queue.resume(job.id()) : queue.giveUp(job.id())).isTrue();
        if (again) {
          resumed.add(job.id());
        }
      }
    }
    return resumed;
  }

  private static void assertDecided(JobQueue queue, CountingService service, Set<String> resumed)
      throws SQLException {
    for (Job job : queue.jobs()) {
      int decisions = resumed.contains(job.id()) ? 1 : 0;
      assertThat(service.asked(job.prompt())).as("%s", job).isBetween(0, 1 + decisions);
      boolean silentAgain = decisions == 1 && job.prompt().startsWith("silent");
      assertThat(job.state())
          .as("%s", job)
          .isIn(JobState.DONE, JobState.FAILED, silentAgain ? JobState.PARKED : JobState.DONE);
    }
  }
}
