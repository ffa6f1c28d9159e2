package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Explains commands and their options, as wide as the terminal is. */
final class Help {
  static final String PURPOSE = "Composites a painted mask over a photo, in constant memory.";

  private Help() {}

  /** Explains the tool. */
  static void print(List<Command> commands, PrintStream out) {
    CommandSpec root = CommandSpec.create().name("maskloom");
    root.addOption(
        OptionSpec.builder("--plugins")
            .type(String.class)
            .paramLabel("FOLDER")
            .description(
                "Before a command: take formats and providers from the jars of this folder (the"
                    + " folder plugins beside this program).")
            .build());
    root.addOption(flag("Show the version and exit.", "-V", "--version"));
    root.usageMessage()
        .header(PURPOSE)
        .customSynopsis("maskloom [--plugins FOLDER] COMMAND [OPTION]...")
        .commandListHeading("%nCommands:%n")
        .footer(
            "%n'maskloom help COMMAND' or 'maskloom COMMAND --help' says more about a command.");
    commands.forEach(
        command -> {
          CommandSpec spec = CommandSpec.create();
          spec.usageMessage().header(command.summary());
          root.addSubcommand(command.name(), spec);
        });
    print(root, out);
  }

  /** Explains a command. */
  static void print(Command command, PrintStream out) {
    CommandSpec spec = CommandSpec.create().name("maskloom " + command.name());
    command.options().forEach(option -> spec.add(specOf(option)));
    spec.usageMessage()
        .header(command.summary())
        .customSynopsis(synopsis(command))
        .footer("%nExample:", "  " + command.example());
    print(spec, out);
  }

  private static void print(CommandSpec spec, PrintStream out) {
    spec.addOption(flag("Show this help and exit.", "-h", "--help"));
    Map<String, String> exitCodes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      exitCodes.put(" " + outcome.exitCode(), outcome.meaning());
    }
    spec.usageMessage()
        .sortOptions(false)
        .synopsisHeading("%nUsage: ")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
    PrintWriter writer = new PrintWriter(out, true, Charset.defaultCharset());
    new CommandLine(spec).setUsageHelpAutoWidth(true).usage(writer);
  }

  /** How a command is called: what may stand alone in its place, all else by name. */
  static String synopsis(Command command) {
    return "maskloom "
        + command.name()
        + " [OPTION]..."
        + command.options().stream().map(Help::synopsis).collect(Collectors.joining());
  }

  private static String synopsis(Option<?> option) {
    if (!option.standsAlone()) {
      return option.isRequired() ? " " + option.name() + "=" + option.label() : "";
    }
    String word = option.isOperand() ? option.label() : option.name().substring(2);
    String shown = word.toUpperCase(Locale.ROOT) + (option.isRepeatable() ? "..." : "");
    return option.isRequired() ? " " + shown : " [" + shown + "]";
  }

  private static ArgSpec specOf(Option<?> option) {
    String[] description = option.description().toArray(String[]::new);
    if (option.isOperand()) {
      return PositionalParamSpec.builder()
          .type(String.class)
          .paramLabel(option.label())
          .description(description)
          .build();
    }
    if (option.isFlag()) {
      return flag(String.join("%n", description), shortFirst(option));
    }
    return OptionSpec.builder(shortFirst(option))
        .type(String.class)
        .arity(option.bare().isPresent() ? "0..1" : "1")
        .paramLabel(option.label())
        .description(description)
        .build();
  }

  private static String[] shortFirst(Option<?> option) {
    return option.names().size() == 1
        ? new String[] {option.name()}
        : new String[] {option.names().get(1), option.name()};
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(Boolean.class)
        .arity("0")
        .description(description)
        .build();
  }
}
