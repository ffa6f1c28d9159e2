package io.github.maskloom.examples.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a word with letters that lack, are too many or are others. */
final class Near {
  private Near() {}

  /** The word that is nearest to a mistyped one; empty if none is near. */
  static Optional<String> to(String typed, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> distance(typed, word) <= mostDistance(word));
  }

  /** What was probably meant, as a question behind a sentence; nothing if nothing is near. */
  static String asked(String typed, Collection<String> words) {
    return to(typed, words).map(word -> ". Did you mean: " + word + "?").orElse("");
  }

  /** A single letter may be anything. */
  private static int mostDistance(String word) {
    int letters = word.replaceFirst("^-+", "").length();
    return letters > 1 ? Math.max(1, Math.min(3, letters / 2)) : -1;
  }

  /** How many letters are to be added, left out or exchanged, in upper or lower case. */
  private static int distance(String typed, String word) {
    String from = typed.toLowerCase(Locale.ROOT);
    String to = word.toLowerCase(Locale.ROOT);
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
