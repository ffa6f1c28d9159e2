package io.github.maskloom.examples.queue;

import static com.google.common.base.Preconditions.checkArgument;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a backend does with jobs; {@link Worker} does the work, here or on another machine.
 *
 * <p>A job is a row first, then its images are stored, then it is queued, and then scheduled. A
 * crash in between leaves what {@link #sweep} takes away, or what {@link #scheduleForgotten} finds.
 */
public final class JobQueue {
  static final String TASK = "fusion";
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
  // What is committed is on the disk, and several processes take turns.
  private static final String DURABLE =
      "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000&transaction_mode=IMMEDIATE";

  private static final Pattern PASSWORD = Pattern.compile("(?i)password=|//[^/?]*@");
  private static final int FORGOTTEN_AT_ONCE = 1000;

  final DataSource database;
  final JobTable table;
  final JobStore store;
  private final SchedulerClient schedule;

  /**
   * The jobs in a database and a store, both shared with every worker.
   *
   * @throws IOException if there are no tables and they cannot be made
   */
  public JobQueue(DataSource database, JobStore store) throws IOException {
    this(database, new JobTable(database), store);
  }

  JobQueue(DataSource database, JobTable table, JobStore store) throws IOException {
    this.database = database;
    this.table = table;
    this.store = store;
    table.create();
    schedule = SchedulerClient.Builder.create(database).build();
  }

  /** The URL of a database that is a file in a folder, by SQLite. */
  public static String fileIn(Path folder) {
    return "jdbc:sqlite:" + folder.toAbsolutePath().resolve("queue.sqlite") + DURABLE;
  }

  /**
   * A pool of connections to a database. PostgreSQL's user and password are {@code PGUSER} and
   * {@code PGPASSWORD} of the environment, or those of {@code ~/.pgpass}, which its driver reads.
   *
   * @throws IllegalArgumentException if the URL has a password, which logs and processes show
   */
  public static HikariDataSource connect(String url) {
    return new HikariDataSource(pool(url, System.getenv()));
  }

  static HikariConfig pool(String url, Map<String, String> environment) {
    checkArgument(
        !PASSWORD.matcher(url).find(),
        "a URL that holds a password is seen by others: set PGPASSWORD instead");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    if (url.startsWith("jdbc:postgresql:")) {
      config.setUsername(environment.get("PGUSER"));
      config.setPassword(environment.get("PGPASSWORD"));
    }
    return config;
  }

  /**
   * Queues a job. Its images are copied before this returns.
   *
   * @return its id
   * @throws IllegalArgumentException if a focus is asked for and there is no mask
   * @throws IOException if an image cannot be read or stored; then there is no job
   */
  public String submit(JobInputs inputs, String prompt, int images, Finish finish)
      throws IOException {
    String id = UUID.randomUUID().toString();
    checkArgument(finish != Finish.FOCUSED || inputs.mask().isPresent(), "a focus needs a mask");
    table.insert(id, prompt, images, finish);
    try {
      store.putInputs(id, inputs);
    } catch (IOException | RuntimeException e) {
      forget(id);
      throw e;
    }
    if (!table.submitted(id)) {
      store.removeInputs(id);
      throw new IOException("its images took so long to store that the job was given up");
    }
    schedule(id);
    return id;
  }

  /** Takes a job that was not submitted away, now or when it is swept. */
  private void forget(String id) throws IOException {
    if (table.abandon(id)) {
      try {
        store.removeInputs(id);
        boolean ignored = table.delete(id);
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "job {} was not submitted; what is left of it is swept later: {}", id, e.toString());
      }
    }
  }

  /**
   * Takes away what submitters and workers left that were killed or failed, if it is older than an
   * age; workers do that now and then.
   */
  void sweep(Duration age) throws IOException {
    for (String id : table.submittingSince(Instant.now().minus(age))) {
      forget(id);
    }
    store.sweep(age, table::isLive);
  }

  /**
   * Takes away the photo, the mask, the references and the prompt of jobs that are over for so
   * long; workers do that now and then. Results stay.
   */
  void forgetEnded(Duration age) throws IOException {
    for (String id : table.endedSince(Instant.now().minus(age), FORGOTTEN_AT_ONCE)) {
      store.removeInputs(id);
      table.forget(id);
    }
  }

  /** The jobs that changed last, the latest first. */
  public List<Job> jobs(int limit) throws IOException {
    return table.changedBefore(Instant.ofEpochMilli(Long.MAX_VALUE), "", limit);
  }

  /** The next page: jobs that changed before one, the latest first. */
  public List<Job> jobs(int limit, Job before) throws IOException {
    return table.changedBefore(before.changed(), before.id(), limit);
  }

  /** One job. */
  public Optional<Job> job(String id) throws IOException {
    return table.find(id);
  }

  /**
   * A job's images, once they are there.
   *
   * @throws IOException if the store cannot be asked
   * @throws IllegalArgumentException if the id is none
   */
  public Optional<JobResult> result(String id) throws IOException {
    return store.result(id);
  }

  /** Sends a parked job again, which may be billed again; false if it is not parked. */
  public boolean resume(String id) throws IOException {
    boolean resumed = table.resume(id);
    if (resumed) {
      schedule(id);
    }
    return resumed;
  }

  /** Lets a parked job fail; false if it is not parked. */
  public boolean giveUp(String id) throws IOException {
    return table.giveUp(id);
  }

  /**
   * Cancels a job that is queued, at once, or being sent, within about a second; false if it is
   * neither.
   */
  public boolean cancel(String id) throws IOException {
    return table.cancelQueued(id) || table.askToCancel(id) || table.cancelQueued(id);
  }

  /** Schedules the jobs that a crash kept from it; workers do that now and then. */
  void scheduleForgotten() throws IOException {
    for (String id : table.unscheduled(TASK)) {
      schedule(id);
    }
  }

  private void schedule(String id) {
    // False if it is scheduled already, which is as good.
    boolean ignored = schedule.scheduleIfNotExists(new TaskInstance<>(TASK, id), Instant.now());
  }
}
