package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.BatchJob;
import io.github.maskloom.examples.batch.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes jobs of lines that name options of commands, without their dashes.
 *
 * @param kept files that no job may replace
 */
record ImageJobs(Streams streams, List<Path> kept) implements BatchJob.Parser {
  private static final String COMMAND = "command";

  @Override
  public BatchJob parse(Map<String, String> fields) throws JobException {
    ImageCommand<?> command = command(fields.getOrDefault(COMMAND, "composite"));
    Map<String, String> given = new HashMap<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String name = field.getKey();
      if (!name.equals(COMMAND) && isOn(name, field.getValue(), command)) {
        given.put(name, field.getValue());
      }
    }
    check(command);
    return new BatchJob(
        command.name, given, command.out.value().path(), work -> command.makeJob(streams, work));
  }

  private static void refuseIf(boolean wrong, String why) throws JobException {
    if (wrong) {
      throw new JobException(why);
    }
  }

  private static ImageCommand<?> command(String name) throws JobException {
    refuseIf(
        name.equals("fuse"),
        "fuse may be billed for every try, so a batch does not do it; examples/queue does");
    if (List.of("composite", "restore", "prepare").contains(name)
        && Main.named(name) instanceof ImageCommand<?> command) {
      return command;
    }
    throw new JobException("a batch does composite, restore and prepare, but not '" + name + "'");
  }

  /** Gives an option its value, unless it is a flag that is as if it were not given. */
  private static boolean isOn(String name, String value, Command command) throws JobException {
    Option<?> option = option("--" + Option.shortened(name), command);
    boolean on = !option.isFlag() || value.equals("true");
    refuseIf(
        !on && !value.equals("false"),
        option.name() + ": expected true or false but got '" + value + "'");
    try {
      if (on) {
        option.give(value);
      }
      return on;
    } catch (IllegalArgumentException e) {
      throw new JobException(option.name() + ": " + e.getMessage());
    }
  }

  private static Option<?> option(String name, Command command) throws JobException {
    List<String> names = command.options.all().stream().map(Option::name).toList();
    refuseIf(
        !names.contains(name), command.name + " has no option " + name + Near.asked(name, names));
    return command.options.all().get(names.indexOf(name));
  }

  private void check(ImageCommand<?> command) throws JobException {
    for (Option<?> option : command.options.all()) {
      refuseIf(option.isLacking(), command.name + " lacks " + option.name());
      refuseIf(
          option.isGiven() && List.of("--json", "--quiet").contains(option.name()),
          option.name() + " is not for a batch, whose manifest says what became of it");
    }
    for (Map.Entry<String, List<InputImage>> input : command.inputs().entrySet()) {
      for (InputImage image : input.getValue()) {
        checkRegular(input.getKey(), image.file());
        // A batch that is run again would paint over what it has painted.
        refuseIf(
            image.isFile(command.out.value().path()),
            FileChecks.overwritten("--out", input.getKey(), image));
      }
    }
    checkOut(command.out.value());
    try {
      command.check();
    } catch (UsageException e) {
      throw new JobException(String.valueOf(e.getMessage()));
    }
  }

  /** A pipe may never bring anything, and would keep the batch for ever. */
  private static void checkRegular(String name, Optional<Path> file) throws JobException {
    Path path = file.orElseThrow(() -> new JobException(name + ": a batch takes files only"));
    refuseIf(
        Files.exists(path) && !Files.isRegularFile(path), name + ": not a regular file: " + path);
  }

  private void checkOut(OutputImage image) throws JobException {
    Path out = image.path();
    // It would be one for an image of its own name, which no job is called by.
    refuseIf(image.isFolder(), "--out: a folder, not a file: " + out);
    checkRegular("--out", image.isStandard() ? Optional.empty() : Optional.of(out));
    for (Path file : kept) {
      refuseIf(FileChecks.isSame(file, out), "--out is a file of the batch itself: " + out);
    }
  }
}
