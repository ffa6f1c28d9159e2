package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Something the tool can do. An instance is used once: its options keep what they were given. */
interface Command {
  /** What it is called by. */
  String name();

  /** What it does, in one line. */
  String summary();

  /** A command line that is worth copying. */
  String example();

  /** Its options in the order in which they are explained. */
  List<Option<?>> options();

  /**
   * What is wrong with options of which each alone makes sense, once they were given; empty if
   * nothing is.
   */
  default Optional<String> conflict() {
    return Optional.empty();
  }

  /**
   * Does it, once the options were given.
   *
   * @param streams what the process reads and writes
   * @throws IOException if a file cannot be read or written
   * @throws io.github.maskloom.errors.MaskloomException if an image cannot be used
   */
  void run(Streams streams) throws IOException;
}
