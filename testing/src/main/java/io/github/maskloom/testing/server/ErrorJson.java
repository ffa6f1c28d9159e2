package io.github.maskloom.testing.server;

/** The body of an error answer. */
public final class ErrorJson {
  private final String code;
  private final String message;
  private String param = "";
  private String type = "";

  private ErrorJson(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** An error with an empty type and an empty parameter, as they were measured. */
  public static ErrorJson of(String code, String message) {
    return new ErrorJson(code, message);
  }

  /** The parameter that is wrong. */
  public ErrorJson param(String value) {
    param = value;
    return this;
  }

  /** The kind of the error. */
  public ErrorJson type(String value) {
    type = value;
    return this;
  }

  /** The error as JSON. */
  @Override
  public String toString() {
    return "{\"error\":{\"code\":%s,\"message\":%s,\"param\":%s,\"type\":%s}}"
        .formatted(quoted(code), quoted(message), quoted(param), quoted(type));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c != '"' && c != '\\';
              quoted.append(plain ? String.valueOf((char) c) : "\\u%04x".formatted(c));
            });
    return quoted.append('"').toString();
  }
}
