package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.util.List;

/** Completion for fish. */
final class FishCompletion {
  private static final String FIRST = "complete -c maskloom -n __fish_use_subcommand -f ";

  private FishCompletion() {}

  static void print(List<Command> commands, PrintStream out) {
    out.println("# Completion of maskloom for fish: maskloom completion fish | source");
    for (Command command : commands) {
      out.println(FIRST + "-a " + command.name() + " -d " + quoted(command.summary()));
    }
    out.println(FIRST + "-a help -d 'Explain a command'");
    out.println(FIRST + "-l version -d 'Show the version'");
    out.println(FIRST + "-l plugins -r -d 'Take formats and providers from this folder'");
    out.println("complete -c maskloom -s h -l help -d 'Show this help and exit'");
    out.println(
        behind("help") + "-f -a '" + String.join(" ", CompletionWords.names(commands)) + "'");
    commands.forEach(command -> print(command, out));
  }

  private static void print(Command command, PrintStream out) {
    for (Option<?> option : CompletionWords.named(command)) {
      out.println(behind(command.name()) + of(option));
    }
    List<String> alone = CompletionWords.alone(command);
    if (!alone.isEmpty()) {
      out.println(behind(command.name()) + "-f -a '" + String.join(" ", alone) + "'");
    }
  }

  private static String behind(String command) {
    return "complete -c maskloom -n '__fish_seen_subcommand_from " + command + "' ";
  }

  private static String of(Option<?> option) {
    StringBuilder text = new StringBuilder("-l ").append(option.name().substring(2));
    if (option.names().size() > 1) {
      text.append(" -s ").append(option.names().get(1).substring(1));
    }
    if (!option.choices().isEmpty()) {
      text.append(" -x -a '").append(String.join(" ", option.choices())).append('\'');
    } else if (!option.isFlag() && option.bare().isEmpty()) {
      text.append(CompletionWords.isFile(option) ? " -r -F" : " -x");
    }
    return text.append(" -d ").append(quoted(option.description().get(0))).toString();
  }

  private static String quoted(String description) {
    return CompletionWords.quoted(description, "\\'");
  }
}
