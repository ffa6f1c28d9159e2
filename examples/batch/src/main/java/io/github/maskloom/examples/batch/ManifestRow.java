package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.util.Optional;

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
}
