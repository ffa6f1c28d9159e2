package io.github.maskloom.examples.spark;

import io.github.maskloom.examples.spark.BulkRun.Split;
import io.github.maskloom.examples.spark.BulkRun.Tally;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 something failed, 2 wrong usage. */
@Command(
    name = "spark-batch",
    mixinStandardHelpOptions = true,
    description = "Makes the images of a job file that lack, on one machine or a cluster.")
public final class SparkBatch implements Callable<Integer> {
  @Option(names = "--jobs", required = true, description = "JSON lines, a job each")
  private String jobs = "";

  @Option(
      names = "--manifest",
      required = true,
      description = "a folder of Parquet, with a row for each job")
  private String manifest = "";

  @Option(
      names = "--master",
      description = "local[N], or that of a cluster, unless spark-submit gives it (local[*])")
  private @Nullable String master;

  @Option(
      names = "--task-bytes",
      defaultValue = "67108864",
      description = "encoded bytes of the images of a task, at most (${DEFAULT-VALUE})")
  private long taskBytes;

  @Option(
      names = "--wave-tasks",
      defaultValue = "1000",
      description = "tasks between two commits of the manifest (${DEFAULT-VALUE})")
  private int waveTasks;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new SparkBatch());
    // Of classes that are in no jar, that they are not.
    String version = SparkBatch.class.getPackage().getImplementationVersion();
    line.getCommandSpec()
        .version("spark-batch " + Objects.requireNonNullElse(version, "(development build)"));
    return line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println(failure.getMessage());
          return 1;
        });
  }

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = session()) {
      BulkRun run = new BulkRun(spark, ImageStore.ofThisProcess(), new Split(taskBytes, waveTasks));
      Tally tally = run.run(jobs, new ManifestTable(spark, manifest));
      print(
          "%d made, %d were there, %d failed"
              .formatted(tally.made(), tally.skipped(), tally.failed()));
      tally.reasons().forEach(this::print);
      return tally.failed() == 0 ? 0 : 1;
    }
  }

  private SparkSession session() {
    SparkConf conf =
        new SparkConf().setAppName("maskloom").setIfMissing("spark.master", "local[*]");
    if (master != null) {
      conf.setMaster(master);
    }
    SparkSession opened = SparkSession.builder().config(conf).getOrCreate();
    opened.sparkContext().setLogLevel("WARN");
    return opened;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
