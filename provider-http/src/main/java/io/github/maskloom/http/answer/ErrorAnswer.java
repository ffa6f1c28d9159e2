package io.github.maskloom.http.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;

/**
 * The body of an answer whose status means failure. Some gateways put into it what the service had
 * made until then.
 */
public final class ErrorAnswer {
  private ServiceError error = ServiceError.NONE;
  private boolean announced;
  private final AnswerRules rules;
  private String message = "";
  private boolean bare;

  private ErrorAnswer(AnswerRules rules) {
    this.rules = rules;
  }

  /** Reads a body, which may be cut off or anything. */
  public static ErrorAnswer of(byte[] body, AnswerRules rules) {
    ErrorAnswer answer = new ErrorAnswer(rules);
    try (JsonParser json = AnswerReader.JSON.createParser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        answer.read(json);
      }
    } catch (IOException e) {
      return answer; // HTML, or cut off: what was read until then has to do
    }
    return answer;
  }

  /** What the service says; the first of several. */
  public ServiceError error() {
    return bare && !message.isEmpty() ? new ServiceError(error.message(), message) : error;
  }

  /** Whether it has an image, or says that one was made. */
  public boolean announced() {
    return announced;
  }

  private void read(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("error") && error.equals(ServiceError.NONE)) {
        bare = value == JsonToken.VALUE_STRING && rules.messageBesideError();
        error = ServiceErrorReader.read(json).orElse(ServiceError.NONE);
      } else if (field.equals("message") && value == JsonToken.VALUE_STRING) {
        message = json.getText();
      } else if (field.equals("usage")) {
        announced |= Usage.read(json, name -> "").billed();
      } else if (field.equals("data") && value == JsonToken.START_ARRAY) {
        readData(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readData(JsonParser json) throws IOException {
    for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
      if (each == JsonToken.START_OBJECT) {
        readElement(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readElement(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      boolean isImage = field.equals("url") || field.equals("b64_json");
      if (json.nextToken() == JsonToken.VALUE_STRING && isImage) {
        announced |= json.getTextLength() > 0;
      } else {
        json.skipChildren();
      }
    }
  }
}
