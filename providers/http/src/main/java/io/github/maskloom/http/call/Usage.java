package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What an answer says was used: whole numbers by name, {@code tool_usage.web_search} if nested.
 * <b>Threads:</b> confined to one until it is read.
 */
public final class Usage {
  /** Nothing is said. */
  public static final Usage NONE = new Usage();

  private static final int MAX_ENTRIES = 64;

  /** Counts what went in, which costs nothing by itself. */
  private static final String INPUT_IMAGES = "input_images";

  private static final String MASK = "…";
  private static final Pattern ABOVE_ZERO = Pattern.compile("\\+?[0.]*[1-9][0-9.]*");

  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private boolean billed;

  private Usage() {}

  /**
   * Reads the value of a field {@code usage}, and leaves the parser at its end.
   *
   * @param json at the beginning of the value
   * @param naming makes a name fit to be shown
   * @return the whole numbers, 64 at most; none if the value is no object
   * @throws IOException if the answer breaks off or is no JSON
   */
  public static Usage read(JsonParser json, UnaryOperator<String> naming) throws IOException {
    Usage usage = new Usage();
    int depth = 0;
    do {
      depth += json.currentToken().isStructStart() ? 1 : 0;
      depth -= json.currentToken().isStructEnd() ? 1 : 0;
      usage.take(json, depth, naming);
    } while (depth > 0 && json.nextToken() != null);
    return usage;
  }

  /**
   * Adds what another part of the same answer says, number by number.
   *
   * @param more what the other part says
   * @return a new sum
   */
  public Usage plus(Usage more) {
    Usage sum = new Usage();
    sum.numbers.putAll(numbers);
    more.numbers.forEach((name, number) -> sum.numbers.merge(name, number, Long::sum));
    sum.billed = billed || more.billed;
    return sum;
  }

  /** {@return the whole numbers by name, in their order} */
  public Map<String, Long> numbers() {
    return numbers;
  }

  /** {@return whether anything but images that went in is above zero, so that it may be billed} */
  public boolean billed() {
    return billed;
  }

  /** Looks at whatever depth for what is billed, and keeps numbers of two depths. */
  private void take(JsonParser json, int depth, UnaryOperator<String> naming) throws IOException {
    JsonStreamContext within = json.getParsingContext();
    String name = within.getCurrentName();
    billed |= !INPUT_IMAGES.equals(name) && isAboveZero(json);
    boolean whole =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (whole && name != null && depth <= 2 && numbers.size() < MAX_ENTRIES) {
      String outer = depth == 1 ? null : within.getParent().getCurrentName();
      String prefix = outer == null ? "" : naming.apply(outer) + ".";
      numbers.put(free(prefix + naming.apply(name)), json.getLongValue());
    }
  }

  /** Names of which parts are masked may have become the same, but their values stay. */
  private String free(String name) {
    String free = name;
    for (int i = 2; name.contains(MASK) && numbers.containsKey(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static boolean isAboveZero(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue() > 0;
      case VALUE_STRING -> ABOVE_ZERO.matcher(json.getText()).matches();
      default -> false;
    };
  }
}
