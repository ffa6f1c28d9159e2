package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import com.google.common.collect.Lists;
import com.google.common.io.MoreFiles;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Refuses files that cannot be used before any work is done, in words that say which and why. */
final class FileChecks {
  private static final int MAX_TEXT_BYTES = 1 << 16;

  private static final String DENIED = "permission denied";

  private FileChecks() {}

  private static void refuseIf(boolean unusable, String role, String why, Object file)
      throws IOException {
    if (unusable) {
      throw new IOException(role + ": " + why + ": " + file);
    }
  }

  private static void refuseFolder(String role, Path path) throws IOException {
    refuseIf(Files.isDirectory(path), role, "a folder, not a file", path + "; name a file in it");
  }

  /** What an image is called that an option names. */
  static String role(Option<?> option) {
    return option.name().substring(2);
  }

  /**
   * Lets pass what can be read as a file, and standard input.
   *
   * @param images by the parts they play, such as {@code photo}
   * @throws IOException in all other cases
   */
  static void readable(Map<String, InputImage> images) throws IOException {
    for (Map.Entry<String, InputImage> image : images.entrySet()) {
      if (image.getValue().file().isPresent()) {
        readable(image.getKey(), image.getValue().file().get());
      }
    }
  }

  /**
   * Lets pass what can be read as a file.
   *
   * @throws IOException in all other cases
   */
  static void readable(String role, Path path) throws IOException {
    if (!Files.exists(path)) {
      refuseIf(Files.isSymbolicLink(path), role, "a link that leads nowhere", path);
      throw new IOException(role + ": no such file: " + path + neighbor(path));
    }
    refuseFolder(role, path);
    refuseIf(!Files.isReadable(path), role, DENIED, path);
  }

  /**
   * Reads a text of at most 64 KB, without blanks at its end.
   *
   * @throws IOException if it cannot be read, is no UTF-8, too long, or blank
   */
  static String text(String role, Path path) throws IOException {
    readable(role, path);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_TEXT_BYTES + 1);
    }
    refuseIf(bytes.length > MAX_TEXT_BYTES, role, "more than 64 KB of text", path);
    refuseIf(!Utf8.isWellFormed(bytes), role, "no text in UTF-8", path);
    String text = new String(bytes, UTF_8).stripTrailing();
    refuseIf(text.isEmpty(), role, "nothing is written in it", path);
    return text;
  }

  /** Asks whether a file of nearly the same name was meant; empty if there is none. */
  static String neighbor(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isReadable(folder)) {
      return "";
    }
    List<String> names =
        Lists.transform(MoreFiles.listFiles(folder), file -> String.valueOf(file.getFileName()));
    return Near.asked(String.valueOf(path.getFileName()), names);
  }

  /**
   * Lets pass what can be read as a file, and again as often as needed, and standard input.
   *
   * @throws IOException in all other cases; among them pipes
   */
  static void rereadable(String role, InputImage picture) throws IOException {
    readable(Map.of(role, picture));
    boolean isPipe = picture.file().filter(file -> !Files.isRegularFile(file)).isPresent();
    refuseIf(isPipe, role, "a pipe, which cannot be read twice: use a file, or -", picture);
  }

  /**
   * Lets pass what can be made, replaced or written to.
   *
   * @throws IOException in all other cases
   */
  static void writable(String role, Path path) throws IOException {
    refuseFolder(role, path);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      refuseIf(!Files.isWritable(path), role, DENIED, path);
      return;
    }
    Path folder = path.toAbsolutePath().resolveSibling("");
    refuseIf(Files.notExists(folder), role, "no such folder", folder + "; make it first");
    makeDraft(role, path, path);
  }

  /** Begins an image and drops it, as only a try tells what a system lets be made. */
  private static void makeDraft(String role, Path image, Path shown) throws IOException {
    try {
      ImageTarget.of(image).openDraft().close();
    } catch (FileSystemException e) {
      throw new IOException(role + ": " + Failures.reason(e) + ": " + shown, e);
    }
  }

  /** Says that one option's file is another's. */
  static String overwritten(String out, String input, Object file) {
    return out + " is the same file as " + input + ", which is never overwritten: " + file;
  }

  /** Says that an image would replace its photo, which nobody asked for. */
  static String inPlace(String out, String input, Object file) {
    return out
        + " is the same file as "
        + input
        + ", which is overwritten only with --in-place: "
        + file;
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
      refuseIf(!Files.isWritable(path), role, DENIED, path);
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
    refuseIf(!Files.isDirectory(there), role, "not a folder", there + "; choose another");
    makeDraft(role, there.resolve(UUID.randomUUID().toString()), there);
  }
}
