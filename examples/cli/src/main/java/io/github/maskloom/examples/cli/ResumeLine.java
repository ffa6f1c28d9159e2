package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;

/** The command line that takes a job up, as a POSIX shell reads it. */
final class ResumeLine {
  /** What no shell reads as anything but itself. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ResumeLine() {}

  /**
   * Says it with the options that the call was given.
   *
   * @param ticket its id
   */
  static String of(String ticket, List<Option<?>> options) {
    StringBuilder line = new StringBuilder("maskloom ");
    String plugins = System.getProperty("maskloom.plugins", "");
    if (!plugins.isEmpty()) {
      line.append(quoted("--plugins=" + plugins)).append(' ');
    }
    line.append("resume ").append(ticket);
    for (Option<?> option : options) {
      option.given.forEach(text -> line.append(' ').append(quoted(word(option, text))));
    }
    return line.toString();
  }

  /** An image within a command line is too much to repeat. */
  private static String word(Option<?> option, String text) {
    if (option.isFlag()) {
      return option.name();
    }
    return option.name() + "=" + (InputImage.isDataUrl(text) ? "data:..." : text);
  }

  /** One word of a shell. What a terminal would obey is written in octal digits. */
  static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    if (Streams.shown(word).equals(word)) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
    StringBuilder octal = new StringBuilder();
    word.codePoints().forEach(each -> octal.append(octal(Character.toString(each))));
    return "\"$(printf '" + octal + "')\"";
  }

  /** A hyphen too, for printf would take the first one for an option of its own. */
  private static String octal(String character) {
    boolean isSafe = Streams.shown(character).equals(character) && !"'\\%-".contains(character);
    if (isSafe) {
      return character;
    }
    StringBuilder digits = new StringBuilder();
    for (byte each : character.getBytes(UTF_8)) {
      digits.append('\\').append(Integer.toOctalString(0x200 | (each & 0xFF)).substring(1));
    }
    return digits.toString();
  }
}
