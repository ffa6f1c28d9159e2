package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the command line begins. */
public final class Main {
  private static final String NAMES =
      "composite restore fuse resume jobs prepare batch data-url inspect catalog demo warmup"
          + " completion man";

  /** What people type who look for it. */
  private static final Set<String> VERSION = Set.of("--version", "-V", "-v", "version");

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // Java 22 to 24 otherwise load a line editor and report a console even where there is none.
    System.setProperty("jdk.console", "java.base");
    ShutdownSignal.exit(execute(args, Streams.ofProcess()));
  }

  /** Runs one command in this process and returns its exit code. */
  static int execute(String[] args, Streams streams) {
    List<String> words = List.of(args);
    try {
      execute(words, streams);
      if (streams.out().checkError()) {
        throw new IOException("standard output cannot be written to: the report is lost");
      }
      return Outcome.DONE.exitCode;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return Failures.report(e, streams.err(), words.contains("--json"));
    }
  }

  private static void execute(List<String> args, Streams streams) throws IOException {
    String first = args.isEmpty() ? "" : args.get(0);
    if (args.equals(List.of("help")) || first.equals("--help") || first.equals("-h")) {
      Help.print(commands(), streams.out());
    } else if (VERSION.contains(first)) {
      streams.out().println("maskloom " + version());
    } else if (first.equals("help")) {
      Help.print(named(args.get(1)), streams.out());
    } else {
      run(named(first), args.subList(1, args.size()), streams);
    }
  }

  private static void run(Command command, List<String> words, Streams streams) throws IOException {
    if (words.contains("--help") || words.contains("-h")) {
      Help.print(command, streams.out());
    } else {
      Arguments.give(command, words);
      command.run(streams);
    }
  }

  /** The command of a name. */
  static Command named(String name) {
    if (instance(name) instanceof Command command) {
      command.name = name;
      return command;
    }
    throw unknown(name);
  }

  private static UsageException unknown(String name) {
    if (name.isEmpty()) {
      return new UsageException("a command is missing", "Try 'maskloom --help'.");
    }
    if (name.equals("--plugins") || name.startsWith("--plugins=")) {
      return new UsageException(
          "only the launcher 'maskloom' takes --plugins, once and first",
          "Say 'maskloom --plugins FOLDER COMMAND', or see docs/command-line.md for the jar"
              + " alone.");
    }
    String shown = Option.shortened(name);
    boolean isOption = name.startsWith("-");
    String message = "there is no command '" + shown + "'";
    String behind = "Try 'maskloom COMMAND " + shown + "', or 'maskloom --help'.";
    return new UsageException(
        isOption ? "'" + shown + "' stands where a command is to stand" : message,
        Near.to(name, List.of((NAMES + " help --help --version").split(" ")))
            .map(it -> "Did you mean: maskloom " + it + "?")
            .orElse(isOption ? behind : "Try 'maskloom --help'."));
  }

  /**
   * A command, made anew. Making all of them would cost every short run some milliseconds, and so
   * would a more exact type: the verifier would load them all to see that they are of it.
   */
  private static @Nullable Object instance(String name) {
    return switch (name) {
      case "composite" -> new CompositeCommand();
      case "restore" -> new RestoreCommand();
      case "fuse" -> new FuseCommand(false);
      case "resume" -> new FuseCommand(true);
      case "jobs" -> new JobsCommand();
      case "prepare" -> new PrepareCommand();
      case "batch" -> new BatchCommand();
      case "data-url" -> new DataUrlCommand();
      case "inspect" -> new InspectCommand();
      case "catalog" -> new CatalogCommand();
      case "demo" -> new DemoCommand();
      case "warmup" -> new WarmupCommand();
      case "completion" -> new CompletionCommand();
      case "man" -> new ManCommand();
      default -> null;
    };
  }

  /** All commands, in the order in which they are explained. */
  static List<Command> commands() {
    return Stream.of(NAMES.split(" ")).map(Main::named).toList();
  }

  /** The version of the build; of classes that are in no jar, that they are not. */
  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(development build)");
  }
}
