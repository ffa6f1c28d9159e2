package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.io.Serial;

/**
 * What went wrong with a call whose job waits at its service: says the command that takes it up.
 */
final class ResumableException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** The command line that takes the job up. */
  final String command;

  ResumableException(Throwable failure, String command) {
    super(failure.getMessage(), Outcome.cause(failure));
    this.command = command;
  }
}
