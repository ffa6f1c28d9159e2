package io.github.maskloom.testing.internal.server;

import static io.github.maskloom.testing.internal.server.ImagesJson.quoted;

/** Writes the body of an error: its code, message, parameter and type, as JSON. */
public final class ErrorJson {
  private final String code;
  private final String message;
  private String param = "";
  private String type = "";

  private ErrorJson(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /**
   * Begins an error whose {@code param} and {@code type} are empty texts. {@link #toString} writes
   * it.
   *
   * @param code any text, escaped as JSON needs it
   * @param message any text, escaped as JSON needs it
   * @return a new error
   */
  public static ErrorJson of(String code, String message) {
    return new ErrorJson(code, message);
  }

  /**
   * Sets {@code param}, which names the field of the request that is wrong.
   *
   * @param value any text; empty unless set
   * @return this error
   */
  public ErrorJson param(String value) {
    param = value;
    return this;
  }

  /**
   * Sets {@code type}, the kind of the error.
   *
   * @param value any text; empty unless set
   * @return this error
   */
  public ErrorJson type(String value) {
    type = value;
    return this;
  }

  /** {@return the error as a JSON object whose only field is {@code error}} */
  @Override
  public String toString() {
    return "{\"error\":{\"code\":%s,\"message\":%s,\"param\":%s,\"type\":%s}}"
        .formatted(quoted(code), quoted(message), quoted(param), quoted(type));
  }
}
