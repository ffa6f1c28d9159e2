package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads any command line with picocli: all spellings, requests for help, and mistakes. */
final class FullArguments {
  private final CommandLine commandLine;
  private final Streams streams;

  /** A command line of these commands. */
  FullArguments(List<Command> commands, Streams streams) {
    this.streams = streams;
    commandLine =
        new CommandLine(specOf(commands))
            .setOut(writer(streams.out()))
            .setErr(writer(streams.err()))
            .setExecutionStrategy(this::run)
            .setParameterExceptionHandler(FullArguments::explain);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Does what the arguments ask for and returns the process's exit code. */
  int execute(String[] args) {
    return commandLine.execute(isHelp(args) ? helpRequest(args) : args);
  }

  private static boolean isHelp(String[] args) {
    return args.length > 0 && args[0].equals("help");
  }

  /** {@code help composite} as {@code composite --help}, and an unknown command as it stands. */
  private String[] helpRequest(String[] args) {
    if (args.length == 1) {
      return new String[] {"--help"};
    }
    boolean known = commandLine.getSubcommands().containsKey(args[1]);
    return known ? new String[] {args[1], "--help"} : new String[] {args[1]};
  }

  private static CommandSpec specOf(List<Command> commands) {
    CommandSpec root = CommandSpec.create().name("maskloom").version("maskloom " + version());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    root.usageMessage()
        .header("Composites a painted mask over a photo, in constant memory.")
        .commandListHeading("%nCommands:%n")
        .footer(
            "%n'maskloom help COMMAND' or 'maskloom COMMAND --help' says more about a command.");
    addHelp(root);
    commands.forEach(command -> root.addSubcommand(command.name(), specOf(command)));
    return root;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }

  private static CommandSpec specOf(Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(command.name());
    command.options().forEach(option -> spec.add(specOf(option)));
    spec.usageMessage().header(command.summary()).footer("%nExample:", "  " + command.example());
    addHelp(spec);
    return spec;
  }

  private static ArgSpec specOf(Option<?> option) {
    if (option.isOperand()) {
      return PositionalParamSpec.builder()
          .type(String.class)
          .arity("1")
          .paramLabel(option.label())
          .required(true)
          .description(option.description().toArray(String[]::new))
          .build();
    }
    return OptionSpec.builder(option.name())
        .type(typeOf(option))
        .arity(arity(option))
        .fallbackValue(option.bare().orElse(""))
        .paramLabel(option.label())
        .required(option.isRequired())
        .description(option.description().toArray(String[]::new))
        .build();
  }

  private static String arity(Option<?> option) {
    if (option.isFlag()) {
      return "0";
    }
    return option.bare().isPresent() ? "0..1" : "1";
  }

  private static Class<?> typeOf(Option<?> option) {
    if (option.isFlag()) {
      return Boolean.class;
    }
    return option.isRepeatable() ? String[].class : String.class;
  }

  private static void addHelp(CommandSpec spec) {
    Map<String, String> exitCodes = new LinkedHashMap<>();
    exitCodes.put(" " + ExitCode.OK, "It was done.");
    exitCodes.put(
        " " + ExitCode.SOFTWARE,
        "It was not: one line on stderr says why, and a file --out is as it was before.");
    exitCodes.put(" " + ExitCode.USAGE, "The command line makes no sense.");
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.usageMessage()
        .sortOptions(false)
        .synopsisHeading("%nUsage: ")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
  }

  private int run(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(commandLine, "Missing required subcommand");
    }
    Command command = (Command) parsed.subcommand().commandSpec().userObject();
    command.options().forEach(option -> give(option, parsed.subcommand()));
    command
        .conflict()
        .ifPresent(
            conflict -> {
              throw new ParameterException(
                  parsed.subcommand().commandSpec().commandLine(), conflict);
            });
    return Failures.reportedTo(streams.err(), () -> command.run(streams));
  }

  private static void give(Option<?> option, ParseResult parsed) {
    @Nullable Object value =
        option.isOperand()
            ? parsed.matchedPositionalValue(0, null)
            : parsed.matchedOptionValue(option.name(), null);
    if (value != null) {
      try {
        for (Object text : value instanceof String[] texts ? texts : new Object[] {value}) {
          option.give(text.toString());
        }
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(),
            "Invalid value for option '" + option.name() + "': " + e.getMessage());
      }
    }
  }

  private static int explain(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(Streams.shown(String.valueOf(failure.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE;
  }
}
