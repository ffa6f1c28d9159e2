package io.github.maskloom.errors;

import java.io.Serial;

/**
 * The root of everything this library reports beside {@link java.io.IOException} and wrong
 * arguments.
 *
 * <p>Messages never hold pixels, prompts or secrets. After any exception the reader, writer or
 * target that threw is closed for further use, and a target file keeps its old content.
 */
public class MaskloomException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message for developers, without pixels, prompts or secrets
   */
  public MaskloomException(String message) {
    super(message);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message for developers, without pixels, prompts or secrets
   * @param cause what was thrown below
   */
  public MaskloomException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * {@return whether what failed may have been billed all the same} Only a call of a service may.
   */
  public boolean mayBeBilled() {
    return false;
  }
}
