package io.github.maskloom.examples.spark;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import io.github.maskloom.examples.batch.Digest;
import io.github.maskloom.examples.batch.JobLine;
import io.github.maskloom.examples.batch.JobLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the job file: what it makes, of what, and how.
 *
 * @param options of the command line by their long names, without the dashes
 */
record ImageJob(Map<String, String> options) {
  private static final String COMMAND = "command";
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "composite", Set.of(COMMAND, "photo", "mask", "out", "brush", "quality"),
          "restore",
              Set.of(COMMAND, "photo", "mask", "replacement", "out", "feather", "grow", "quality"),
          "prepare", Set.of(COMMAND, "in", "out", "max-side", "quality"));

  /**
   * Reads a line, which is a JSON object.
   *
   * @throws IllegalArgumentException if it is no job
   */
  static ImageJob parse(String line) {
    checkArgument(line.strip().startsWith("{"), "a JSON object is expected");
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(line.getBytes(UTF_8)))) {
      JobLine read = lines.next().orElseThrow();
      checkArgument(read.mistake().isEmpty(), "%s", read.mistake().orElse(""));
      return new ImageJob(read.fields());
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What is done. */
  String command() {
    return options.getOrDefault(COMMAND, "composite");
  }

  /** Where the result goes, as it is written. */
  String out() {
    return required("out");
  }

  /**
   * What tells jobs apart: where the result goes, for a file without detours, as {@code maskloom
   * batch} has it. An object's name has none: its dots are letters like others.
   */
  String key() {
    String out = out();
    return ImageStore.isObject(out) ? out : Path.of(out).normalize().toString();
  }

  /** The image whose size tells how long the job takes. */
  String largest() {
    return required(command().equals("prepare") ? "in" : "photo");
  }

  /**
   * What an option says.
   *
   * @throws IllegalArgumentException if it is not given
   */
  String required(String name) {
    return option(name).orElseThrow(() -> new IllegalArgumentException(name + ": is missing"));
  }

  /** What an option says; empty if it is not given. */
  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The number that an option gives. */
  Optional<Integer> number(String name, int least, int most) {
    return option(name).map(text -> number(name, text, least, most));
  }

  private static int number(String name, String text, int least, int most) {
    Integer number = Ints.tryParse(text);
    if (number == null || number < least || number > most) {
      throw new IllegalArgumentException(
          "%s: expected a whole number from %d to %d".formatted(name, least, most));
    }
    return number;
  }

  /**
   * Refuses a command that is not done here, and options that it does not have.
   *
   * @throws IllegalArgumentException if there are such
   */
  void check() {
    checkArgument(
        !command().equals("fuse"),
        "command: fuse is billed, and a task may run twice; see examples/queue");
    Set<String> known = KNOWN.get(command());
    checkArgument(known != null, "command: expected composite, prepare or restore");
    Set<String> others = Sets.difference(options.keySet(), known);
    checkArgument(
        others.isEmpty(), "%s: is no option of %s here", String.join(", ", others), command());
  }

  /** The same for the same options in any order, and as {@code maskloom batch} has it. */
  String fingerprint() {
    return Digest.ofJob(command(), Maps.filterKeys(options, name -> !name.equals(COMMAND)));
  }
}
