package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One option or operand of a command: how it is written, what it takes, and what it was given. An
 * operand stands by itself, without a name before it.
 */
final class Option<T> {
  /** Turns the text behind an option into its value. */
  interface Parser<T> {
    /**
     * Parses the text.
     *
     * @throws IllegalArgumentException saying what was expected instead
     */
    T parse(String text);
  }

  /** More of a text than this is not repeated: it may be an image as a data URL. */
  private static final int MAX_SHOWN = 100;

  private final List<String> names = new ArrayList<>();
  private final String label;
  private final Parser<T> parser;
  private boolean repeatable;
  private final List<String> description;
  private List<String> choices = List.of();
  private boolean required;
  private boolean alone;
  private @Nullable String bare;
  private @Nullable T value;
  private final List<String> given = new ArrayList<>();

  private Option(
      String name,
      String label,
      Parser<T> parser,
      boolean repeatable,
      @Nullable T initial,
      String... description) {
    names.add(name);
    this.label = label;
    this.parser = parser;
    this.repeatable = repeatable;
    this.value = initial;
    this.description = List.of(description);
  }

  /** An option that must be given. */
  static <T> Option<T> required(
      String name, String label, Parser<T> parser, String... description) {
    return absent(name, label, parser, description).needed();
  }

  /** An option that has a value unless it is given another. */
  static <T> Option<T> optional(
      String name, String label, Parser<T> parser, T initial, String... description) {
    return new Option<>(name, label, parser, false, initial, description);
  }

  /** An option that has no value unless it is given one. */
  static <T> Option<T> absent(String name, String label, Parser<T> parser, String... description) {
    return new Option<>(name, label, parser, false, null, description);
  }

  /**
   * An option that has no value unless it is given, and then one even if none is stated behind an
   * equals sign.
   *
   * @param bare what it means by itself
   */
  static <T> Option<T> bareOrValued(
      String name, String label, Parser<T> parser, String bare, String... description) {
    Option<T> option = absent(name, label, parser, description);
    option.bare = bare;
    return option;
  }

  /** An option that may be given again: it has all its values, and none at first. */
  static <T> Option<List<T>> repeatable(
      String name, String label, Parser<T> parser, String... description) {
    List<T> values = new ArrayList<>();
    Parser<List<T>> collector =
        text -> {
          values.add(parser.parse(text));
          return List.copyOf(values);
        };
    return new Option<>(name, label, collector, true, List.of(), description);
  }

  /** An option that takes no value: it is given or not. */
  static Option<Boolean> flag(String name, String... description) {
    return new Option<>(name, "", Boolean::valueOf, false, false, description);
  }

  /** The option that leaves out what is not a failure. */
  static Option<Boolean> quiet() {
    return flag("--quiet", "Say nothing but what went wrong; what --json asks for is printed.")
        .or("-q");
  }

  /** What stands by itself and must be there. */
  static <T> Option<T> operand(String label, Parser<T> parser, String... description) {
    return required(label, label, parser, description).orAlone();
  }

  /** What stands by itself, once or more often. */
  static <T> Option<List<T>> operands(String label, Parser<T> parser, String... description) {
    return repeatable(label, label, parser, description).needed().orAlone();
  }

  /** The same, which must be given. */
  Option<T> needed() {
    required = true;
    return this;
  }

  /** The same, which has one value at most. */
  Option<T> once() {
    repeatable = false;
    return this;
  }

  /** The same, with one more name. */
  Option<T> or(String shortName) {
    names.add(shortName);
    return this;
  }

  /** The same, whose value may stand by itself as well, without a name. */
  Option<T> orAlone() {
    alone = true;
    return this;
  }

  /** The same, with the values that it may have, or some of them. */
  Option<T> choices(String... values) {
    choices = List.of(values);
    return this;
  }

  String name() {
    return names.get(0);
  }

  /** Its name, and a short one if it has one. */
  List<String> names() {
    return names;
  }

  /** Whether it has no name: it can only stand by itself. */
  boolean isOperand() {
    return name().equals(label);
  }

  boolean standsAlone() {
    return alone;
  }

  /** Its values as far as they can be listed: those that it was given, or that its label has. */
  List<String> choices() {
    return choices.isEmpty() && label.contains("|") && label.equals(label.toLowerCase(Locale.ROOT))
        ? List.of(label.split("\\|"))
        : choices;
  }

  /** What stands for the value in the help; empty for a flag. */
  String label() {
    return label;
  }

  boolean isFlag() {
    return label.isEmpty();
  }

  /** What it means if no value is stated; empty if one must be. */
  Optional<String> bare() {
    return Optional.ofNullable(bare);
  }

  boolean isRequired() {
    return required;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  List<String> description() {
    return description;
  }

  /** Whether the command line gave it. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  /** What the command line gave it, in words. */
  List<String> given() {
    return given;
  }

  /** What it was given, or has otherwise; only to be asked of an option that has a value. */
  T value() {
    return Objects.requireNonNull(value, name());
  }

  /**
   * Takes what stands behind the option.
   *
   * @throws IllegalArgumentException saying what was expected instead
   */
  void give(String text) {
    try {
      value = parser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + near(text), e);
    }
    given.add(text);
  }

  /** Asks for the value that was probably meant, where values can be listed. */
  private String near(String text) {
    return text.length() > MAX_SHOWN ? "" : Near.asked(text, choices());
  }

  /** Text that was typed, or its beginning. */
  static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN / 4) + "...";
  }
}
