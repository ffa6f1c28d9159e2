package io.github.maskloom.examples.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.List;

/** {@code maskloom man}: the manual's page. */
final class ManCommand extends Command {
  @Override
  void run(Streams streams) {
    PrintStream out = streams.out();
    out.println(".TH MASKLOOM 1 2026-01-01 \"maskloom " + Main.version() + "\" \"User Commands\"");
    text(".SH NAME", "maskloom - composites a painted mask over a photo", out);
    text(".SH SYNOPSIS", Help.SYNOPSIS, out);
    text(".SH DESCRIPTION", Help.PURPOSE, out);
    out.println(".SH COMMANDS");
    Main.commands().forEach(command -> print(command, out));
    out.println(".SH EXIT STATUS");
    for (Outcome outcome : Outcome.values()) {
      entry(String.valueOf(outcome.exitCode), List.of(outcome.meaning), out);
    }
    out.println(".SH ENVIRONMENT");
    entry(String.join(", ", ProviderSettings.keyVariables()), List.of("Keys of services."), out);
    entry("MASKLOOM_JAVA_OPTIONS", List.of("Options of Java, such as -Xmx512m."), out);
  }

  private static void print(Command command, PrintStream out) {
    text(".SS " + command.name, Help.summary(command), out);
    text(".PP", Help.synopsis(command), out);
    for (Option<?> option : command.options.all()) {
      String names = String.join(", ", option.names);
      boolean isNamed = option.isFlag() || option.isOperand();
      String value = option.bare().isPresent() ? "[=" + option.label() + "]" : " " + option.label();
      entry(names + (isNamed ? "" : value), Help.text(command, option), out);
    }
    text(".PP", "Example: " + Help.example(command), out);
  }

  private static void text(String request, String text, PrintStream out) {
    out.println(request);
    out.println(escaped(text));
  }

  private static void entry(String term, List<String> text, PrintStream out) {
    out.println(".TP");
    out.println(".B " + escaped(term));
    String lines = text.stream().map(ManCommand::escaped).collect(joining("\n.br\n"));
    lines.lines().forEach(out::println);
  }

  /** A line that begins no request, with hyphens that can be copied. */
  private static String escaped(String line) {
    String text = line.strip().replace("\\", "\\e").replace("-", "\\-");
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
