package io.github.maskloom.examples.spark;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Makes the images of a job file that lack, in waves of tasks. After each wave its rows are added
 * to the manifest, all at once, so that a run that is killed loses the rows of one wave.
 */
record BulkRun(SparkSession spark, ImageStore store, Split split) {
  private static final int TASKS_PER_CORE = 3;
  private static final int TOLD_REASONS = 10;

  /**
   * How jobs are split.
   *
   * @param taskBytes encoded bytes of the images that a task reads
   * @param waveTasks tasks between two commits of the manifest
   */
  record Split(long taskBytes, int waveTasks) {}

  /**
   * How a run went.
   *
   * @param made images that were made
   * @param skipped images that were there
   * @param failed jobs that failed, and lines that are none
   * @param reasons why the first of them failed, each reason once
   */
  record Tally(long made, long skipped, long failed, List<String> reasons) {
    Tally plus(long moreMade, long moreFailed, List<String> moreReasons) {
      List<String> all =
          Stream.concat(reasons.stream(), moreReasons.stream())
              .distinct()
              .limit(TOLD_REASONS)
              .toList();
      return new Tally(made + moreMade, skipped, failed + moreFailed, all);
    }
  }

  /**
   * Does what lacks.
   *
   * @throws IllegalArgumentException if two lines make the same image
   */
  Tally run(String jobFile, ManifestTable manifest) {
    Dataset<Row> jobs = JobTable.read(spark, jobFile);
    // Kept as rows: a table that reads the manifest would be made anew after each append to it,
    // without the jobs that are done by then, and the split would no longer fit.
    JavaRDD<Row> lacking =
        JobTable.lacking(jobs, manifest.done(), store, partitions())
            .javaRDD()
            .persist(StorageLevel.DISK_ONLY());
    try {
      long count = lacking.count();
      Tally tally = new Tally(0, jobs.count() - count, 0, List.of());
      ByteSplit tasks = ByteSplit.of(lacking, split.taskBytes(), partitions());
      for (long first = 0; first < tasks.tasks(); first += split.waveTasks()) {
        int tasksOfWave = (int) Math.min(split.waveTasks(), tasks.tasks() - first);
        tally = wave(tasks.tasks(first, tasksOfWave), manifest, tally);
      }
      return withLost(tally, count - tally.made() - tally.failed());
    } finally {
      lacking.unpersist();
    }
  }

  /** What a worker kept that died is found again, but for what was done by then. */
  private static Tally withLost(Tally tally, long lost) {
    return lost <= 0
        ? tally
        : tally.plus(0, lost, List.of("%d jobs went with a worker: run again".formatted(lost)));
  }

  /** More than there are cores, so that none waits for the last. */
  private int partitions() {
    return spark.sparkContext().defaultParallelism() * TASKS_PER_CORE;
  }

  private Tally wave(JavaRDD<Row> tasks, ManifestTable manifest, Tally before) {
    Dataset<Row> rows =
        spark
            .createDataFrame(tasks, JobTable.SIZED)
            .mapPartitions(new ImageTask(store), Encoders.row(ManifestTable.SCHEMA))
            .persist(StorageLevel.DISK_ONLY());
    try {
      manifest.append(rows);
      Dataset<Row> failures = rows.filter(col("failure").isNotNull());
      long failed = failures.count();
      List<String> reasons =
          failures.limit(TOLD_REASONS).collectAsList().stream()
              .map(row -> ManifestTable.told(row.getAs("key"), row.getAs("failure")))
              .toList();
      return before.plus(rows.count() - failed, failed, reasons);
    } finally {
      rows.unpersist();
    }
  }
}
