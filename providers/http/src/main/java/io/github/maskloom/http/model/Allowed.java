package io.github.maskloom.http.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values that a model takes of a field. Immutable, equal by value.
 *
 * @param values all of them, or empty if there are ranges or no limits
 * @param least of a number, or of the characters of a text if {@code chars}
 * @param most of a number, or of the characters of a text if {@code chars}
 * @param chars whether the value is a text whose characters are counted, in code points
 */
public record Allowed(Set<Object> values, double least, double most, boolean chars) {
  private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9:._+-]{1,24}");

  /** Every value. */
  public static final Allowed ANY = range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** No value: the field is not supported. */
  public static final Allowed NONE = range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /**
   * Keeps a copy of the values, in their order.
   *
   * @param values may be empty
   * @param least infinite if there is no limit
   * @param most below {@code least} if no value is taken
   * @param chars false for numbers
   */
  public Allowed {
    values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /**
   * {@return these values only}
   *
   * @param values as requests have them, such as {@code "png"}; at least one
   */
  public static Allowed of(Object... values) {
    return new Allowed(new LinkedHashSet<>(List.of(values)), 0, 0, false);
  }

  /**
   * {@return numbers within a range} What is no number is taken if the range has no limit.
   *
   * @param least inclusive
   * @param most inclusive
   */
  public static Allowed range(double least, double most) {
    return new Allowed(Set.of(), least, most, false);
  }

  /**
   * {@return texts of so many characters, in code points} A refusal does not quote the text.
   *
   * @param least inclusive; at least 1 means that the field is needed
   * @param most inclusive
   */
  public static Allowed chars(int least, int most) {
    return new Allowed(Set.of(), least, most, true);
  }

  /** {@return whether any value is taken} */
  public boolean some() {
    return !values.isEmpty() || least <= most;
  }

  /**
   * {@return whether a value is taken}
   *
   * @param value as the request has it
   */
  public boolean takes(Object value) {
    if (!values.isEmpty()) {
      return values.contains(value);
    }
    double number = number(value);
    return equals(ANY) || (number >= least && number <= most);
  }

  private double number(Object value) {
    if (chars) {
      String text = String.valueOf(value);
      return text.codePointCount(0, text.length());
    }
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /**
   * Says why a value is not taken.
   *
   * @param value that is not; said only if it is a number, a truth or one word, and of a text whose
   *     characters are counted only their number
   * @return such as {@code : 14, but only 15 to 50}, to be put behind the field's name
   */
  public String refusal(Object value) {
    if (!some()) {
      return " is not supported";
    }
    if (chars) {
      return ": %s characters, but only %s to %s"
          .formatted(said(number(value)), said(least), said(most));
    }
    String all = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return ": %s, but only %s"
        .formatted(shown(value), all.isEmpty() ? said(least) + " to " + said(most) : all);
  }

  /** A number, a truth or one word. Anything else may be what somebody wrote. */
  private static String shown(Object value) {
    String text = String.valueOf(value);
    return ONE_WORD.matcher(text).matches() ? text : "the value";
  }

  private static String said(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
