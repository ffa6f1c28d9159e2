package io.github.maskloom.examples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the command line begins. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // Java 22 to 24 otherwise load a line editor and report a console even where there is none.
    System.setProperty("jdk.console", "java.base");
    System.exit(execute(args, Streams.ofProcess()));
  }

  /** Runs one command in this process and returns its exit code. */
  static int execute(String[] args, Streams streams) {
    Command command = args.length == 0 ? null : named(args[0]);
    if (command != null && PlainArguments.understood(command, args)) {
      return Failures.reportedTo(streams.err(), () -> command.run(streams));
    }
    return new FullArguments(commands(), streams).execute(args);
  }

  /** Making the options of all commands would cost every short run some milliseconds. */
  private static @Nullable Command named(String name) {
    return switch (name) {
      case "composite" -> new CompositeCommand();
      case "restore" -> new RestoreCommand();
      case "fuse" -> new FuseCommand();
      case "models" -> new ModelsCommand();
      case "prepare" -> new PrepareCommand();
      case "batch" -> new BatchCommand();
      case "data-url" -> new DataUrlCommand();
      case "inspect" -> new InspectCommand();
      case "catalog" -> new CatalogCommand();
      case "demo" -> new DemoCommand();
      case "warmup" -> new WarmupCommand();
      default -> null;
    };
  }

  private static List<Command> commands() {
    return List.of(
        new CompositeCommand(),
        new RestoreCommand(),
        new FuseCommand(),
        new ModelsCommand(),
        new PrepareCommand(),
        new BatchCommand(),
        new DataUrlCommand(),
        new InspectCommand(),
        new CatalogCommand(),
        new DemoCommand(),
        new WarmupCommand());
  }
}
