package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options and operands of a command, in the order in which they are explained and in which
 * words are given to those that stand alone. What the help says of each is in {@code
 * help.properties}.
 */
final class Options {
  private final List<Option<?>> all = new ArrayList<>();
  private final List<Option<?>> last = new ArrayList<>();

  /** All of them. */
  List<Option<?>> all() {
    return Stream.concat(all.stream(), last.stream()).toList();
  }

  /** An option or operand that must be given. */
  <T> Option<T> required(String names, ValueType<T> type) {
    return added(all.size(), names, type, true, null);
  }

  /** An operand that must be given, before all others. */
  Option<String> first(String label) {
    return added(0, label, ValueType.text(label), true, null);
  }

  /** An option that has no value unless it is given one. */
  <T> Option<T> absent(String names, ValueType<T> type) {
    return added(all.size(), names, type, false, null);
  }

  /** An option that has a value unless it is given another. */
  <T> Option<T> optional(String names, ValueType<T> type, T initial) {
    return added(all.size(), names, type, false, initial);
  }

  /** An option that may be given again: it has all its values, and none at first. */
  <T> Option<List<T>> repeatable(String names, ValueType<T> type) {
    return optional(names, type.collected(), List.<T>of()).again(true);
  }

  /** An option or operand that must be given, once or more often. */
  <T> Option<List<T>> several(String names, ValueType<T> type) {
    return required(names, type.collected()).again(true);
  }

  /** An option that takes no value: it is given or not. */
  Option<Boolean> flag(String names) {
    return optional(names, ValueType.FLAG, false);
  }

  /** A flag that is explained behind all others. */
  Option<Boolean> lastFlag(String names) {
    Option<Boolean> option = new Option<>(names, ValueType.FLAG, false, false);
    last.add(option);
    return option;
  }

  private <T> Option<T> added(
      int at, String names, ValueType<T> type, boolean required, @Nullable T initial) {
    Option<T> option = new Option<>(names, type, required, initial);
    all.add(at, option);
    return option;
  }
}
