package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.Batch;
import io.github.maskloom.examples.batch.BatchTally;
import io.github.maskloom.examples.batch.JobLines;
import io.github.maskloom.examples.batch.Manifest;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code maskloom batch}: the jobs of a file, some at once. */
final class BatchCommand implements Command {
  private static final Set<String> STANDARD = Set.of("-", "/dev/stdin", "/dev/fd/0");

  private final Option<Path> jobs =
      Option.required(
              "--jobs",
              "FILE",
              Path::of,
              "The jobs, one a line: JSON objects, or CSV below a line that names the fields. Fields"
                  + " are options of composite, or of the command that a field of this name says,"
                  + " without their dashes. - is standard input.")
          .or("-j")
          .orAlone();
  private final Option<Path> manifest =
      Option.absent(
          "--manifest",
          "FILE",
          Path::of,
          "What became of each job, a line of JSON each; what is done by it is not done again"
              + " (jobs.manifest.jsonl beside jobs.jsonl).");
  private final Option<Integer> workers =
      Option.optional(
          "--workers",
          "N",
          OptionValues.integer(1, 1000),
          Runtime.getRuntime().availableProcessors(),
          "Jobs at once, as far as the memory allows (as many as there are processors).");
  private final Option<Long> memory =
      Option.absent(
          "--memory",
          "SIZE",
          ByteSize::parse,
          "Heap that the jobs may take together, such as 256MiB; those for which there is none wait"
              + " (a quarter of the largest heap).");
  private final Option<Boolean> quiet =
      Option.flag("--quiet", "Say nothing but what went wrong.").or("-q");

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public String summary() {
    return "Do many composites, restorations and preparations, some at once; run it again to go on.";
  }

  @Override
  public String example() {
    return "maskloom batch jobs.jsonl";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(jobs, manifest, workers, memory, quiet);
  }

  @Override
  public Optional<String> conflict() {
    if (isStandard() && !manifest.isGiven()) {
      return Optional.of("--jobs is standard input, so --manifest must name a file");
    }
    if (manifestFile().equals(jobs.value()) || FileChecks.isSame(jobs.value(), manifestFile())) {
      return Optional.of(FileChecks.overwritten(manifest.name(), jobs.name(), jobs.value()));
    }
    long heap = Runtime.getRuntime().maxMemory();
    return memory.isGiven() && memory.value() > heap
        ? Optional.of(
            "--memory is more than the heap of "
                + (heap >> 20)
                + " MB: set MASKLOOM_JAVA_OPTIONS=-Xmx2g")
        : Optional.empty();
  }

  private boolean isStandard() {
    return STANDARD.contains(jobs.value().toString());
  }

  private Path manifestFile() {
    if (manifest.isGiven()) {
      return manifest.value();
    }
    String name = String.valueOf(jobs.value().getFileName());
    int dot = name.lastIndexOf('.');
    return jobs.value()
        .resolveSibling((dot < 1 ? name : name.substring(0, dot)) + ".manifest.jsonl");
  }

  @Override
  public void run(Streams streams) throws IOException {
    if (!isStandard()) {
      FileChecks.readable("jobs", jobs.value());
    }
    FileChecks.appendable("manifest", manifestFile());
    OptionalLong total = total();
    BatchTally tally;
    try (ShutdownSignal shutdown = ShutdownSignal.install();
        JobLines lines = lines(streams);
        Manifest rows = Manifest.open(manifestFile());
        BatchProgress progress = BatchProgress.of(streams.err(), total, quiet.value())) {
      tally =
          new Batch(
                  new ImageJobs(streams, List.of(manifestFile(), jobs.value())),
                  work().withCancel(shutdown),
                  workers.value(),
                  progress)
              .run(lines, rows);
      // While the signal still holds up the end of the process.
      progress.finish(tally, quiet.value() ? Optional.empty() : Optional.of(streams.out()));
    }
    if (tally.failed() > 0) {
      throw new IOException(
          tally.failed() + " failed; run it again to try them again: " + manifestFile());
    }
  }

  private JobLines lines(Streams streams) throws IOException {
    return isStandard() ? JobLines.read(streams.in()) : JobLines.open(jobs.value());
  }

  /** Reads the jobs once; what can be read only once has no total. */
  private OptionalLong total() throws IOException {
    if (isStandard() || !Files.isRegularFile(jobs.value())) {
      return OptionalLong.empty();
    }
    try (JobLines lines = JobLines.open(jobs.value())) {
      return OptionalLong.of(lines.count());
    }
  }

  private WorkOptions work() {
    return memory.isGiven()
        ? WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(memory.value()))
        : WorkOptions.DEFAULT;
  }
}
