package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses files that cannot be used before any work is done, in words that say which and why. */
final class FileChecks {
  private FileChecks() {}

  /**
   * Lets pass what can be read as a file, and standard input.
   *
   * @param role the part the image plays, such as {@code photo}
   * @throws IOException in all other cases
   */
  static void readable(String role, InputImage picture) throws IOException {
    if (!picture.isStandard()) {
      readable(role, picture.path());
    }
  }

  /**
   * Lets pass what can be read as a file.
   *
   * @throws IOException in all other cases
   */
  static void readable(String role, Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(role + ": no such file: " + path);
    }
    if (Files.isDirectory(path)) {
      throw new IOException(role + ": a folder, not a file: " + path);
    }
    if (!Files.isReadable(path)) {
      throw new IOException(role + ": permission denied: " + path);
    }
  }

  /**
   * Lets pass what can be read as a file, and again as often as needed.
   *
   * @throws IOException in all other cases; among them pipes and standard input
   */
  static void rereadable(String role, InputImage picture) throws IOException {
    readable(role, picture);
    if (picture.isStandard()) {
      throw new IOException(role + ": read more than once, which standard input cannot be");
    }
    if (!Files.isRegularFile(picture.path())) {
      throw new IOException(role + ": read more than once, which a pipe cannot be: " + picture);
    }
  }

  /**
   * Lets pass what can be made, replaced or written to.
   *
   * @throws IOException in all other cases
   */
  static void writable(String role, OutputImage picture) throws IOException {
    if (!picture.isStandard()) {
      writable(role, picture.path());
    }
  }

  private static void writable(String role, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(role + ": a folder, not a file: " + path);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      if (!Files.isWritable(path)) {
        throw new IOException(role + ": permission denied: " + path);
      }
      return;
    }
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new IOException(role + ": a link that leads nowhere: " + path);
    }
    Path folder = (Files.exists(path) ? path.toRealPath() : path.toAbsolutePath()).getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(role + ": no such folder: " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(role + ": permission denied: " + folder);
    }
  }

  /**
   * What is wrong with images of which each alone makes sense: two that come through standard
   * input, or one that would be overwritten; empty if nothing is.
   */
  static Optional<String> conflict(Option<OutputImage> out, List<Option<InputImage>> inputs) {
    @Nullable Option<InputImage> standard = null;
    for (Option<InputImage> input : inputs) {
      if (isSame(input.value(), out.value())) {
        return Optional.of(overwritten(out.name(), input.name(), out.value()));
      }
      if (input.value().isStandard()) {
        if (standard != null) {
          return Optional.of(
              standard.name() + " and " + input.name() + " cannot both be standard input");
        }
        standard = input;
      }
    }
    return Optional.empty();
  }

  /** Says that one option's file is another's. */
  static String overwritten(String out, String input, Object file) {
    return out + " is the same file as " + input + ", which is never overwritten: " + file;
  }

  private static boolean isSame(InputImage input, OutputImage out) {
    return isSame(
        input.isStandard() ? Path.of("/dev/stdin") : input.path(),
        out.isStandard() ? Path.of("/dev/stdout") : out.path());
  }

  /** Whether two paths lead to one file, through links of any kind; not whether to one device. */
  static boolean isSame(Path input, Path out) {
    try {
      return Files.isRegularFile(out) && Files.exists(input) && Files.isSameFile(input, out);
    } catch (IOException e) {
      // What is wrong with them is told when they are opened.
      return false;
    }
  }

  /**
   * Lets pass what can be appended to, or made, as a file.
   *
   * @throws IOException in all other cases
   */
  static void appendable(String role, Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      if (!Files.isWritable(path)) {
        throw new IOException(role + ": permission denied: " + path);
      }
    } else {
      writable(role, path);
    }
  }

  /**
   * Lets pass what is a folder for new files, or can be made one with the folders around it.
   *
   * @throws IOException in all other cases
   */
  static void folder(String role, Path path) throws IOException {
    Path there = path.toAbsolutePath();
    while (Files.notExists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new IOException(role + ": not a folder: " + there);
    }
    if (!Files.isWritable(there)) {
      throw new IOException(role + ": permission denied: " + there);
    }
  }
}
