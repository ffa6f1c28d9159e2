package io.github.maskloom.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.ManifestRow;
import io.github.maskloom.examples.batch.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What became of each job, in Parquet: the rows of {@code maskloom batch}, with the time in the
 * place of the line. Rows are only ever added; the last one of a key holds.
 */
record ManifestTable(SparkSession spark, String path) {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "key STRING, job STRING, etag STRING, geometry STRUCT<width: INT, height: INT>,"
              + " coverage DOUBLE, bytes BIGINT, strategy STRING, millis BIGINT, failure STRING,"
              + " ended TIMESTAMP");

  /**
   * Adds rows, all of them or none, as one file: a writer of Parquet takes some megabytes, which
   * tasks that make images have no room for.
   */
  void append(Dataset<Row> rows) {
    rows.repartition(1).write().mode(SaveMode.Append).parquet(path);
  }

  /** What every key was made by last, and how large it was: {@code key, doneJob, doneBytes}. */
  Dataset<Row> done() {
    return rows()
        .filter(col("failure").isNull())
        .groupBy(col("key"))
        .agg(max_by(struct(col("job"), col("bytes")), col("ended")).as("last"))
        .select(
            col("key").as("doneKey"),
            col("last.job").as("doneJob"),
            col("last.bytes").as("doneBytes"));
  }

  /** All rows; none if there is no manifest yet. */
  Dataset<Row> rows() {
    return exists()
        ? spark.read().schema(SCHEMA).parquet(path)
        : spark.createDataFrame(List.of(), SCHEMA);
  }

  private boolean exists() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      Path folder = new Path(path);
      return folder.getFileSystem(hadoop).exists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest cannot be read", e);
    }
  }

  /** The row of an image that was made. */
  static Row made(ImageJob job, StoredImage stored, long millis) {
    MadeImage image = stored.image();
    return RowFactory.create(
        job.key(),
        job.fingerprint(),
        stored.etag(),
        RowFactory.create(image.width(), image.height()),
        image.coverage().isPresent() ? image.coverage().getAsDouble() : null,
        stored.bytes(),
        image.strategy(),
        millis,
        null,
        Timestamp.from(Instant.now()));
  }

  /** The row of a job that failed, or of a line that is none. */
  static Row failed(@Nullable String key, @Nullable String job, Throwable failure, long millis) {
    Timestamp now = Timestamp.from(Instant.now());
    String text = ManifestRow.text(failure);
    return RowFactory.create(key, job, null, null, null, null, null, millis, text, now);
  }

  /** What is said of a failure to people: a line may hold anything. */
  static String told(@Nullable String key, String failure) {
    String job = Objects.requireNonNullElse(key, "a line that is no job");
    return (job + ": " + failure).replaceAll("\\p{Cntrl}", "?");
  }
}
