package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.List;

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
    List<Option<?>> options = new ArrayList<>(all);
    options.addAll(last);
    return options;
  }

  /** An option or operand that must be given. */
  <T> Option<T> required(String names, ValueType<T> type) {
    return added(new Option<>(names, type, true, null));
  }

  /** An operand that must be given, before all others. */
  Option<String> first(String label) {
    Option<String> operand = new Option<>(label, ValueType.text(label), true, null);
    all.add(0, operand);
    return operand;
  }

  /** An option that has no value unless it is given one. */
  <T> Option<T> absent(String names, ValueType<T> type) {
    return added(new Option<>(names, type, false, null));
  }

  /** An option that has a value unless it is given another. */
  <T> Option<T> optional(String names, ValueType<T> type, T initial) {
    return added(new Option<>(names, type, false, initial));
  }

  /** An option that may be given again: it has all its values, and none at first. */
  <T> Option<List<T>> repeatable(String names, ValueType<T> type) {
    return added(new Option<>(names, type.collected(), false, List.of()).again());
  }

  /** An option or operand that must be given, once or more often. */
  <T> Option<List<T>> several(String names, ValueType<T> type) {
    return added(new Option<>(names, type.collected(), true, List.<T>of()).again());
  }

  /** An option that takes no value: it is given or not. */
  Option<Boolean> flag(String names) {
    return optional(names, ValueType.FLAG, false);
  }

  /** The flag that asks for a report for programs; it is explained behind all others. */
  Option<Boolean> json() {
    return ofReport("--json");
  }

  /** The flag that leaves out what is not a failure; it is explained behind all others. */
  Option<Boolean> quiet() {
    return ofReport("--quiet -q");
  }

  private Option<Boolean> ofReport(String names) {
    Option<Boolean> option = new Option<>(names, ValueType.FLAG, false, false);
    last.add(option);
    return option;
  }

  private <T> Option<T> added(Option<T> option) {
    all.add(option);
    return option;
  }
}
