package io.github.maskloom.examples.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash, from version 3.2 on. Where it says nothing, bash completes files. */
final class BashCompletion {
  private static final List<String> HEAD =
      List.of(
          "# Completion of maskloom for bash: source <(maskloom completion bash)",
          "# shellcheck shell=bash",
          "_maskloom() {",
          "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
          "  local choices='' reply",
          "  if [[ $word == = ]]; then",
          "    word=''",
          "  elif [[ $previous == = ]]; then",
          "    previous=${COMP_WORDS[COMP_CWORD-2]}",
          "  fi",
          "  case $COMP_CWORD:${COMP_WORDS[1]} in");

  private static final List<String> TAIL =
      List.of(
          "  esac",
          "  COMPREPLY=()",
          "  while IFS='' read -r reply; do",
          "    COMPREPLY+=(\"$reply\")",
          "  done < <(compgen -W \"$choices\" -- \"$word\")",
          "}",
          "complete -o default -F _maskloom maskloom");

  private BashCompletion() {}

  static void print(List<Command> commands, PrintStream out) {
    HEAD.forEach(out::println);
    out.println("    1:*) " + choices(CompletionWords.first(commands)) + " ;;");
    out.println("    *:help) " + choices(CompletionWords.names(commands)) + " ;;");
    commands.forEach(command -> print(command, out));
    TAIL.forEach(out::println);
  }

  private static void print(Command command, PrintStream out) {
    List<Option<?>> named = CompletionWords.named(command);
    out.println("    *:" + command.name() + ")");
    out.println("      case $previous in");
    named.stream().filter(option -> !option.choices().isEmpty()).forEach(o -> print(o, out));
    String valued =
        named.stream()
            .filter(o -> !o.isFlag() && o.bare().isEmpty() && o.choices().isEmpty())
            .map(option -> String.join(" | ", option.names()))
            .collect(Collectors.joining(" | "));
    if (!valued.isEmpty()) {
      out.println("        " + valued + ") ;;");
    }
    List<String> options = new ArrayList<>(named.stream().map(Option::name).toList());
    options.add("--help");
    List<String> alone = CompletionWords.alone(command);
    out.println("        *)");
    out.println("          if [[ $word == -* ]]; then");
    out.println("            " + choices(options));
    if (!alone.isEmpty()) {
      out.println("          else");
      out.println("            " + choices(alone));
    }
    out.println("          fi");
    out.println("          ;;");
    out.println("      esac");
    out.println("      ;;");
  }

  private static void print(Option<?> option, PrintStream out) {
    out.println(
        "        " + String.join(" | ", option.names()) + ") " + choices(option.choices()) + " ;;");
  }

  private static String choices(List<String> words) {
    return "choices='" + String.join(" ", words) + "'";
  }
}
