package io.github.maskloom.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;

/**
 * Gives the options of a command what a command line says: {@code --name value}, {@code
 * --name=value}, {@code -n value}, flags, of which {@code -qx} are two, and words that stand alone.
 * Behind {@code --} all are words.
 *
 * <p>A word goes to the first option that takes words and was not given by name. An option that may
 * be given again takes as many as the others leave.
 */
record Arguments(Command command, List<Option<?>> options, List<String> words) {
  /**
   * Gives a command's options what follows its name.
   *
   * @throws UsageException if that makes no sense
   */
  static void give(Command command, List<String> args) {
    Arguments arguments = new Arguments(command, command.options.all(), new ArrayList<>());
    arguments.takeAll(args.listIterator());
    arguments.giveWords();
    arguments.requireAll();
    command.check();
  }

  private void takeAll(ListIterator<String> args) {
    while (args.hasNext()) {
      String arg = args.next();
      if (arg.equals("--")) {
        args.forEachRemaining(words::add);
      } else if (isOption(arg) && !arg.startsWith("--")) {
        takeLetters(arg, args);
      } else if (isOption(arg)) {
        takeOne(arg, args);
      } else {
        words.add(arg);
      }
    }
  }

  /** A hyphen by itself stands for standard input or output, and one before a digit for minus. */
  private static boolean isOption(String text) {
    return text.startsWith("-") && text.length() > 1 && !Character.isDigit(text.charAt(1));
  }

  /** Flags behind one hyphen; the last letter may be an option with a value behind it. */
  private void takeLetters(String arg, ListIterator<String> args) {
    for (int i = 1; i < arg.length(); i++) {
      String name = "-" + arg.charAt(i);
      Option<?> option = named(name, arg);
      if (i < arg.length() - 1 && !option.isFlag()) {
        throw new UsageException(
            "option '" + name + "' takes a value, which is a word of its own",
            "Say: " + name + " " + Option.shortened(arg.substring(i + 1)));
      }
      takeOne(name, args);
    }
  }

  private void takeOne(String arg, ListIterator<String> args) {
    int equals = arg.indexOf('=', 2);
    String name = equals < 0 ? arg : arg.substring(0, equals);
    Option<?> option = named(name, name);
    command.refuseIf(equals >= 0 && option.isFlag(), "option '" + name + "' takes no value");
    String value =
        equals >= 0
            ? arg.substring(equals + 1)
            : option.bare().orElseGet(() -> args.hasNext() ? args.next() : "--");
    command.refuseIf(
        equals < 0 && isOption(value), "option '" + name + "' lacks its value " + option.label());
    option.isNamed = true;
    give(option, value);
  }

  /** The option of a name, which stands in a word that may be meant as a file. */
  private Option<?> named(String name, String word) {
    List<String> names = new ArrayList<>();
    for (Option<?> option : options) {
      if (option.names.contains(name)) {
        return option;
      }
      names.addAll(option.names);
    }
    String message = command.name + " has no option '" + Option.shortened(name) + "'";
    Set<String> meant = new LinkedHashSet<>(Near.to(name, names).stream().toList());
    // Such as --max-size, where there are --max-side and --max-bytes.
    String stem = name.substring(0, name.lastIndexOf('-') + 1);
    names.stream().filter(each -> stem.length() > 2 && each.startsWith(stem)).forEach(meant::add);
    if (meant.isEmpty() && word.contains(".")) {
      throw new UsageException(message, "If it is a file, say: ./" + Option.shortened(word));
    }
    throw meant.isEmpty()
        ? UsageException.of(command, message)
        : new UsageException(message, "Did you mean: " + String.join(" or ", meant) + "?");
  }

  private void give(Option<?> option, String text) {
    command.refuseIf(
        option.isGiven() && !option.isRepeatable,
        "option '" + option.name() + "' may be given only once");
    try {
      option.give(text);
    } catch (IllegalArgumentException e) {
      String what = (option.isOperand() ? "'" : "option '") + option.name();
      command.refuseIf(true, "Invalid value for " + what + "': " + e.getMessage());
    }
  }

  private void giveWords() {
    List<Option<?>> open = new ArrayList<>(options);
    open.removeIf(option -> !option.standsAlone || option.isGiven());
    int next = 0;
    for (Option<?> option : open) {
      int least = option.isRequired ? 1 : 0;
      int wanted = option.isRepeatable ? words.size() - open.size() + 1 : 1;
      int end = Math.min(words.size(), next + Math.max(least, wanted));
      while (next < end) {
        give(option, words.get(next++));
      }
    }
    if (next < words.size()) {
      String word = Option.shortened(words.get(next));
      throw misused("there is a word too many for " + command.name + ": '" + word + "'");
    }
  }

  private void requireAll() {
    List<String> lacking = options.stream().filter(Option::isLacking).map(Option::name).toList();
    if (!lacking.isEmpty()) {
      throw misused(command.name + " lacks " + String.join(" and ", lacking));
    }
  }

  private UsageException misused(String message) {
    String help = "'maskloom " + command.name + " --help'";
    return new UsageException(message, "Say: " + Help.synopsis(command) + ", or try " + help + ".");
  }
}
