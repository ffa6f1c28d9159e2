package io.github.maskloom.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What stands behind an option.
 *
 * @param label what the help calls it; empty for a flag, which has nothing behind it
 * @param choices what it may be, or some of that, as far as it can be listed
 * @param parser makes the value of the text, or throws {@link IllegalArgumentException} saying what
 *     was expected instead
 */
record ValueType<T>(String label, List<String> choices, Function<String, T> parser) {
  /** The values that a flag may have. */
  static final ValueType<Boolean> FLAG = of("", Boolean::valueOf);

  /** Values that cannot be listed. */
  static <T> ValueType<T> of(String label, Function<String, T> parser) {
    return new ValueType<>(label, List.of(), parser);
  }

  /** The name of a file or a folder. */
  static ValueType<Path> path(String label) {
    return of(
        label,
        text -> {
          OptionValues.requireFileName(text);
          return Path.of(text);
        });
  }

  /** Any text. */
  static ValueType<String> text(String label) {
    return of(label, text -> text);
  }

  /** One of the constants of an enum, in lower case and with hyphens. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> names = Stream.of(constants).map(OptionValues::nameOf).toList();
    return new ValueType<>(String.join("|", names), names, text -> constants[indexOf(text, names)]);
  }

  /** Where a text stands among those that are expected. */
  static int indexOf(String text, List<String> names) {
    OptionValues.require(names.contains(text), String.join(" or ", names), text);
    return names.indexOf(text);
  }

  /** The same, with values that are proposed. */
  ValueType<T> proposing(List<String> values) {
    return new ValueType<>(label, values, parser);
  }

  /** Several of them: each that is parsed is added to those before. */
  ValueType<List<T>> collected() {
    List<T> values = new ArrayList<>();
    return new ValueType<>(
        label,
        choices,
        text -> {
          values.add(parser.apply(text));
          return List.copyOf(values);
        });
  }
}
