package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The options that say for whom a command reports: for people, for programs, or for nobody. */
final class Reporting {
  private final Option<Boolean> json;
  private final Option<Boolean> quiet;

  Reporting(Options options) {
    json = options.lastFlag("--json");
    quiet = options.lastFlag("--quiet -q");
  }

  /** What makes a report. */
  interface Source<R> {
    R get() throws IOException;
  }

  boolean isJson() {
    return json.value();
  }

  boolean isQuiet() {
    return quiet.value();
  }

  /** Makes the report that is asked for, and no other, and prints it if one is wanted. */
  void print(PrintStream out, Source<ReportJson> forPrograms, Source<List<String>> forPeople)
      throws IOException {
    if (isJson()) {
      forPrograms.get().print(out);
    } else {
      forPeople.get().forEach(isQuiet() ? line -> {} : out::println);
    }
  }
}
