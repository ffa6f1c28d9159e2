package io.github.maskloom.ark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an answer says was used: whole numbers by name, {@code tool_usage.web_search} if nested. */
final class Usage {
  private static final int MAX_ENTRIES = 64;

  private Usage() {}

  /** Reads the value of a field {@code usage}; the parser is left at its end. */
  static Map<String, Long> read(JsonParser json) throws IOException {
    Map<String, Long> usage = new LinkedHashMap<>();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      readInto(usage, "", json);
    } else {
      json.skipChildren();
    }
    return usage;
  }

  private static void readInto(Map<String, Long> usage, String prefix, JsonParser json)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + SafeText.name(json.currentName());
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
        readInto(usage, name + ".", json);
      } else if (value == JsonToken.VALUE_NUMBER_INT && usage.size() < MAX_ENTRIES) {
        putIfLong(usage, name, json);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void putIfLong(Map<String, Long> usage, String name, JsonParser json)
      throws IOException {
    if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      usage.put(name, json.getLongValue());
    }
  }
}
