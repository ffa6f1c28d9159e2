package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Lists;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Explains commands and their options, as wide as the terminal is. */
final class Help {
  static final String PURPOSE = "Composites a painted mask over a photo, in constant memory.";
  static final String SYNOPSIS = "maskloom [--plugins FOLDER] COMMAND [OPTION]...";

  /** What is said of commands and options; a short run does not read it. */
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle(Help.class.getPackageName() + ".help", Locale.ROOT);

  private Help() {}

  /** A text that is in the jar beside this class. */
  static BufferedReader resource(String name) {
    return new BufferedReader(
        new InputStreamReader(
            Objects.requireNonNull(Help.class.getResourceAsStream(name), name), UTF_8));
  }

  /** What a command does, in one line. */
  static String summary(Command command) {
    return TEXTS.getString(command.name);
  }

  /** A command line that is worth copying. */
  static String example(Command command) {
    return TEXTS.getString(command.name + ".example");
  }

  /** What an option of a command is for, line by line; resume has those of fuse. */
  static List<String> text(Command command, Option<?> option) {
    String own = command.name.replace("resume", "fuse") + "." + option.name();
    return TEXTS.getString(TEXTS.containsKey(own) ? own : option.name()).lines().toList();
  }

  /** Explains the tool. */
  static void print(List<Command> commands, PrintStream out) {
    CommandSpec root = CommandSpec.create().name("maskloom");
    Option<?> plugins = new Option<>("--plugins", ValueType.text("FOLDER"), false, null);
    root.add(specOf(plugins, TEXTS.getString("--plugins")));
    root.add(specOf(flag("--version -V"), "Show the version and exit."));
    root.usageMessage()
        .header(PURPOSE)
        .customSynopsis(SYNOPSIS)
        .commandListHeading("%nCommands:%n")
        .footer(
            "%n'maskloom help COMMAND' or 'maskloom COMMAND --help' says more about a command.");
    for (Command command : commands) {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage().header(summary(command));
      root.addSubcommand(command.name, spec);
    }
    print(root, out);
  }

  /** Explains a command. */
  static void print(Command command, PrintStream out) {
    CommandSpec spec = CommandSpec.create().name("maskloom " + command.name);
    for (Option<?> option : command.options.all()) {
      spec.add(specOf(option, text(command, option).toArray(String[]::new)));
    }
    spec.usageMessage()
        .header(summary(command))
        .customSynopsis(synopsis(command))
        .footer("%nExample:", "  " + example(command));
    print(spec, out);
  }

  private static Option<?> flag(String names) {
    return new Option<>(names, ValueType.FLAG, false, false);
  }

  private static void print(CommandSpec spec, PrintStream out) {
    spec.add(specOf(flag("--help -h"), "Show this help and exit."));
    Map<String, String> exitCodes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      exitCodes.put(" " + outcome.exitCode, outcome.meaning);
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
    return command.options.all().stream()
        .filter(option -> option.standsAlone)
        .map(Help::synopsis)
        .collect(Collectors.joining("", "maskloom " + command.name + " [OPTION]...", ""));
  }

  private static String synopsis(Option<?> option) {
    String word = option.name().replaceFirst("^--", "").toUpperCase(Locale.ROOT);
    String shown = word + (option.isRepeatable ? "..." : "");
    return option.isRequired ? " " + shown : " [" + shown + "]";
  }

  private static ArgSpec specOf(Option<?> option, String... text) {
    if (option.isOperand()) {
      return PositionalParamSpec.builder()
          .type(String.class)
          .paramLabel(option.label())
          .description(text)
          .build();
    }
    String arity = option.bare().isPresent() ? "0..1" : "1";
    return OptionSpec.builder(Lists.reverse(option.names).toArray(String[]::new))
        .type(option.isFlag() ? Boolean.class : String.class)
        .arity(option.isFlag() ? "0" : arity)
        .paramLabel(option.label())
        .description(text)
        .build();
  }
}
