package io.github.maskloom.examples.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a job.
 *
 * @param key the file that it makes; empty if its line does not say, or another line makes it
 * @param line its line in the job file, from 1
 * @param job the same for the same command with the same options; empty if its line is none
 * @param image what it made; empty if it failed
 * @param millis how long it took, the wait for memory included
 * @param failure the kind of failure and a message, on one line; empty if it made its image
 */
public record ManifestRow(
    Optional<String> key,
    long line,
    Optional<String> job,
    Optional<StoredImage> image,
    long millis,
    Optional<String> failure) {
  /** What every line of JSON begins with. */
  static final String START = "{\"key\":";

  private static final int MAX_FAILURE_CHARS = 2000;

  /** A job that made its image. */
  static ManifestRow made(BatchJob job, long line, StoredImage image, long millis) {
    return of(job, line, Optional.of(image), millis, Optional.empty());
  }

  /** A job that failed. */
  static ManifestRow failed(BatchJob job, long line, Throwable failure, long millis) {
    return of(job, line, Optional.empty(), millis, Optional.of(text(failure)));
  }

  private static ManifestRow of(
      BatchJob job, long line, Optional<StoredImage> image, long millis, Optional<String> failure) {
    Optional<String> key = Optional.of(job.key());
    return new ManifestRow(key, line, Optional.of(job.fingerprint()), image, millis, failure);
  }

  /** A line that is no job. */
  static ManifestRow mistaken(Optional<String> key, long line, JobException mistake) {
    return new ManifestRow(
        key, line, Optional.empty(), Optional.empty(), 0, Optional.of(text(mistake)));
  }

  /** What is wrong, on one line, by the name of its cause. */
  public static String text(Throwable failure) {
    Throwable kind =
        failure.getClass() == IOException.class && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = failure.getMessage();
    String text = kind.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= MAX_FAILURE_CHARS ? line : line.substring(0, MAX_FAILURE_CHARS);
  }

  /** A line of JSON without its end: every field is there, and {@code null} if empty. */
  String toJson() {
    Optional<MadeImage> made = image.map(StoredImage::image);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonFields.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectField("key", key.orElse(null));
      json.writeObjectField("line", line);
      json.writeObjectField("job", job.orElse(null));
      json.writeObjectField("etag", image.map(StoredImage::etag).orElse(null));
      json.writeFieldName("geometry");
      json.writeRawValue(made.map(ManifestRow::geometry).orElse("null"));
      OptionalDouble coverage = made.map(MadeImage::coverage).orElse(OptionalDouble.empty());
      json.writeObjectField("coverage", coverage.isPresent() ? coverage.getAsDouble() : null);
      json.writeObjectField("bytes", image.map(StoredImage::bytes).orElse(null));
      json.writeObjectField("strategy", made.map(MadeImage::strategy).orElse(null));
      json.writeObjectField("millis", millis);
      json.writeObjectField("failure", failure.orElse(null));
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every row", e);
    }
    return text.toString();
  }

  private static String geometry(MadeImage image) {
    return "{\"width\":%d,\"height\":%d}".formatted(image.width(), image.height());
  }

  /**
   * Reads what {@link #toJson} writes.
   *
   * @throws JobException if it is another object
   * @throws NumberFormatException if a number is missing
   * @throws IOException if it is no JSON
   */
  static ManifestRow read(BoundedLines line) throws IOException, JobException {
    Map<String, String> fields = JsonFields.read(line, true);
    return new ManifestRow(
        Optional.ofNullable(fields.get("key")),
        number(fields, "line"),
        Optional.ofNullable(fields.get("job")),
        Optional.ofNullable(fields.get("etag")).map(etag -> image(etag, fields)),
        number(fields, "millis"),
        Optional.ofNullable(fields.get("failure")));
  }

  private static StoredImage image(String etag, Map<String, String> fields) {
    String coverage = fields.get("coverage");
    MadeImage image =
        new MadeImage(
            (int) number(fields, "geometry.width"),
            (int) number(fields, "geometry.height"),
            coverage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(coverage)),
            String.valueOf(fields.get("strategy")));
    return new StoredImage(image, etag, number(fields, "bytes"));
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(String.valueOf(fields.get(name)));
  }
}
