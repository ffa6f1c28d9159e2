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
final class BatchCommand extends Command {
  private static final Set<String> STANDARD = Set.of("-", "/dev/stdin", "/dev/fd/0");

  private final Option<Path> jobs =
      options.required("--jobs -j", ValueType.of("FILE", Path::of)).orAlone();
  private final Option<Path> manifest =
      options.absent("--manifest", ValueType.of("FILE", Path::of));
  private final Option<Integer> workers =
      options.optional(
          "--workers", OptionValues.integer(1, 1000), Runtime.getRuntime().availableProcessors());
  private final Option<Long> memory =
      options.absent("--memory", ValueType.of("SIZE", ByteSize::parse));
  private final Option<Boolean> quiet = options.quiet();

  BatchCommand() {
    super("batch");
  }

  @Override
  Optional<String> conflict() {
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
  void run(Streams streams) throws IOException {
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
