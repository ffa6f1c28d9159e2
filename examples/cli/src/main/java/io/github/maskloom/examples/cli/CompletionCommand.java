package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.util.List;

/** {@code maskloom completion}: what lets a shell complete commands, options and values. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final Option<String> shell =
      Option.operand("SHELL", CompletionCommand::shell, "Which shell: bash, zsh or fish.")
          .choices(SHELLS.toArray(String[]::new));

  private static String shell(String text) {
    if (SHELLS.contains(text)) {
      return text;
    }
    throw OptionValues.expected("bash, zsh or fish", text);
  }

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "Print what lets a shell complete commands, options and values.";
  }

  @Override
  public String example() {
    return "source <(maskloom completion bash)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(shell);
  }

  @Override
  public void run(Streams streams) {
    PrintStream out = streams.out();
    List<Command> commands = Main.commands();
    switch (shell.value()) {
      case "bash" -> BashCompletion.print(commands, out);
      case "zsh" -> ZshCompletion.print(commands, out);
      default -> FishCompletion.print(commands, out);
    }
  }
}
