package io.github.maskloom.examples.cli;

import java.io.Serial;

/** A command line that makes no sense: says what is wrong with it, and what to do. */
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What to do. */
  final String advice;

  UsageException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  /** A mistake in the use of a command, whose help tells how it is used. */
  static UsageException of(Command command, String message) {
    return new UsageException(message, "Try 'maskloom " + command.name + " --help'.");
  }
}
