package io.github.maskloom.examples.batch;

import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A job that makes one file.
 *
 * @param command what it does
 * @param options what it was given, which together with the command is all that the result depends
 *     on
 * @param out the file; replaced in one move, when it is complete
 * @param work makes it
 */
public record BatchJob(String command, Map<String, String> options, Path out, Work work) {
  public BatchJob {
    options = Map.copyOf(options);
  }

  /** What a job does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Makes the file.
     *
     * @param options how to work: within which budget, and until when
     * @throws IOException if a file cannot be read or written
     * @throws io.github.maskloom.errors.MaskloomException if an image cannot be used
     */
    MadeImage run(WorkOptions options) throws IOException;
  }

  /** Makes a job of a line. */
  @FunctionalInterface
  public interface Parser {
    /**
     * Makes a job of a line's fields; on one thread.
     *
     * @throws JobException if they are none
     */
    BatchJob parse(Map<String, String> fields) throws JobException;
  }

  /** What the manifest calls it by: its file, as it is written, without detours. */
  String key() {
    return out.normalize().toString();
  }

  /** The same for the same command with the same options. */
  String fingerprint() {
    return Digest.ofJob(command, options);
  }
}
