package io.github.maskloom.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 not possible, 2 wrong usage. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = "Fusion jobs that survive a crash.")
public final class Main {
  private final Place place;

  private Main(Place place) {
    this.place = place;
  }

  @Spec private @Nullable CommandSpec spec;

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine(new FolderOptions()).execute(arguments));
  }

  /** The command line of jobs that are at a place, which its options name. */
  public static CommandLine commandLine(Place place) {
    CommandLine line = new CommandLine(new Main(place));
    line.getCommandSpec().addMixin("place", CommandSpec.forAnnotatedObject(place));
    return line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println(explained(failure));
          return 1;
        });
  }

  /** The JDK says of a file that is not there how it is called, and nothing else. */
  private static String explained(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof NoSuchFileException ? "there is no " + message : message;
  }

  @Command(description = "Queues a job and prints its id.")
  int submit(
      @Option(names = "--photo", required = true) Path photo,
      @Option(names = "--mask") @Nullable Path mask,
      @Option(names = "--reference") Path @Nullable [] references,
      @Option(names = "--prompt", defaultValue = "") String prompt,
      @Option(names = "--images", defaultValue = "1") int images)
      throws Exception {
    List<Path> given = references == null ? List.of() : List.of(references);
    return withQueue(
        (queue, connections) -> {
          queue.store().check();
          JobInputs inputs = JobInputs.of(photo, Optional.ofNullable(mask), given);
          print(queue.submit(inputs, prompt, images));
          return 0;
        });
  }

  @Command(description = "Lists the jobs, the latest change last.")
  int list() throws Exception {
    return withQueue(
        (queue, connections) -> {
          Optional<String> unknown = Optional.empty();
          for (Job job : queue.jobs()) {
            String where = job.note();
            // A store that does not answer takes its time to say so, once.
            if (job.state() == JobState.DONE && unknown.isEmpty()) {
              try {
                where = queue.result(job.id()).map(JobResult::place).orElse(where);
              } catch (IOException e) {
                unknown = Optional.of("where images are is not known: " + e.getMessage());
              }
            }
            print(job.id() + "  " + job.state() + "  " + where);
          }
          unknown.ifPresent(this::print);
          return unknown.isPresent() ? 1 : 0;
        });
  }

  @Command(description = "Sends a parked job again, which may be billed again.")
  int resume(@Parameters(paramLabel = "ID") String id) throws Exception {
    return withQueue((queue, connections) -> changed(queue, id, queue.resume(id)));
  }

  @Command(name = "give-up", description = "Lets a parked job fail.")
  int giveUp(@Parameters(paramLabel = "ID") String id) throws Exception {
    return withQueue((queue, connections) -> changed(queue, id, queue.giveUp(id)));
  }

  @Command(description = "Cancels a job that waits or is being sent.")
  int cancel(@Parameters(paramLabel = "ID") String id) throws Exception {
    return withQueue((queue, connections) -> changed(queue, id, queue.cancel(id)));
  }

  @Command(description = "Works on jobs until it is told to end.")
  int work(
      @Option(names = "--provider", defaultValue = "local") String provider,
      @Option(names = "--threads", defaultValue = "4") int threads,
      @Option(names = "--until-idle", description = "end when no job waits or is being sent")
          boolean untilIdle)
      throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, ended)));
    try {
      return withQueue(
          (queue, connections) -> {
            try (Worker worker =
                Worker.start(
                    queue,
                    connections,
                    provider(provider),
                    new ProviderConfig.Defaults(provider),
                    Worker.Settings.of(threads))) {
              while (!told.await(1, TimeUnit.SECONDS) && !(untilIdle && worker.idle())) {
                // Jobs run on threads of the worker.
              }
            }
            return 0;
          });
    } finally {
      ended.countDown();
    }
  }

  /** The virtual machine waits for this before it ends. */
  private static void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      boolean ignored = ended.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FusionProvider provider(String id) {
    return FusionProvider.installed().stream()
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no provider " + id));
  }

  private int changed(JobQueue queue, String id, boolean changed) throws Exception {
    String state = queue.job(id).map(job -> job.state().toString()).orElse("unknown");
    print(changed ? "done" : "not possible: the job is " + state);
    return changed ? 0 : 1;
  }

  private int withQueue(Action action) throws Exception {
    try (JobStore store = open();
        HikariDataSource connections = JobQueue.connect(place.database())) {
      return action.run(new JobQueue(connections, store), connections);
    }
  }

  private JobStore open() throws IOException {
    try {
      // Both are asked for before anything is opened.
      String ignored = place.database();
      return place.open();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage());
    }
  }

  private void print(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private interface Action {
    int run(JobQueue queue, HikariDataSource connections) throws Exception;
  }
}
