package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What shells are told of commands and options. */
final class CompletionWords {
  /** Where the first of what a description says ends. */
  private static final Pattern MORE = Pattern.compile("[.;:(].*", Pattern.DOTALL);

  private CompletionWords() {}

  /** What stands in the place of a command. */
  static List<String> first(List<Command> commands) {
    List<String> words = new ArrayList<>(names(commands));
    words.addAll(List.of("help", "--help", "--version", "--plugins"));
    return words;
  }

  static List<String> names(List<Command> commands) {
    return commands.stream().map(Command::name).toList();
  }

  /** Its options that have names. */
  static List<Option<?>> named(Command command) {
    return command.options().stream().filter(option -> !option.isOperand()).toList();
  }

  /** What may stand alone behind a command, if that can be listed; files otherwise. */
  static List<String> alone(Command command) {
    return command.options().stream()
        .filter(Option::isOperand)
        .flatMap(option -> option.choices().stream())
        .toList();
  }

  static boolean isFile(Option<?> option) {
    return option.label().startsWith("FILE") || option.label().equals("DIR");
  }

  /** What a description says first, in single quotes. */
  static String quoted(String description, String apostrophe) {
    return "'" + MORE.matcher(description).replaceFirst("").strip().replace("'", apostrophe) + "'";
  }
}
