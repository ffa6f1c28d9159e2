package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.util.List;

/** Completion for zsh: as a file {@code _maskloom} of its path of functions, or sourced. */
final class ZshCompletion {
  private ZshCompletion() {}

  static void print(List<Command> commands, PrintStream out) {
    out.println("#compdef maskloom");
    out.println("# Completion of maskloom for zsh: source <(maskloom completion zsh)");
    out.println("_maskloom() {");
    out.println("  local -a commands=(");
    for (Command command : commands) {
      String quoted = quoted(command.summary());
      out.println("    " + command.name() + ":" + quoted);
    }
    out.println("    help:'Explain a command'");
    out.println("  )");
    out.println("  local -a options=(");
    out.println("    --help:'Show this help' --version:'Show the version'");
    out.println("    --plugins:'Take formats and providers from a folder'");
    out.println("  )");
    out.println("  if (( CURRENT == 2 )); then");
    out.println("    _describe command commands -- options");
    out.println("    return");
    out.println("  fi");
    out.println("  shift words");
    out.println("  (( CURRENT-- ))");
    out.println("  case $words[1] in");
    out.println("    help) _describe command commands ;;");
    commands.forEach(command -> print(command, out));
    out.println("  esac");
    out.println("}");
    out.println("if [[ $funcstack[1] == _maskloom ]]; then");
    out.println("  _maskloom \"$@\"");
    out.println("else");
    out.println("  compdef _maskloom maskloom");
    out.println("fi");
  }

  private static void print(Command command, PrintStream out) {
    out.println("    " + command.name() + ")");
    out.println("      _arguments \\");
    CompletionWords.named(command).forEach(option -> out.println("        " + of(option) + " \\"));
    List<String> alone = CompletionWords.alone(command);
    out.println("        '(-h --help)'{-h,--help}'[Show this help and exit]' \\");
    out.println("        '*:" + (alone.isEmpty() ? "file:_files" : "word:" + list(alone)) + "'");
    out.println("      ;;");
  }

  private static String of(Option<?> option) {
    String once = option.isRepeatable() ? "'*'" : "'(" + String.join(" ", option.names()) + ")'";
    String description = quoted(option.description().get(0));
    String value = option.isFlag() ? "" : value(option);
    String sign = option.isFlag() ? "" : option.bare().isPresent() ? "=-" : "=";
    String names =
        option.names().size() == 1
            ? option.name() + sign
            : "{" + option.names().get(1) + "," + option.name() + sign + "}";
    return once + names + "'['" + description + "']" + value + "'";
  }

  private static String value(Option<?> option) {
    String colon = option.bare().isPresent() ? "::" : ":";
    String action = CompletionWords.isFile(option) ? "_files" : "";
    return colon
        + "value:"
        + (option.choices().isEmpty() ? action : list(option.choices()).replace(":", "\\:"));
  }

  private static String list(List<String> words) {
    return "(" + String.join(" ", words) + ")";
  }

  private static String quoted(String description) {
    return CompletionWords.quoted(description, "'\\''");
  }
}
