package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.AnswerRules.Place;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks through JSON and says of each value at which pointer it stands, such as {@code
 * /data/0/url}. A value below a pointer of more than 1024 characters is passed over.
 */
final class JsonPlaces {
  private static final int MAX_POINTER_CHARS = 1 << 10;

  private static final Pattern INDEX = Pattern.compile("/[0-9]+(?=/|$)");

  private JsonPlaces() {}

  /** What stands where in every answer. */
  private static final Map<String, Place> OF_ANSWER =
      Map.of(
          "/data", Place.ITEM,
          "/usage", Place.USAGE,
          "/model", Place.MODEL,
          "/error", Place.ERROR);

  /** What stands where in every item, and in the data of every event. */
  private static final Map<String, Place> OF_ITEM =
      Map.of(
          "/b64_json", Place.IMAGE,
          "/url", Place.LINK,
          "/type", Place.TYPE,
          "/image_index", Place.INDEX,
          "/model", Place.MODEL,
          "/code", Place.CODE,
          "/message", Place.MESSAGE,
          "/error", Place.ERROR,
          "/usage", Place.USAGE);

  /** What stands at a pointer of an answer. */
  static @Nullable Place ofAnswer(AnswerRules rules, String at) {
    return place(rules.places(), OF_ANSWER, at);
  }

  /** What stands at a pointer of an item. */
  static @Nullable Place ofItem(AnswerRules rules, String at) {
    return place(rules.itemPlaces(), OF_ITEM, at);
  }

  private static @Nullable Place place(Map<String, Place> own, Map<String, Place> base, String at) {
    String pointer = INDEX.matcher(at).replaceAll("/*");
    Place place = own.get(pointer);
    return place == null ? base.get(pointer) : place;
  }

  /** Takes values. */
  interface Taker {
    /**
     * Takes the value that the parser is at, and leaves the parser at its end; or leaves the value
     * as it is.
     *
     * @return whether it was taken; the values within it come next otherwise
     */
    boolean takes(JsonParser json, String at) throws IOException;
  }

  /** Walks through the value that the parser is at, whose pointer is empty. */
  static void walk(JsonParser json, Taker taker) throws IOException {
    walk(json, "", taker);
  }

  private static void walk(JsonParser json, String at, Taker taker) throws IOException {
    if (at.length() > MAX_POINTER_CHARS) {
      json.skipChildren();
    } else if (taker.takes(json, at)) {
      return;
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName().replace("~", "~0").replace("/", "~1");
        json.nextToken();
        walk(json, at + "/" + name, taker);
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
        walk(json, at + "/" + i, taker);
      }
    }
  }

  /**
   * Reads a value {@code error}, at whose end the parser is left.
   *
   * @return empty for null; {@link ServiceError#NONE} for what the service does not document
   */
  static Optional<ServiceError> error(JsonParser json, AnswerRules rules) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (token == JsonToken.VALUE_STRING && rules.errorIsText()) {
      return Optional.of(new ServiceError("", json.getText()));
    }
    if (token != JsonToken.START_OBJECT || rules.errorIsText()) {
      json.skipChildren();
      return Optional.of(ServiceError.NONE);
    }
    String code = "/" + rules.errorCode();
    String stage = "/moderation_details/moderation_stage";
    Set<String> wanted = Set.of(code, "/type", "/message", stage);
    Map<String, String> said = new HashMap<>();
    walk(
        json,
        (value, at) -> {
          boolean isWanted = wanted.contains(at) && value.currentToken().isScalarValue();
          if (isWanted) {
            said.put(at, value.currentToken() == JsonToken.VALUE_NULL ? "" : value.getText());
          }
          return isWanted;
        });
    return Optional.of(
        new ServiceError(
            said.getOrDefault(code, ""),
            said.getOrDefault("/type", ""),
            said.getOrDefault("/message", ""),
            said.getOrDefault(stage, "")));
  }
}
