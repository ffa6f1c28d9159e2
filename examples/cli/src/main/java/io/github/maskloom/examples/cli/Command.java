package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Something the tool can do. An instance is used once: its options keep what they were given. */
abstract class Command {
  /** What it takes; commands and groups of options add theirs. */
  final Options options = new Options();

  private final String name;

  Command(String name) {
    this.name = name;
  }

  /** What it is called by. */
  final String name() {
    return name;
  }

  /** The command whose words explain its options. */
  String explainedAs() {
    return name;
  }

  /** Its options in the order in which they are explained. */
  final List<Option<?>> options() {
    return options.all();
  }

  /**
   * What is wrong with options of which each alone makes sense, once they were given; empty if
   * nothing is.
   */
  Optional<String> conflict() {
    return Optional.empty();
  }

  /**
   * Does it, once the options were given.
   *
   * @param streams what the process reads and writes
   * @throws IOException if a file cannot be read or written
   * @throws io.github.maskloom.errors.MaskloomException if an image cannot be used
   */
  abstract void run(Streams streams) throws IOException;
}
