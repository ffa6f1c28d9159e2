package io.github.maskloom.examples.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Works on jobs until it is closed; there may be any number, on any number of machines, whose
 * clocks agree to a second or so.
 */
public final class Worker implements AutoCloseable {
  private static final Duration FORGOTTEN_CHECK = Duration.ofSeconds(30);
  private static final Duration FORGET_CHECK = Duration.ofMinutes(10);
  private static final int SWEEPS_PER_AGE = 4;

  private final JobQueue queue;
  private final FusionClient client;
  private final Scheduler scheduler;

  /**
   * How a worker works.
   *
   * @param threads jobs at once
   * @param polling how often it looks for jobs
   * @param heartbeat how often it says that it lives; after six times as long it counts as dead
   * @param grace how long jobs may go on when it is closed
   * @param backoff how long to wait between retries
   * @param sweepAge how old what killed processes left in the store must be to be swept
   * @param keepInputs how long photos, masks, references and prompts of jobs that are over stay
   */
  public record Settings(
      int threads,
      Duration polling,
      Duration heartbeat,
      Duration grace,
      Backoff backoff,
      Duration sweepAge,
      Duration keepInputs) {
    /** For so many jobs at once; inputs stay for 30 days. */
    public static Settings of(int threads) {
      return new Settings(
          threads,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Backoff.DEFAULT,
          Duration.ofDays(1),
          Duration.ofDays(30));
    }

    /** The same, with another time for which inputs of jobs that are over stay. */
    public Settings withKeepInputs(Duration time) {
      return new Settings(threads, polling, heartbeat, grace, backoff, sweepAge, time);
    }
  }

  private Worker(JobQueue queue, FusionClient client, KeptImages kept, Settings settings)
      throws IOException {
    this.queue = queue;
    this.client = client;
    Results results =
        new Results(
            queue.table, queue.store, kept, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    results.copyKept();
    JobRunner runner = new JobRunner(queue.table, queue.store, client, results, settings.backoff());
    scheduler =
        Scheduler.create(queue.database, List.<Task<?>>of(fusion(runner)))
            .startTasks(
                chore("forgotten", FORGOTTEN_CHECK, queue::scheduleForgotten),
                // One worker at a time sweeps, for all of them.
                chore(
                    "sweep",
                    settings.sweepAge().dividedBy(SWEEPS_PER_AGE),
                    () -> queue.sweep(settings.sweepAge())),
                chore("forget", FORGET_CHECK, () -> queue.forgetEnded(settings.keepInputs())))
            .schedulerName(new SchedulerName.Fixed("worker-" + UUID.randomUUID()))
            .threads(settings.threads())
            .pollingInterval(settings.polling())
            .heartbeatInterval(settings.heartbeat())
            .shutdownMaxWait(settings.grace())
            .build();
  }

  /**
   * Starts a worker. It ends when it is closed.
   *
   * @param config the provider's own, or {@link ProviderConfig.Defaults}
   * @throws IOException if the database fails, the store fails its check, the provider cannot be
   *     opened, or the folder for images that cannot be stored is not this user's own
   */
  public static Worker start(
      JobQueue queue, FusionProvider provider, ProviderConfig config, Settings settings)
      throws IOException {
    FusionConfig own =
        FusionConfig.builder()
            .provider(config)
            .maxConcurrent(settings.threads())
            .closeGrace(settings.grace())
            // Each request keeps its own ticket beside its row.
            .jobs(JobStore.NONE)
            .build();
    queue.store.check();
    KeptImages kept = KeptImages.in(own.tempFolder(), new Disk());
    FusionClient client = FusionClient.open(new AnnouncingProvider(provider), own);
    Worker worker = new Worker(queue, client, kept, settings);
    queue.scheduleForgotten();
    worker.scheduler.start();
    return worker;
  }

  private static Task<Void> fusion(JobRunner runner) {
    return Tasks.custom(JobQueue.TASK, Void.class)
        .onDeadExecutionRevive()
        .onFailureReschedule(FixedDelay.ofSeconds(5))
        .execute(
            (instance, context) -> {
              try {
                Optional<Instant> next = runner.run(instance.getId());
                return (complete, execution) ->
                    next.ifPresentOrElse(
                        time -> execution.reschedule(complete, time), execution::remove);
              } catch (IOException e) {
                throw new UncheckedIOException("the database or the store failed", e);
              }
            });
  }

  private static RecurringTask<Void> chore(String name, Duration delay, Chore chore) {
    return Tasks.recurring(name, FixedDelay.of(delay))
        .execute(
            (instance, context) -> {
              try {
                chore.run();
              } catch (IOException e) {
                throw new UncheckedIOException("the database or the store failed", e);
              }
            });
  }

  private interface Chore {
    void run() throws IOException;
  }

  /** Whether no job waits or is being sent, here or elsewhere. */
  public boolean idle() throws IOException {
    return queue.table.isIdle();
  }

  /** Takes no more jobs, lets those that run go on for a while, then stops them. */
  @Override
  public void close() {
    scheduler.stop();
    client.close();
  }
}
