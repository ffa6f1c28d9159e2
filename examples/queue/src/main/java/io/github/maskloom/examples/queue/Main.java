package io.github.maskloom.examples.queue;

import com.google.common.collect.Maps;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 not possible, 2 wrong usage. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "Fusion jobs that survive a crash.")
public final class Main {
  private static final String JOB = "of the job";

  private final Place place;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main(Place place) {
    this.place = place;
  }

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine(new Place()).execute(arguments));
  }

  /** The command line of jobs that are at a place, which its options name. */
  public static CommandLine commandLine(Place place) {
    CommandLine line = new CommandLine(new Main(place));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().addMixin("place", CommandSpec.forAnnotatedObject(place));
    // Of classes that are in no jar, that they are not.
    String version = Main.class.getPackage().getImplementationVersion();
    String[] told = {"queue " + Objects.requireNonNullElse(version, "(development build)")};
    line.getCommandSpec().version(told);
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(told));
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
      @Option(names = "--photo", required = true, description = "the photo that is changed")
          Path photo,
      @Option(names = "--mask", description = "an image with paint where it is changed")
          @Nullable Path mask,
      @Option(names = "--reference", description = "what is to be seen there; may be repeated")
          Path @Nullable [] references,
      @Option(names = "--prompt", defaultValue = "", description = "what is wished for, in words")
          String prompt,
      @Option(names = "--images", defaultValue = "1", description = "how many; ${DEFAULT-VALUE}")
          int images,
      @Option(
              names = "--finish",
              defaultValue = "restored",
              description =
                  "what becomes of the answer where nothing is painted: restored gives it the photo's"
                      + " pixels, focused too and sends only the part around the paint, unchanged"
                      + " leaves it; ${DEFAULT-VALUE}")
          Finish finish)
      throws Exception {
    List<Path> given = references == null ? List.of() : List.of(references);
    return withQueue(
        queue -> {
          queue.store.check();
          JobInputs inputs = JobInputs.of(photo, Optional.ofNullable(mask), given);
          print(queue.submit(inputs, prompt, images, finish));
          return 0;
        });
  }

  @Command(description = "Lists jobs, the latest change first.")
  int list(
      @Option(names = "--limit", defaultValue = "100", description = "how many; ${DEFAULT-VALUE}")
          int limit,
      @Option(names = "--before", paramLabel = "ID", description = "those after this job's line")
          @Nullable String before)
      throws Exception {
    return withQueue(
        queue -> {
          Optional<String> unknown = Optional.empty();
          for (Job job : page(queue, limit, before)) {
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

  private static List<Job> page(JobQueue queue, int limit, @Nullable String before)
      throws IOException {
    Supplier<NoSuchElementException> none =
        () -> new NoSuchElementException("there is no job " + before);
    return before == null
        ? queue.jobs(limit)
        : queue.jobs(limit, queue.job(before).orElseThrow(none));
  }

  @Command(description = "Sends a parked job again, which may be billed again.")
  int resume(@Parameters(paramLabel = "ID", description = JOB) String id) throws Exception {
    return withQueue(queue -> changed(queue, id, queue.resume(id)));
  }

  @Command(name = "give-up", description = "Lets a parked job fail.")
  int giveUp(@Parameters(paramLabel = "ID", description = JOB) String id) throws Exception {
    return withQueue(queue -> changed(queue, id, queue.giveUp(id)));
  }

  @Command(description = "Cancels a job that waits or is being sent.")
  int cancel(@Parameters(paramLabel = "ID", description = JOB) String id) throws Exception {
    return withQueue(queue -> changed(queue, id, queue.cancel(id)));
  }

  @Command(description = "Works on jobs until it is told to end.")
  int work(
      @Option(
              names = "--provider",
              defaultValue = "local",
              description = "one on the class path; ${DEFAULT-VALUE}")
          String provider,
      @Option(
              names = "--threads",
              defaultValue = "4",
              description = "jobs at once; ${DEFAULT-VALUE}")
          int threads,
      @Option(
              names = "--keep-inputs",
              defaultValue = "P30D",
              description =
                  "how long photos and prompts of jobs that are over stay; ${DEFAULT-VALUE}")
          Duration keepInputs,
      @Option(names = "--until-idle", description = "end when no job waits or is being sent")
          boolean untilIdle)
      throws Exception {
    return withQueue(
        queue -> {
          try (Worker worker =
              Worker.start(
                  queue,
                  provider(provider),
                  new ProviderConfig.Defaults(provider),
                  Worker.Settings.of(threads).withKeepInputs(keepInputs))) {
            // The virtual machine waits for this before it ends.
            Thread end = new Thread(worker::close);
            Runtime.getRuntime().addShutdownHook(end);
            while (!(untilIdle && worker.idle())) {
              TimeUnit.SECONDS.sleep(1);
            }
            boolean ignored = Runtime.getRuntime().removeShutdownHook(end);
          }
          return 0;
        });
  }

  private static FusionProvider provider(String id) {
    Map<String, FusionProvider> installed =
        Maps.uniqueIndex(FusionProvider.installed(), FusionProvider::id);
    FusionProvider named = installed.get(id);
    if (named == null) {
      throw new NoSuchElementException(
          "there is no provider %s, but %s".formatted(id, new TreeSet<>(installed.keySet())));
    }
    return named;
  }

  private int changed(JobQueue queue, String id, boolean changed) throws Exception {
    String state = queue.job(id).map(job -> job.state().toString()).orElse("unknown");
    print(changed ? "done" : "not possible: the job is " + state);
    return changed ? 0 : 1;
  }

  private int withQueue(Action action) throws Exception {
    try (JobStore store = open();
        HikariDataSource connections = JobQueue.connect(place.database())) {
      return action.run(new JobQueue(connections, store));
    }
  }

  private JobStore open() throws IOException {
    try {
      // Both are asked for before anything is opened.
      HikariConfig ignored = JobQueue.pool(place.database(), System.getenv());
      return place.open();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private interface Action {
    int run(JobQueue queue) throws Exception;
  }
}
