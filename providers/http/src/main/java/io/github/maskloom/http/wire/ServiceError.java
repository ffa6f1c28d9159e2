package io.github.maskloom.http.wire;

import io.github.maskloom.http.text.SafeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service says of a failure. Each text may be empty, and is cut to some length.
 *
 * @param code as it is written
 * @param type as it is written, a wider word than the code
 * @param message in words
 * @param stage of moderation that refused the request
 */
public record ServiceError(String code, String type, String message, String stage) {
  /** An error of which the service says nothing. */
  public static final ServiceError NONE = new ServiceError("", "", "", "");

  private static final int MAX_CODE_CHARS = 256;
  private static final Pattern REQUEST_ID =
      Pattern.compile("(?i)request[ _-]?id:?\\s*([A-Za-z0-9_-]{6,128})");

  /** How long a message may be that is kept. */
  private static final int MAX_MESSAGE_CHARS = 8 << 10;

  /**
   * Cuts texts that are too long.
   *
   * @param code cut to 256 characters
   * @param type cut to 256 characters
   * @param message cut to 8192 characters
   * @param stage cut to 256 characters
   */
  public ServiceError {
    code = SafeText.cut(code, MAX_CODE_CHARS);
    type = SafeText.cut(type, MAX_CODE_CHARS);
    message = SafeText.cut(message, MAX_MESSAGE_CHARS);
    stage = SafeText.cut(stage, MAX_CODE_CHARS);
  }

  /**
   * Makes an error with neither type nor stage.
   *
   * @param code as it is written; empty if there is none
   * @param message in words; empty if there are none
   */
  public ServiceError(String code, String message) {
    this(code, "", message, "");
  }

  /**
   * Changes {@link #message}.
   *
   * @param other cut to 8192 characters
   * @return a copy
   */
  public ServiceError withMessage(String other) {
    return new ServiceError(code, type, other, stage);
  }

  /** {@return the id that follows {@code request id} in the message, or empty if none does} */
  public String requestId() {
    Matcher id = REQUEST_ID.matcher(message);
    return id.find() ? id.group(1) : "";
  }
}
