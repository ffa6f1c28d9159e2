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
import java.util.OptionalLong;

/** {@code maskloom batch}: the jobs of a file, some at once. */
final class BatchCommand extends Command {
  private final Option<Path> jobs = options.required("--jobs -j", ValueType.path("FILE")).orAlone();
  private final Option<Path> manifest = options.absent("--manifest", ValueType.path("FILE"));
  private final Option<Integer> workers =
      options.optional(
          "--workers", OptionValues.integer(1, 1000), Runtime.getRuntime().availableProcessors());
  private final Option<Long> memory =
      options.absent("--memory", ValueType.of("SIZE", ByteSize::parse));
  private final Option<Boolean> quiet = options.lastFlag("--quiet -q");

  @Override
  void check() {
    refuseIf(
        isStandard() && !manifest.isGiven(),
        "--jobs is standard input, so --manifest must name a file");
    refuseIf(
        manifestFile().equals(jobs.value()) || FileChecks.isSame(jobs.value(), manifestFile()),
        FileChecks.overwritten(manifest.name(), jobs.name(), jobs.value()));
    long heap = Runtime.getRuntime().maxMemory();
    String most = (heap >> 20) + " MB: set MASKLOOM_JAVA_OPTIONS=-Xmx2g";
    refuseIf(
        memory.isGiven() && memory.value() > heap, "--memory is more than the heap of " + most);
  }

  private boolean isStandard() {
    return InputImage.STANDARD.contains(jobs.value().toString());
  }

  private Path manifestFile() {
    String stem = String.valueOf(jobs.value().getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    return manifest.ifGiven().orElse(jobs.value().resolveSibling(stem + ".manifest.jsonl"));
  }

  @Override
  void run(Streams streams) throws IOException {
    if (!isStandard()) {
      FileChecks.readable("jobs", jobs.value());
    }
    FileChecks.appendable("manifest", manifestFile());
    OptionalLong total = total();
    ImageJobs parser = new ImageJobs(streams, List.of(manifestFile(), jobs.value()));
    BatchTally tally;
    try (ShutdownSignal shutdown = new ShutdownSignal(() -> {});
        JobLines lines = lines(streams);
        Manifest rows = Manifest.open(manifestFile());
        BatchProgress progress = BatchProgress.of(streams.err(), total, quiet.value())) {
      WorkOptions work = work().withCancel(shutdown);
      tally = new Batch(parser, work, workers.value(), progress).run(lines, rows);
      // While the signal still holds up the end of the process.
      progress.finish(tally, Streams.unless(quiet.value(), streams.out()));
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
    return memory
        .ifGiven()
        .map(bytes -> WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(bytes)))
        .orElse(WorkOptions.DEFAULT);
  }
}
