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
  /** More of a text than this is not repeated: it may be an image as a data URL. */
  private static final int MAX_SHOWN = 100;

  /** Its name, and a short one if it has one. */
  final List<String> names;

  /** Its values as far as they can be listed. */
  final List<String> choices;

  final boolean isRequired;

  /** Whether the command line names it, and does not only give it a word that stands alone. */
  boolean isNamed;

  /** What the command line gave it, in words. */
  final List<String> given = new ArrayList<>();

  private final ValueType<T> type;

  /** Whether it may be given again. */
  boolean isRepeatable;

  /** Whether its value may stand by itself. */
  boolean standsAlone;

  private @Nullable String bare;
  private @Nullable T value;

  /**
   * An option that was not given yet.
   *
   * @param names its name, and behind a blank a short one if it has one; of an operand its label
   * @param initial its value unless it is given another
   */
  Option(String names, ValueType<T> type, boolean required, @Nullable T initial) {
    this.names = List.of(names.split(" "));
    this.type = type;
    choices = type.choices();
    isRequired = required;
    standsAlone = isOperand();
    value = initial;
  }

  /** The same, which may be given again, or has one value at most. */
  Option<T> again(boolean may) {
    isRepeatable = may;
    return this;
  }

  /** The same, whose value may stand by itself as well, without a name. */
  Option<T> orAlone() {
    standsAlone = true;
    return this;
  }

  /** The same, which means something by itself if no value stands behind an equals sign. */
  Option<T> orBare(String meaning) {
    bare = meaning;
    return this;
  }

  String name() {
    return names.get(0);
  }

  /** Whether it has no name: it can only stand by itself. */
  boolean isOperand() {
    return !name().startsWith("-");
  }

  /** What stands for the value in the help; empty for a flag. */
  String label() {
    return isOperand() ? name() : type.label();
  }

  boolean isFlag() {
    return label().isEmpty();
  }

  /** What it means if no value is stated; empty if one must be. */
  Optional<String> bare() {
    return Optional.ofNullable(isFlag() ? "true" : bare);
  }

  /** Whether the command line gave it. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  /** Whether it must be given, and was not. */
  boolean isLacking() {
    return isRequired && !isGiven();
  }

  /** What it was given, or has otherwise; only to be asked of an option that has a value. */
  T value() {
    return Objects.requireNonNull(value, name());
  }

  /** What it was given; empty if nothing. */
  Optional<T> ifGiven() {
    return isGiven() ? Optional.of(value()) : Optional.empty();
  }

  /**
   * Takes what stands behind the option.
   *
   * @throws IllegalArgumentException saying what was expected instead
   */
  void give(String text) {
    try {
      value = type.parser().apply(text);
    } catch (IllegalArgumentException e) {
      String near = text.length() > MAX_SHOWN ? "" : Near.asked(text, choices);
      throw new IllegalArgumentException(e.getMessage() + near, e);
    }
    given.add(text);
  }

  /** Text that was typed, or its beginning. */
  static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN / 4) + "...";
  }
}
