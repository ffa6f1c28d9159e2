package io.github.maskloom.examples.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line that has nothing wrong or unusual about it: {@code --name value}, flags and
 * at most one operand.
 *
 * <p>Loading picocli takes longer than compositing a small photo, so it is asked only to explain:
 * when help is wanted, or when this class does not understand.
 */
final class PlainArguments {
  private PlainArguments() {}

  /**
   * Gives the command's options what follows its name.
   *
   * @return whether the arguments name this command, all of them were understood and go together,
   *     and no required option lacks; otherwise the command must not be run
   */
  static boolean understood(Command command, String[] args) {
    if (args.length == 0 || !args[0].equals(command.name())) {
      return false;
    }
    List<Option<?>> options = command.options();
    int next = 1;
    while (next < args.length) {
      Option<?> option = meant(args[next], options);
      if (option == null || (option.isGiven() && !option.isRepeatable())) {
        return false;
      }
      boolean alone = option.isFlag() || option.isOperand() || option.bare().isPresent();
      int values = alone ? 0 : 1;
      if (next + values >= args.length || !took(option, args[next + values])) {
        return false;
      }
      next += 1 + values;
    }
    return nothingLacks(options) && command.conflict().isEmpty();
  }

  private static boolean nothingLacks(List<Option<?>> options) {
    for (Option<?> option : options) {
      if (option.isRequired() && !option.isGiven()) {
        return false;
      }
    }
    return true;
  }

  private static boolean took(Option<?> option, String text) {
    boolean bare = option.bare().isPresent();
    if (!option.isFlag() && !bare && isOption(text)) {
      return false;
    }
    try {
      option.give(option.isFlag() ? "true" : option.bare().orElse(text));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A hyphen by itself stands for standard input or output. */
  private static boolean isOption(String text) {
    return text.startsWith("-") && text.length() > 1;
  }

  private static @Nullable Option<?> meant(String argument, List<Option<?>> options) {
    boolean operand = !isOption(argument);
    for (Option<?> option : options) {
      if (operand ? option.isOperand() : option.name().equals(argument)) {
        return option;
      }
    }
    return null;
  }
}
