package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.List;
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

  private final String name;
  private final String label;
  private final Parser<T> parser;
  private final boolean required;
  private final boolean repeatable;
  private final List<String> description;
  private @Nullable String bare;
  private @Nullable T value;
  private boolean given;

  private Option(
      String name,
      String label,
      Parser<T> parser,
      boolean required,
      boolean repeatable,
      @Nullable T initial,
      String... description) {
    this.name = name;
    this.label = label;
    this.parser = parser;
    this.required = required;
    this.repeatable = repeatable;
    this.value = initial;
    this.description = List.of(description);
  }

  /** An option that must be given. */
  static <T> Option<T> required(
      String name, String label, Parser<T> parser, String... description) {
    return new Option<>(name, label, parser, true, false, null, description);
  }

  /** An option that has a value unless it is given another. */
  static <T> Option<T> optional(
      String name, String label, Parser<T> parser, T initial, String... description) {
    return new Option<>(name, label, parser, false, false, initial, description);
  }

  /** An option that has no value unless it is given one. */
  static <T> Option<T> absent(String name, String label, Parser<T> parser, String... description) {
    return new Option<>(name, label, parser, false, false, null, description);
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

  /** An option that must be given, and may be given again: it has all its values. */
  static <T> Option<List<T>> repeatable(
      String name, String label, Parser<T> parser, String... description) {
    List<T> values = new ArrayList<>();
    Parser<List<T>> collector =
        text -> {
          values.add(parser.parse(text));
          return List.copyOf(values);
        };
    return new Option<>(name, label, collector, true, true, null, description);
  }

  /** An option that takes no value: it is given or not. */
  static Option<Boolean> flag(String name, String... description) {
    return new Option<>(name, "", Boolean::valueOf, false, false, false, description);
  }

  /** What stands by itself and must be there. */
  static <T> Option<T> operand(String label, Parser<T> parser, String... description) {
    return new Option<>(label, label, parser, true, false, null, description);
  }

  String name() {
    return name;
  }

  boolean isOperand() {
    return name.equals(label);
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
    return given;
  }

  /** What it was given, or has otherwise; only to be asked of an option that has a value. */
  T value() {
    return Objects.requireNonNull(value, name);
  }

  /**
   * Takes what stands behind the option.
   *
   * @throws IllegalArgumentException saying what was expected instead
   */
  void give(String text) {
    value = parser.parse(text);
    given = true;
  }
}
