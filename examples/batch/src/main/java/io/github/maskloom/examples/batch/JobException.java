package io.github.maskloom.examples.batch;

import java.io.Serial;

/** A line of a job file that is no job; the message says why. */
public final class JobException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public JobException(String message) {
    super(message);
  }
}
