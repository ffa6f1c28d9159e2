package io.github.maskloom.errors;

import java.io.Serial;

/**
 * The root of the failures that this library reports, beside {@link java.io.IOException}. Wrong
 * arguments and calls in a wrong state end in exceptions of the JDK, such as {@link
 * IllegalStateException}.
 *
 * <p>Messages never hold pixels, prompts or secrets. After such an exception the reader, writer or
 * draft that threw can only be closed. A target file keeps its old content.
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
