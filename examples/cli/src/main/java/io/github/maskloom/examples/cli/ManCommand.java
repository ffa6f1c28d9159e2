package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.util.List;

/** {@code maskloom man}: the manual's page. */
final class ManCommand implements Command {
  @Override
  public String name() {
    return "man";
  }

  @Override
  public String summary() {
    return "Print the manual page, for man -l - or a file maskloom.1.";
  }

  @Override
  public String example() {
    return "maskloom man | man -l -";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public void run(Streams streams) {
    PrintStream out = streams.out();
    out.println(".TH MASKLOOM 1 2026-01-01 \"maskloom " + Main.version() + "\" \"User Commands\"");
    out.println(".SH NAME");
    out.println("maskloom \\- composites a painted mask over a photo");
    out.println(".SH SYNOPSIS");
    out.println(".B maskloom");
    out.println("[\\-\\-plugins FOLDER] COMMAND [OPTION]...");
    out.println(".SH DESCRIPTION");
    text(Help.PURPOSE, out);
    out.println(".SH COMMANDS");
    Main.commands().forEach(command -> print(command, out));
    out.println(".SH EXIT STATUS");
    for (Outcome outcome : Outcome.values()) {
      out.println(".TP");
      out.println(outcome.exitCode());
      text(outcome.meaning(), out);
    }
    out.println(".SH ENVIRONMENT");
    entry(String.join(", ", ProviderSettings.keyVariables()), "Keys of services.", out);
    entry("MASKLOOM_JAVA_OPTIONS", "Options of Java, such as \\-Xmx512m.", out);
  }

  private static void print(Command command, PrintStream out) {
    out.println(".SS " + command.name());
    text(command.summary(), out);
    out.println(".PP");
    text(Help.synopsis(command), out);
    for (Option<?> option : command.options()) {
      String names = String.join(", ", option.names());
      String label = option.isFlag() || option.isOperand() ? "" : " " + option.label();
      entry(names + label, String.join("\n.br\n", option.description()), out);
    }
    out.println(".PP");
    text("Example: " + command.example(), out);
  }

  private static void entry(String term, String description, PrintStream out) {
    out.println(".TP");
    out.println(".B " + escaped(term));
    description.lines().forEach(line -> out.println(line.startsWith(".") ? line : escaped(line)));
  }

  private static void text(String text, PrintStream out) {
    out.println(escaped(text));
  }

  /** A line that begins no request, with hyphens that can be copied. */
  private static String escaped(String line) {
    String text = line.strip().replace("\\-", "-").replace("\\", "\\e").replace("-", "\\-");
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
