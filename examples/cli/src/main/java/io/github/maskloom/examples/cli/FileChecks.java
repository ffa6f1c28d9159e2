package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses files that cannot be used before any work is done, in words that say which and why. */
final class FileChecks {
  private FileChecks() {}

  /**
   * Lets pass what can be read as a file.
   *
   * @param role the part the file plays, such as {@code photo}
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
   * @throws IOException in all other cases; among them pipes
   */
  static void rereadable(String role, Path path) throws IOException {
    readable(role, path);
    if (!Files.isRegularFile(path)) {
      throw new IOException(role + ": read more than once, which a pipe cannot be: " + path);
    }
  }

  /**
   * Lets pass what can be made or replaced as a file.
   *
   * @throws IOException in all other cases; among them devices such as {@code /dev/null}, which
   *     must not be replaced
   */
  static void writable(String role, Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException(role + ": not a regular file: " + path);
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(role + ": no such folder: " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(role + ": permission denied: " + folder);
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
