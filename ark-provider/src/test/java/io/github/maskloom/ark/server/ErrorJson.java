package io.github.maskloom.ark.server;

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

  /** As JSON. */
  @Override
  public String toString() {
    return "{\"error\":{\"code\":%s,\"message\":%s,\"param\":%s,\"type\":%s}}"
        .formatted(
            ImagesJson.quoted(code),
            ImagesJson.quoted(message),
            ImagesJson.quoted(param),
            ImagesJson.quoted(type));
  }
}
