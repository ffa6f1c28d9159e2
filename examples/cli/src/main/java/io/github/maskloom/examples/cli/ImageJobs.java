package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.BatchJob;
import io.github.maskloom.examples.batch.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes jobs of lines that name options of commands, without their dashes. */
final class ImageJobs implements BatchJob.Parser {
  private static final String COMMAND = "command";

  private final Streams streams;
  private final List<Path> kept;

  /**
   * Jobs of a batch.
   *
   * @param kept files that no job may replace
   */
  ImageJobs(Streams streams, List<Path> kept) {
    this.streams = streams;
    this.kept = kept;
  }

  @Override
  public BatchJob parse(Map<String, String> fields) throws JobException {
    ImageCommand<?> command = command(fields.getOrDefault(COMMAND, "composite"));
    Map<String, String> given = new TreeMap<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!field.getKey().equals(COMMAND) && give(field.getKey(), field.getValue(), command)) {
        given.put(field.getKey(), field.getValue());
      }
    }
    check(command);
    return new BatchJob(
        command.name(), given, command.out.value().path(), work -> command.makeJob(streams, work));
  }

  private static ImageCommand<?> command(String name) throws JobException {
    return switch (name) {
      case "composite" -> new CompositeCommand();
      case "restore" -> new RestoreCommand();
      case "prepare" -> new PrepareCommand();
      case "fuse" ->
          throw new JobException(
              "fuse may be billed for every try, so a batch does not do it; examples/queue does");
      default ->
          throw new JobException(
              "a batch does composite, restore and prepare, but not '" + name + "'");
    };
  }

  /** Returns whether the option then differs from one that is not given. */
  private static boolean give(String name, String value, Command command) throws JobException {
    Option<?> option = option("--" + Option.shortened(name), command);
    boolean off = option.isFlag() && value.equals("false");
    if (option.isFlag() && !off && !value.equals("true")) {
      throw new JobException(option.name() + ": expected true or false but got '" + value + "'");
    }
    try {
      if (!off) {
        option.give(value);
      }
      return !off;
    } catch (IllegalArgumentException e) {
      throw new JobException(option.name() + ": " + e.getMessage());
    }
  }

  private static Option<?> option(String name, Command command) throws JobException {
    for (Option<?> option : command.options()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    List<String> names = command.options().stream().map(Option::name).toList();
    String near = Near.asked(name, names);
    throw new JobException(command.name() + " has no option " + name + near);
  }

  private void check(ImageCommand<?> command) throws JobException {
    for (Option<?> option : command.options()) {
      if (option.isRequired() && !option.isGiven()) {
        throw new JobException(command.name() + " lacks " + option.name());
      }
      if (option.isGiven() && List.of("--json", "--quiet").contains(option.name())) {
        throw new JobException(
            option.name() + " is not for a batch, whose manifest says what became of it");
      }
    }
    for (Map.Entry<String, List<InputImage>> input : command.inputs().entrySet()) {
      for (InputImage image : input.getValue()) {
        checkRegular(input.getKey(), image.file());
      }
    }
    checkOut(command.out.value());
    Optional<String> conflict = command.conflict();
    if (conflict.isPresent()) {
      throw new JobException(conflict.get());
    }
  }

  /** A pipe may never bring anything, and would keep the batch for ever. */
  private static void checkRegular(String name, Optional<Path> file) throws JobException {
    Path path = file.orElseThrow(() -> new JobException(name + ": a batch takes files only"));
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new JobException(name + ": not a regular file: " + path);
    }
  }

  private void checkOut(OutputImage image) throws JobException {
    Path out = image.path();
    if (image.isFolder()) {
      // It would be one for an image of its own name, which no job is called by.
      throw new JobException("--out: a folder, not a file: " + out);
    }
    checkRegular("--out", image.isStandard() ? Optional.empty() : Optional.of(out));
    for (Path file : kept) {
      if (FileChecks.isSame(file, out)) {
        throw new JobException("--out is a file of the batch itself: " + out);
      }
    }
  }
}
