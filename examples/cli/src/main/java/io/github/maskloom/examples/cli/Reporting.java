package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The options that say for whom a command reports: for people, for programs, or for nobody. */
record Reporting(Option<Boolean> json, Option<Boolean> quiet) {
  Reporting(Options options) {
    this(options.lastFlag("--json"), options.lastFlag("--quiet -q"));
  }

  /** What makes a report. */
  interface Source<R> {
    R get() throws IOException;
  }

  /** Makes the report that is asked for, and no other, and prints it if one is wanted. */
  void print(PrintStream out, Source<ReportJson> forPrograms, Source<List<String>> forPeople)
      throws IOException {
    if (json.value()) {
      forPrograms.get().print(out);
    } else {
      forPeople.get().forEach(quiet.value() ? line -> {} : out::println);
    }
  }
}
