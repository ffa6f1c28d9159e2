package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.stream.Stream;

/** Something the tool can do. An instance is used once: its options keep what they were given. */
abstract class Command {
  /** What it takes; commands and groups of options add theirs. */
  final Options options = new Options();

  /** What it is called by. */
  String name = "";

  /**
   * Refuses options of which each alone makes sense, once they were given.
   *
   * @throws UsageException if they do not go together
   */
  void check() {}

  /** Refuses what makes no sense. */
  final void refuseIf(boolean senseless, String why) {
    if (senseless) {
      throw UsageException.of(this, why);
    }
  }

  /** Refuses that options were given which are of no use. */
  final void refuseGiven(boolean useless, String why, Option<?>... given) {
    for (Option<?> option : given) {
      refuseIf(useless && option.isGiven(), option.name() + " " + why);
    }
  }

  /** Refuses that more than one image comes through standard input. */
  final void refuseTwice(Stream<InputImage> images) {
    refuseIf(
        images.filter(InputImage::isStandard).count() > 1,
        "only one image can be standard input: name files for the others");
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
