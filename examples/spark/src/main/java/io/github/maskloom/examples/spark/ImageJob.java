package io.github.maskloom.examples.spark;

import com.google.common.collect.Maps;
import io.github.maskloom.examples.batch.Digest;
import io.github.maskloom.examples.batch.JobLine;
import io.github.maskloom.examples.batch.JobLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A line of the job file: what it makes, of what, and how. */
final class ImageJob {
  private static final String COMMAND = "command";

  private final Map<String, String> options;
  private final Set<String> unread;

  private ImageJob(Map<String, String> options) {
    this.options = options;
    unread = new HashSet<>(options.keySet());
    unread.remove(COMMAND);
  }

  /**
   * Reads a line: a JSON object with options of the command line by their long names, without the
   * dashes.
   *
   * @throws IllegalArgumentException if it is no job
   */
  static ImageJob parse(String line) {
    if (!line.strip().startsWith("{")) {
      throw new IllegalArgumentException("a JSON object is expected");
    }
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(text))) {
      JobLine read = lines.next().orElseThrow(() -> new IllegalArgumentException("it is empty"));
      if (read.mistake().isPresent()) {
        throw new IllegalArgumentException(read.mistake().get());
      }
      return new ImageJob(new TreeMap<>(read.fields()));
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
    unread.remove(name);
    return Optional.ofNullable(options.get(name));
  }

  /** The number that an option gives. */
  Optional<Integer> number(String name, int least, int most) {
    return option(name).map(text -> number(name, text, least, most));
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "%s: expected a whole number from %d to %d".formatted(name, least, most));
  }

  /**
   * Refuses options that nobody has asked for.
   *
   * @throws IllegalArgumentException if there are such
   */
  void checkAllRead() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: is no option of %s here".formatted(String.join(", ", unread), command()));
    }
  }

  /** The same for the same options in any order, and as {@code maskloom batch} has it. */
  String fingerprint() {
    return Digest.ofJob(command(), Maps.filterKeys(options, name -> !name.equals(COMMAND)));
  }
}
