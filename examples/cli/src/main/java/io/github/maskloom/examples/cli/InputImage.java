package io.github.maskloom.examples.cli;

import io.github.maskloom.image.ImageSource;
import java.nio.file.Path;
import java.util.Set;

/**
 * An image that a command reads: a file, or what comes through standard input.
 *
 * @param path the file; of standard input what the command line called it
 */
record InputImage(Path path, boolean isStandard) {
  /** What every system calls it here, and what Unix calls it. */
  private static final Set<String> STANDARD = Set.of("-", "/dev/stdin", "/dev/fd/0");

  /** A file's name, {@code -} or {@code /dev/stdin}. */
  static InputImage parse(String text) {
    return new InputImage(Path.of(text), STANDARD.contains(text));
  }

  /** Where its bytes come from; standard input can be read once. */
  ImageSource source(Streams streams) {
    return isStandard ? ImageSource.once(streams.in()).named(toString()) : ImageSource.of(path);
  }

  @Override
  public String toString() {
    return isStandard ? "standard input" : path.toString();
  }
}
