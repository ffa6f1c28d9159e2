package io.github.maskloom.ark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an answer says was used: whole numbers by name, {@code tool_usage.web_search} if nested.
 * <b>Threads:</b> confined to one until it is read.
 */
final class Usage {
  /** Nothing is said. */
  static final Usage NONE = new Usage();

  private static final int MAX_ENTRIES = 64;

  /** Counts what went in, which costs nothing by itself. */
  private static final String INPUT_IMAGES = "input_images";

  private static final int MAX_DIGITS = 40;
  private static final Pattern ABOVE_ZERO = Pattern.compile("\\+?[0-9.]*[1-9][0-9.]*");

  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private boolean billed;

  private Usage() {}

  /** Reads the value of a field {@code usage}; the parser is left at its end. */
  static Usage read(JsonParser json) throws IOException {
    Usage usage = new Usage();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      usage.readObject("", json);
    } else {
      json.skipChildren();
    }
    return usage;
  }

  /** The whole numbers by name. */
  Map<String, Long> numbers() {
    return numbers;
  }

  /** Whether anything but pictures that went in is above zero, so that it may be billed. */
  boolean billed() {
    return billed;
  }

  private void readObject(String prefix, JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      String name = prefix + SafeText.name(field);
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
        readObject(name + ".", json);
      } else {
        billed |= !field.equals(INPUT_IMAGES) && isAboveZero(json);
        readValue(name, json);
      }
    }
  }

  private void readValue(String name, JsonParser json) throws IOException {
    boolean whole =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (whole && numbers.size() < MAX_ENTRIES) {
      numbers.put(name, json.getLongValue());
    } else {
      json.skipChildren();
    }
  }

  private static boolean isAboveZero(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue() > 0;
      case VALUE_STRING -> isAboveZero(json.getText());
      default -> false;
    };
  }

  private static boolean isAboveZero(String text) {
    return text.length() <= MAX_DIGITS && ABOVE_ZERO.matcher(text).matches();
  }
}
