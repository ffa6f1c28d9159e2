package io.github.maskloom.ark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service says of a failure: {@code {"code": …, "message": …}}; of code and message either
 * may be empty, and both are cut to some length.
 */
record ServiceError(String code, String message) {
  /** Says nothing. */
  static final ServiceError NONE = new ServiceError("", "");

  private static final int MAX_CODE_CHARS = 256;
  private static final Pattern REQUEST_ID =
      Pattern.compile("(?i)request[ _-]?id:?\\s*([A-Za-z0-9_-]{6,128})");

  ServiceError {
    code = cut(code, MAX_CODE_CHARS);
    message = cut(message, AnswerBounds.MAX_TEXT_CHARS);
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }

  /** The id that the service put into its message; empty if none. */
  String requestId() {
    Matcher id = REQUEST_ID.matcher(message);
    return id.find() ? id.group(1) : "";
  }

  /**
   * Reads the value of a field {@code error}, which is an object, or a text in what some gateways
   * send; the parser is left at its end.
   *
   * @return empty for null and for values that say nothing
   */
  static Optional<ServiceError> read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(new ServiceError("", json.getText()));
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Optional.empty();
    }
    String code = "";
    String message = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      boolean scalar = json.nextToken().isScalarValue();
      if (scalar && field.equals("code")) {
        code = text(json);
      } else if (scalar && field.equals("message")) {
        message = text(json);
      } else {
        json.skipChildren();
      }
    }
    return Optional.of(new ServiceError(code, message));
  }

  private static String text(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
  }
}
