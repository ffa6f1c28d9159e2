package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Jobs, and workers in processes of their own that are killed wherever they can die.
 *
 * @param database its URL
 * @param store where the images are
 * @param worker the class that works
 * @param places what its main method takes after the database and before the service
 */
public record Crashes(String database, JobStore store, Class<?> worker, List<String> places) {
  public static final int JOBS = Integer.getInteger("maskloom.queue.jobs", 20);
  public static final int KILLS = Integer.getInteger("maskloom.queue.kills", 7);
  private static final int PROCESSES = 2;

  /** Runs the jobs while workers are killed, decides on those that are parked, and runs again. */
  public void survive(KillPlan plan, CountingService service) throws Exception {
    with(Crashes::submitAll);
    work(service.url());
    assertThat(plan.left()).as("kills that did not happen").isZero();
    Set<String> resumed = new HashSet<>();
    with(
        queue -> {
          assertSentOnce(queue, service);
          decide(queue, resumed);
        });
    work(service.url());
    with(queue -> assertDecided(queue, service, resumed));
  }

  /** Sweeps when nobody works any more, so that nothing is too young. */
  public void sweep() throws IOException {
    with(queue -> queue.sweep(Duration.ZERO));
  }

  private interface Step {
    void take(JobQueue queue) throws IOException;
  }

  private void with(Step step) throws IOException {
    try (HikariDataSource connections = JobQueue.connect(database)) {
      step.take(new JobQueue(connections, store));
    }
  }

  static void submitAll(JobQueue queue) throws IOException {
    for (int i = 0; i < JOBS; i++) {
      String kind =
          i % 10 == 3 ? "refused" : i % 5 == 1 ? "busy" : i % 10 == 7 ? "silent" : "plain";
      queue.submit(JobImages.photoOnly(), kind + "-" + i, 1, Finish.RESTORED);
    }
  }

  /** Keeps processes at work, each followed by another if it dies, until one ends by itself. */
  void work(String service) throws Exception {
    Callable<Integer> keeper =
        () -> {
          int deaths = 0;
          while (start(service).waitFor() != 0) {
            deaths++;
          }
          return deaths;
        };
    ExecutorService keepers = Executors.newFixedThreadPool(PROCESSES);
    try {
      for (Future<Integer> kept : keepers.invokeAll(Collections.nCopies(PROCESSES, keeper))) {
        assertThat(kept.get()).isBetween(0, KILLS);
      }
    } finally {
      keepers.shutdownNow();
    }
  }

  private Process start(String service) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(database));
    arguments.addAll(places);
    arguments.add(service);
    return ChildJvm.startQuietly(
        worker, arguments, "-Xmx64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
  }

  private void assertSentOnce(JobQueue queue, CountingService service) throws IOException {
    List<Job> jobs = queue.jobs(1000);
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
  private static void decide(JobQueue queue, Set<String> resumed) throws IOException {
    boolean again = false;
    for (Job job : queue.jobs(1000)) {
      if (job.state() == JobState.PARKED) {
        again = !again;
        assertThat(again ? queue.resume(job.id()) : queue.giveUp(job.id())).isTrue();
        if (again) {
          resumed.add(job.id());
        }
      }
    }
  }

  private static void assertDecided(JobQueue queue, CountingService service, Set<String> resumed)
      throws IOException {
    for (Job job : queue.jobs(1000)) {
      int decisions = resumed.contains(job.id()) ? 1 : 0;
      assertThat(service.asked(job.prompt())).as("%s", job).isBetween(0, 1 + decisions);
      boolean silentAgain = decisions == 1 && job.prompt().startsWith("silent");
      assertThat(job.state())
          .as("%s", job)
          .isIn(JobState.DONE, JobState.FAILED, silentAgain ? JobState.PARKED : JobState.DONE);
      if (job.state() == JobState.DONE) {
        assertThat(service.isAnswer(job.prompt(), queue.result(job.id()).orElseThrow()))
            .as("the image of %s", job)
            .isTrue();
      }
    }
  }
}
