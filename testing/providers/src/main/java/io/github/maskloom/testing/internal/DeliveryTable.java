package io.github.maskloom.testing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.maskloom.fusion.FusionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of a page that says what comes of each failure: its exception, delivery and advice, and
 * whether the request is sent again. <b>Threads:</b> safe.
 */
public final class DeliveryTable {
  private static final String HEAD =
      "| what happened | exception | delivery | advice | sent again |";

  private final Map<String, String> rows = new LinkedHashMap<>();

  /**
   * Reads the table of a page.
   *
   * @param page file in Markdown that has the table
   * @throws IOException if the page cannot be read
   * @throws IllegalArgumentException if it has no such table
   */
  public DeliveryTable(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page);
    int head = lines.indexOf(HEAD);
    if (head < 0) {
      throw new IllegalArgumentException(page + " has no table of deliveries");
    }
    lines.stream()
        .skip(head + 2L)
        .takeWhile(line -> line.startsWith("| "))
        .map(line -> line.substring(2).split(" \\| ", 2))
        .forEach(cells -> rows.put(cells[0], "| " + cells[1]));
  }

  /** {@return what happens in each row, in order} */
  public Set<String> rows() {
    return rows.keySet();
  }

  /**
   * Compares a row with what happened.
   *
   * @param row what happened, as the table says it
   * @param failure that came of it
   * @param call that failed
   * @throws AssertionError if the table says something else
   */
  public void check(String row, FusionException failure, RecordingCall call) {
    String happened =
        "| `%s` | `%s` | `%s` | %s |"
            .formatted(
                failure.getClass().getSimpleName(),
                failure.delivery(),
                failure.retry().kind(),
                call.failedAttempts().size() > 1 ? "yes" : "no");
    assertEquals(rows.get(row), happened, row + ": " + failure);
  }
}
