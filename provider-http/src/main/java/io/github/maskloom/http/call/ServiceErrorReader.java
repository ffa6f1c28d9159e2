package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a service says of a failure. */
final class ServiceErrorReader {
  private ServiceErrorReader() {}

  /**
   * Reads the value of a field {@code error}; the parser is left at its end.
   *
   * @return empty for null; {@link ServiceError#NONE} for what the service does not document
   */
  static Optional<ServiceError> read(JsonParser json, AnswerRules rules) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (json.currentToken() == JsonToken.VALUE_STRING && rules.errorIsText()) {
      return Optional.of(new ServiceError("", json.getText()));
    }
    if (json.currentToken() != JsonToken.START_OBJECT || rules.errorIsText()) {
      json.skipChildren();
      return Optional.of(ServiceError.NONE);
    }
    String code = "";
    String type = "";
    String message = "";
    String stage = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      boolean scalar = json.nextToken().isScalarValue();
      if (scalar && field.equals(rules.errorCode())) {
        code = text(json);
      } else if (scalar && field.equals("message")) {
        message = text(json);
      } else if (scalar && field.equals("type")) {
        type = text(json);
      } else if (field.equals("moderation_details")) {
        stage = stage(json);
      } else {
        json.skipChildren();
      }
    }
    return Optional.of(new ServiceError(code, type, message, stage));
  }

  private static String stage(JsonParser json) throws IOException {
    return texts(json, Set.of("moderation_stage")).getOrDefault("moderation_stage", "");
  }

  /**
   * Reads a value, at whose end the parser is left.
   *
   * @param names of the members that are wanted
   * @return those that are texts, if the value is an object
   */
  static Map<String, String> texts(JsonParser json, Set<String> names) throws IOException {
    Map<String, String> texts = new HashMap<>();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return texts;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && names.contains(field)) {
        texts.put(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return texts;
  }

  private static String text(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
  }
}
