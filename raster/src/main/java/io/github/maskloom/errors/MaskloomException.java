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

  public MaskloomException(String message) {
    super(message);
  }

  public MaskloomException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether what failed may have been billed all the same. Only a call of a service may. */
  public boolean mayBeBilled() {
    return false;
  }
}
