package io.github.maskloom.ark;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes what a service says fit for messages and logs: a line of limited length without control
 * characters, data URLs, queries of links, or any part of what must stay private.
 */
final class SafeText {
  private static final int MAX_READ_CHARS = 4096;
  private static final int MAX_QUOTED_CHARS = 400;
  private static final int SHORTEST_SECRET_CHARS = 3;

  /** So many characters in a row that are also in a secret are taken for a part of it. */
  private static final int TELLING_CHARS = 8;

  private static final int MAX_NAME_CHARS = 128;
  private static final Pattern DATA_URL = Pattern.compile("(?i)data:[\\w.+-]*/?[^\\s\"'<>]*");
  private static final Pattern LINK_QUERY =
      Pattern.compile("(?i)(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
  private static final Pattern NOT_NAME = Pattern.compile("[^A-Za-z0-9._:/-]");
  private static final String MASKED = "[…]";

  private final List<String> secrets;

  /** Keeps these texts, the prompt and the key for example, out of what is quoted. */
  SafeText(List<String> secrets) {
    this.secrets = secrets.stream().filter(each -> each.length() >= SHORTEST_SECRET_CHARS).toList();
  }

  /** A text that may hold anything, made fit. */
  String quote(String text) {
    String line = UNPRINTABLE.matcher(cut(text, MAX_READ_CHARS)).replaceAll(" ").strip();
    line = DATA_URL.matcher(line).replaceAll("[data URL]");
    line = LINK_QUERY.matcher(line).replaceAll("$1?" + MASKED);
    line = BEARER.matcher(line).replaceAll(MASKED);
    for (String secret : secrets) {
      line = mask(line, UNPRINTABLE.matcher(secret).replaceAll(" ").strip());
    }
    return line.length() > MAX_QUOTED_CHARS ? cut(line, MAX_QUOTED_CHARS) + "…" : line;
  }

  /** A code or id; empty if it is anything else, or has a part of what must stay private. */
  String nameWithoutSecrets(String text) {
    boolean named = text.length() <= MAX_NAME_CHARS && !NOT_NAME.matcher(text).find();
    return named && quote(text).equals(text) ? text : "";
  }

  /** A code, model or id, of which only what such names have is kept. */
  static String name(String text) {
    return NOT_NAME.matcher(cut(text, MAX_NAME_CHARS)).replaceAll("");
  }

  private static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, splitsPair ? chars - 1 : chars);
  }

  private static String mask(String text, String secret) {
    int telling = Math.min(TELLING_CHARS, secret.length());
    if (telling < SHORTEST_SECRET_CHARS) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int length = sharedLength(text, from, secret, telling);
      masked.append(length == 0 ? text.substring(from, from + 1) : MASKED);
      from += Math.max(1, length);
    }
    return masked.toString();
  }

  private static int sharedLength(String text, int from, String secret, int telling) {
    int length = telling;
    if (from + length > text.length() || !secret.contains(text.substring(from, from + length))) {
      return 0;
    }
    while (from + length < text.length()
        && secret.contains(text.substring(from, from + length + 1))) {
      length++;
    }
    return length;
  }
}
