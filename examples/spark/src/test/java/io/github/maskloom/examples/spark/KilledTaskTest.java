package io.github.maskloom.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.spark.BulkRun.Split;
import io.github.maskloom.examples.spark.BulkRun.Tally;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks and whole runs that are killed leave every image made once in the end. */
class KilledTaskTest {
  private static final int JOBS = 36;

  @TempDir Path temporary;

  @Test
  void aKilledTaskIsDoneAgain() throws IOException {
    JobFolder folder = JobFolder.of(temporary, 400, 300);
    SparkSession spark = Sessions.shared();
    Killer killer = new Killer(spark);
    spark.sparkContext().addSparkListener(killer);
    try {
      Tally tally =
          new BulkRun(spark, new ImageStore(Map.of()), new Split(400_000, 100))
              .run(
                  folder.jobs(JOBS).toString(),
                  new ManifestTable(spark, folder.manifest().toString()));

      assertThat(killer.killed).hasPositiveValue();
      assertThat(tally).isEqualTo(new Tally(JOBS, 0, 0, List.of()));
    } finally {
      spark.sparkContext().removeSparkListener(killer);
    }
    assertEachOnce(spark, folder);
  }

  @Test
  void aRunThatWasKilledGoesOn() throws Exception {
    JobFolder folder = JobFolder.of(temporary, 400, 300);
    Path jobs = folder.jobs(JOBS);
    Process run =
        ChildJvm.startQuietly(
            SparkBatch.class,
            List.of(
                "--jobs=" + jobs,
                "--manifest=" + folder.manifest(),
                "--master=local[2]",
                "--task-bytes=200000",
                "--wave-tasks=2"),
            "-Xmx512m");
    while (folder.results().size() < JOBS / 2 && run.isAlive()) {
      Thread.onSpinWait();
    }
    run.destroyForcibly().waitFor();

    SparkSession spark = Sessions.shared();
    Tally tally =
        new BulkRun(spark, new ImageStore(Map.of()), new Split(400_000, 100))
            .run(jobs.toString(), new ManifestTable(spark, folder.manifest().toString()));

    assertThat(tally.skipped()).as("of the waves that were complete").isPositive();
    assertThat(tally.made()).isPositive();
    assertEachOnce(spark, folder);
  }

  private static void assertEachOnce(SparkSession spark, JobFolder folder) throws IOException {
    List<Row> rows = new ManifestTable(spark, folder.manifest().toString()).rows().collectAsList();
    Set<String> keys = new TreeSet<>();
    for (Row row : rows) {
      String key = row.getAs("key");
      assertThat(keys.add(key)).as("%s has one row", key).isTrue();
      assertThat(row.<String>getAs("etag")).isEqualTo(JobFolder.etag(key));
    }
    assertThat(keys).hasSize(JOBS);
    assertThat(folder.results()).as("nothing half made").hasSize(JOBS);
    assertThat(Files.exists(folder.manifest().resolve("_temporary"))).isFalse();
  }

  /** Kills the first attempt of every task that makes images, once it has begun. */
  private static final class Killer extends SparkListener {
    private final SparkSession spark;
    final AtomicInteger killed = new AtomicInteger();

    Killer(SparkSession spark) {
      this.spark = spark;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (start.taskInfo().attemptNumber() == 0
          && spark.sparkContext().killTaskAttempt(start.taskInfo().taskId(), true, "a test")) {
        killed.incrementAndGet();
      }
    }
  }
}
