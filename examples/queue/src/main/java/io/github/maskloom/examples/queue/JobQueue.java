package io.github.maskloom.examples.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What a backend does with jobs; {@link Worker} does the work, here or on another machine.
 *
 * <p>A job is a row first and is scheduled then. A crash in between leaves a row that no worker
 * knows of, which {@link #scheduleForgotten} finds.
 */
public final class JobQueue {
  static final String TASK = "fusion";
  // What is committed is on the disk, and several processes take turns.
  private static final String DURABLE =
      "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000&transaction_mode=IMMEDIATE";

  private final JobTable table;
  private final JobFolder folder;
  private final SchedulerClient schedule;

  /**
   * The jobs in a database and a folder, both shared with every worker.
   *
   * @throws SQLException if the tables cannot be made
   */
  public JobQueue(DataSource database, Path shared) throws SQLException {
    table = new JobTable(database);
    folder = new JobFolder(shared, Disk.REAL);
    table.create();
    schedule = SchedulerClient.Builder.create(database).build();
  }

  /** A pool of connections; the default database of a folder is a file in it, by SQLite. */
  public static HikariDataSource connect(Optional<String> url, Path shared) {
    String file = shared.toAbsolutePath().resolve("queue.sqlite").toString();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.orElse("jdbc:sqlite:" + file + DURABLE));
    return new HikariDataSource(config);
  }

  JobTable table() {
    return table;
  }

  JobFolder folder() {
    return folder;
  }

  /**
   * Queues a job.
   *
   * @return its id
   */
  public String submit(
      Path scene, Optional<Path> mask, List<Path> references, String prompt, int images)
      throws IOException, SQLException {
    String id = UUID.randomUUID().toString();
    folder.putInputs(id, scene, mask, references);
    table.insert(id, prompt, images);
    schedule(id);
    return id;
  }

  /** Every job, the latest change last. */
  public List<Job> jobs() throws SQLException {
    return table.all();
  }

  /** One job. */
  public Optional<Job> job(String id) throws SQLException {
    return table.find(id);
  }

  /** The folder with a job's images, once they are there. */
  public Optional<Path> result(String id) {
    return folder.result(id);
  }

  /** Sends a parked job again, which may be billed again; false if it is not parked. */
  public boolean resume(String id) throws SQLException {
    boolean resumed = table.resume(id);
    if (resumed) {
      schedule(id);
    }
    return resumed;
  }

  /** Lets a parked job fail; false if it is not parked. */
  public boolean giveUp(String id) throws SQLException {
    return table.giveUp(id);
  }

  /**
   * Cancels a job that is queued, at once, or being sent, within about a second; false if it is
   * neither.
   */
  public boolean cancel(String id) throws SQLException {
    return table.cancelQueued(id) || table.askToCancel(id) || table.cancelQueued(id);
  }

  /** Schedules the jobs that a crash kept from it; workers do that now and then. */
  void scheduleForgotten() throws SQLException {
    for (String id : table.unscheduled(TASK)) {
      schedule(id);
    }
  }

  private void schedule(String id) {
    // False if it is scheduled already, which is as good.
    boolean ignored = schedule.scheduleIfNotExists(new TaskInstance<>(TASK, id), Instant.now());
  }
}
