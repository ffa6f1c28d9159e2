package io.github.maskloom.examples.cli;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code maskloom completion}: what lets a shell complete commands, options and values. That is a
 * script of the shell, in the resources, with a table of what may be typed. A row has a command,
 * names, a kind, an asterisk for what may be given again, values and an explanation.
 */
final class CompletionCommand extends Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** Where the first of what an explanation says ends. */
  private static final Pattern MORE = Pattern.compile("[.;:(].*", Pattern.DOTALL);

  private final Option<String> shell =
      options.required("SHELL", ValueType.of("SHELL", CompletionCommand::shell).proposing(SHELLS));

  private static String shell(String text) {
    OptionValues.require(SHELLS.contains(text), "bash, zsh or fish", text);
    return text;
  }

  @Override
  void run(Streams streams) throws IOException {
    String rows = String.join("\n", rows(Main.commands()));
    String table = shell.value().equals("fish") ? rows.replace("'", "\\'") : rows;
    try (BufferedReader script = Help.resource("completion." + shell.value())) {
      String text = script.lines().collect(joining("\n"));
      text.replace("@TABLE@", table).lines().forEach(streams.out()::println);
    }
  }

  private static List<String> rows(List<Command> commands) {
    List<String> rows = new ArrayList<>();
    rows.add(row("", "--version -V", "flag", "", List.of(), "Show the version"));
    rows.add(row("", "--help -h", "flag", "", List.of(), "Show this help"));
    rows.add(row("", "--plugins", "file", "", List.of(), "Take formats and providers from it"));
    rows.add(row("help", "", "command", "", List.of(), "Explain a command"));
    rows.add(
        row("help", "", "word", "", commands.stream().map(command -> command.name).toList(), ""));
    for (Command command : commands) {
      rows.add(row(command.name, "", "command", "", List.of(), Help.summary(command)));
      for (Option<?> option : command.options.all()) {
        if (!option.isOperand()) {
          rows.add(row(command, option, String.join(" ", option.names), kind(option)));
        } else if (!option.choices.isEmpty()) {
          rows.add(row(command, option, "", "word"));
        }
      }
      rows.add(row(command.name, "--help -h", "flag", "", List.of(), "Show this help"));
    }
    return rows;
  }

  private static String kind(Option<?> option) {
    if (option.bare().isPresent()) {
      return option.isFlag() ? "flag" : "bare";
    }
    boolean isFile = option.label().startsWith("FILE") || option.label().equals("DIR");
    return isFile && option.choices.isEmpty() ? "file" : "value";
  }

  private static String row(Command command, Option<?> option, String names, String kind) {
    String more = option.isRepeatable ? "*" : "";
    String text = Help.text(command, option).get(0);
    return row(command.name, names, kind, more, option.choices, text);
  }

  private static String row(
      String command, String names, String kind, String more, List<String> values, String text) {
    String first = MORE.matcher(text).replaceFirst("").strip();
    return String.join("|", command, names, kind, more, String.join(" ", values), first);
  }
}
