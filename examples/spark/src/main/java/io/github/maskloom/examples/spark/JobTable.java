package io.github.maskloom.examples.spark;

import static com.google.common.base.Preconditions.checkArgument;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The jobs of a file as a table, of which each row is a line, never an image: {@code key, job,
 * line}. A line that is no job has no key.
 */
final class JobTable {
  private static final StructType SCHEMA =
      StructType.fromDDL("key STRING, job STRING, line STRING");

  /** With the bytes of the largest image. */
  static final StructType SIZED = SCHEMA.add("size", DataTypes.LongType);

  private static final Encoder<Row> ROWS = Encoders.row(SCHEMA);
  private static final Encoder<Row> SIZED_ROWS = Encoders.row(SIZED);

  private static final int TOLD_KEYS = 3;

  private JobTable() {}

  /**
   * Reads a file of JSON lines.
   *
   * @throws IllegalArgumentException if two lines make the same image
   */
  static Dataset<Row> read(SparkSession spark, String path) {
    FilterFunction<String> holdsText = line -> !line.isBlank();
    MapFunction<String, Row> parsed = JobTable::row;
    Dataset<Row> jobs = spark.read().textFile(path).filter(holdsText).map(parsed, ROWS);
    checkKeys(jobs);
    return jobs;
  }

  private static Row row(String line) {
    try {
      ImageJob job = ImageJob.parse(line);
      return RowFactory.create(job.key(), job.fingerprint(), line);
    } catch (IllegalArgumentException e) {
      // The task that has to do it says why.
      return RowFactory.create(null, null, line);
    }
  }

  private static void checkKeys(Dataset<Row> jobs) {
    List<Row> twice =
        jobs.filter(col("key").isNotNull())
            .groupBy(col("key"))
            .agg(count(lit(1)).as("lines"))
            .filter(col("lines").gt(1))
            .limit(TOLD_KEYS)
            .collectAsList();
    checkArgument(
        twice.isEmpty(),
        "out: several lines make the same image, such as %s",
        String.join(", ", twice.stream().map(row -> row.getString(0)).toList()));
  }

  /**
   * The jobs whose image is not there as their last run left it, each with the bytes of its largest
   * image as {@code size}. The store is asked for each, in so many partitions.
   */
  static Dataset<Row> lacking(
      Dataset<Row> jobs, Dataset<Row> done, ImageStore store, int partitions) {
    MapFunction<Row, Row> sized = row -> sized(row, store);
    return jobs.join(
            done,
            col("key").equalTo(col("doneKey")).and(col("job").equalTo(col("doneJob"))),
            "left_outer")
        .repartition(partitions)
        .map(sized, SIZED_ROWS)
        .filter(col("size").gt(0));
  }

  /** A job with its size, which is 0 if its image is there. */
  private static Row sized(Row row, ImageStore store) throws IOException {
    String line = row.getAs("line");
    Long doneBytes = row.getAs("doneBytes");
    boolean there =
        doneBytes != null && store.bytes(ImageJob.parse(line).out()).equals(Optional.of(doneBytes));
    return RowFactory.create(
        row.getAs("key"), row.getAs("job"), line, there ? 0L : size(line, store));
  }

  /**
   * What cannot be understood, is not there or is empty fails at once: it is small, but has a byte,
   * as a job of none would be in no task.
   */
  private static long size(String line, ImageStore store) throws IOException {
    try {
      return Math.max(1, store.bytes(ImageJob.parse(line).largest()).orElse(1L));
    } catch (IllegalArgumentException e) {
      return 1;
    }
  }
}
