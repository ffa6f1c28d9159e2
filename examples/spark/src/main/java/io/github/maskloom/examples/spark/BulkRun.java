package io.github.maskloom.examples.spark;

import static org.apache.spark.sql.functions.col;

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
final class BulkRun {
  private final SparkSession spark;
  private final StoreConfig stores;
  private final Split split;

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
   */
  record Tally(long made, long skipped, long failed) {
    Tally plus(long moreMade, long moreFailed) {
      return new Tally(made + moreMade, skipped, failed + moreFailed);
    }
  }

  BulkRun(SparkSession spark, StoreConfig stores, Split split) {
    this.spark = spark;
    this.stores = stores;
    this.split = split;
  }

  /**
   * Does what lacks.
   *
   * @throws IllegalArgumentException if two lines make the same image
   */
  Tally run(String jobFile, ManifestTable manifest) {
    Dataset<Row> jobs = JobTable.read(spark, jobFile);
    Dataset<Row> lacking =
        JobTable.lacking(jobs, manifest.done(), stores).persist(StorageLevel.DISK_ONLY());
    try {
      Tally tally = new Tally(0, jobs.count() - lacking.count(), 0);
      ByteSplit tasks = ByteSplit.of(lacking.javaRDD(), split.taskBytes());
      for (long first = 0; first < tasks.tasks(); first += split.waveTasks()) {
        int count = (int) Math.min(split.waveTasks(), tasks.tasks() - first);
        tally = wave(tasks.tasks(first, count), lacking, manifest, tally);
      }
      return tally;
    } finally {
      lacking.unpersist();
    }
  }

  private Tally wave(
      JavaRDD<Row> tasks, Dataset<Row> lacking, ManifestTable manifest, Tally before) {
    Dataset<Row> rows =
        spark
            .createDataFrame(tasks, lacking.schema())
            .mapPartitions(new ImageTask(stores), Encoders.row(ManifestTable.SCHEMA))
            .persist(StorageLevel.DISK_ONLY());
    try {
      manifest.append(rows);
      long failed = rows.filter(col("failure").isNotNull()).count();
      return before.plus(rows.count() - failed, failed);
    } finally {
      rows.unpersist();
    }
  }
}
