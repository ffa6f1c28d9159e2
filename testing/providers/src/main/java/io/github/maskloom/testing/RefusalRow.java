package io.github.maskloom.testing;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.fusion.Delivery;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of a contract's table of refusals.
 *
 * @param status of the answer
 * @param code as the service writes it, or a hyphen if it writes none
 * @param delivery how far the request got
 * @param told what comes of the answer, as {@code ServiceTrial} tells it
 */
record RefusalRow(int status, String code, Delivery delivery, String told) {
  private static final int ATTEMPTS = 3;
  private static final Pattern LINE =
      Pattern.compile("\\d{3} +\\S+ +(NOT_SENT|REJECTED|UNKNOWN|ACCEPTED)( +\\S+){2,}");

  /** The rows of a table, of which each line may have several codes. */
  static List<RefusalRow> of(String table) {
    return table
        .lines()
        .map(RefusalRow::checked)
        .map(line -> List.of(line.split(" +")))
        .flatMap(RefusalRow::of)
        .toList();
  }

  private static String checked(String line) {
    checkArgument(
        LINE.matcher(line.strip()).matches(),
        "the line \"%s\" is no status, failure, delivery, advice and codes,"
            + " such as 503 Throttled REJECTED SAFE busy",
        line);
    return line.strip();
  }

  private static Stream<RefusalRow> of(List<String> words) {
    int status = Integer.parseInt(words.get(0));
    Delivery delivery = Delivery.valueOf(words.get(2));
    boolean passing = status == 408 || status == 429 || status >= 500;
    boolean safe = delivery == Delivery.REJECTED && words.get(3).equals("SAFE");
    String end = String.join(" ", words.subList(1, 4)) + " " + (passing && safe ? ATTEMPTS : 1);
    return words.subList(4, words.size()).stream()
        .map(code -> new RefusalRow(status, code, delivery, status + " " + code + " " + end));
  }

  /** Whether the service says with this code that it did nothing. */
  boolean refuses() {
    return delivery == Delivery.REJECTED;
  }

  /** How often such a request is sent. */
  int times() {
    return told.endsWith(" " + ATTEMPTS) ? ATTEMPTS : 1;
  }
}
