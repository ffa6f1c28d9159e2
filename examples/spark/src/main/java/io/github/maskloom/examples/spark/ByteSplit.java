package io.github.maskloom.examples.spark;

import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Puts jobs into tasks of about as many bytes each, so that no task is left with the large images.
 *
 * <p>A job belongs to the task in which its bytes end if all jobs stand in a row. Each partition is
 * gone through twice: for its sum, and to number its jobs' bytes from the sums before it.
 */
record ByteSplit(JavaRDD<Row> jobs, List<Long> starts, long bytes, long taskBytes) {
  /** By its place: rows that come from no table know no names. */
  private static final int SIZE = JobTable.SIZED.fieldIndex("size");

  /**
   * Splits jobs that are kept somewhere, as they are read several times.
   *
   * @param taskBytes encoded bytes of a task, at most
   * @param leastTasks so many tasks, if that makes them smaller
   */
  static ByteSplit of(JavaRDD<Row> jobs, long taskBytes, int leastTasks) {
    List<Long> sums = jobs.mapPartitions(ByteSplit::sum).collect();
    List<Long> starts = new ArrayList<>();
    long bytes = 0;
    for (long sum : sums) {
      starts.add(bytes);
      bytes += sum;
    }
    long each = Math.max(1, Math.min(taskBytes, bytes / leastTasks));
    return new ByteSplit(jobs, starts, bytes, each);
  }

  private static Iterator<Long> sum(Iterator<Row> rows) {
    long sum = 0;
    while (rows.hasNext()) {
      sum += size(rows.next());
    }
    return List.of(sum).iterator();
  }

  private static long size(Row job) {
    return job.getLong(SIZE);
  }

  /** How many tasks there are; some may be empty, behind an image of more than a task's bytes. */
  long tasks() {
    return (bytes + taskBytes - 1) / taskBytes;
  }

  /** The jobs of some tasks, each task's in a partition of its own: numbers hash to themselves. */
  JavaRDD<Row> tasks(long first, int count) {
    List<Long> before = starts;
    long each = taskBytes;
    return jobs.mapPartitionsWithIndex(
            (index, rows) -> numbered(rows, before.get(index), each, first, count), true)
        .mapToPair(job -> job)
        .partitionBy(new HashPartitioner(count))
        .values();
  }

  /** The jobs that belong to some tasks, by the number of their task among these. */
  private static Iterator<Tuple2<Integer, Row>> numbered(
      Iterator<Row> rows, long start, long taskBytes, long first, int count) {
    long[] end = {start};
    Iterator<Tuple2<Long, Row>> all =
        Iterators.transform(
            rows,
            row -> {
              end[0] += size(row);
              return new Tuple2<>((end[0] - 1) / taskBytes - first, row);
            });
    return Iterators.transform(
        Iterators.filter(all, job -> job._1() >= 0 && job._1() < count),
        job -> new Tuple2<>(job._1().intValue(), job._2()));
  }
}
