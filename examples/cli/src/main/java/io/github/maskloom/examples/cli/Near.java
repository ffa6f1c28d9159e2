package io.github.maskloom.examples.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a word with letters that lack, are too many or are others. */
final class Near {
  private Near() {}

  /** The word that is nearest to a mistyped one; empty if none is near. */
  static Optional<String> to(String typed, Collection<String> words) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String word : words) {
      int distance = distance(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = word;
      }
    }
    int letters = letters(nearest);
    boolean isNear = letters > 1 && least <= Math.max(1, Math.min(3, letters / 2));
    return isNear ? Optional.of(nearest) : Optional.empty();
  }

  /** What was probably meant, as a question; empty if nothing is near. */
  static Optional<String> question(String typed, Collection<String> words) {
    return to(typed, words).map(word -> "Did you mean: " + word + "?");
  }

  /** The question behind a sentence; nothing if nothing is near. */
  static String asked(String typed, Collection<String> words) {
    return question(typed, words).map(question -> ". " + question).orElse("");
  }

  private static int letters(String word) {
    int dashes = 0;
    while (dashes < word.length() && word.charAt(dashes) == '-') {
      dashes++;
    }
    return word.length() - dashes;
  }

  /** How many letters are to be added, left out or exchanged. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int k = 0; k <= to.length(); k++) {
      row[k] = k;
    }
    for (int i = 0; i < from.length(); i++) {
      int diagonal = row[0]++;
      for (int k = 0; k < to.length(); k++) {
        int exchanged = diagonal + (from.charAt(i) == to.charAt(k) ? 0 : 1);
        diagonal = row[k + 1];
        row[k + 1] = Math.min(exchanged, Math.min(row[k], diagonal) + 1);
      }
    }
    return row[to.length()];
  }
}
