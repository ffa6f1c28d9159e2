package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the command line begins. */
public final class Main {
  private static final List<String> NAMES =
      List.of(
          ("composite restore fuse resume jobs prepare batch data-url inspect catalog demo warmup"
                  + " completion man")
              .split(" "));

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
    return Failures.reportedTo(
        streams.err(),
        words.contains("--json"),
        () -> {
          execute(words, streams);
          if (streams.out().checkError()) {
            throw new IOException("standard output cannot be written to: the report is lost");
          }
        });
  }

  private static void execute(List<String> args, Streams streams) throws IOException {
    String first = args.isEmpty() ? "" : args.get(0);
    switch (first) {
      case "--help", "-h" -> Help.print(commands(), streams.out());
      case "--version", "-V" -> streams.out().println("maskloom " + version());
      case "help" -> help(args.subList(1, args.size()), streams);
      default -> run(first, args, streams);
    }
  }

  private static void help(List<String> names, Streams streams) {
    if (names.isEmpty()) {
      Help.print(commands(), streams.out());
    } else {
      Help.print(named(names.get(0)), streams.out());
    }
  }

  private static void run(String name, List<String> args, Streams streams) throws IOException {
    Command command = named(name);
    List<String> words = args.subList(1, args.size());
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
          "--plugins is read by the launcher, which this is not",
          "Say 'maskloom --plugins FOLDER COMMAND', or see docs/command-line.md for the jar alone.");
    }
    if (name.startsWith("-")) {
      return new UsageException(
          "'" + Option.shortened(name) + "' stands where a command is to stand",
          "Try 'maskloom COMMAND " + Option.shortened(name) + "', or 'maskloom --help'.");
    }
    return new UsageException(
        "there is no command '" + Option.shortened(name) + "'",
        Near.to(name, NAMES)
            .map(near -> "Did you mean: maskloom " + near + "?")
            .orElse("Try 'maskloom --help'."));
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
    List<Command> commands = new ArrayList<>();
    NAMES.forEach(name -> commands.add(named(name)));
    return commands;
  }

  /** The version of the build; of classes that are in no jar, that they are not. */
  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(development build)");
  }
}
