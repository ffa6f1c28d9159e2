package io.github.maskloom.spring;

import io.github.maskloom.errors.MaskloomException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Something that properties set up, one after the other. Says which one is refused, and shows no
 * key.
 *
 * @param prefix of the properties' names
 * @param made what has taken the properties so far
 */
record Setup<B>(String prefix, B made) {
  static final String FOLDER = "a folder in which this process may make files";
  static final String FILE = "a file that this process may write";
  private static final String FITTING = "what fits, or leave it out";

  /** That a property cannot be used; the message says which, and why. */
  static final class RefusedException extends MaskloomException {
    @Serial private static final long serialVersionUID = 1L;

    private final String action;

    private RefusedException(String property, String instead, Exception refusal) {
      super(property + " cannot be used: " + why(refusal) + ".", refusal);
      action = "Set " + property + " to " + instead + ".";
    }

    private static String why(Exception refusal) {
      return refusal instanceof FileSystemException file && file.getReason() == null
          ? file.getClass().getSimpleName() + " of " + file.getFile()
          : String.valueOf(refusal.getMessage());
    }

    /** What to set, as a sentence. */
    String action() {
      return action;
    }
  }

  /** Takes a value, or refuses it. A builder returns itself. */
  interface Setter<B, T> {
    B set(B made, T value) throws IOException;
  }

  /** Sets what fits, or may be left out. */
  <T> Setup<B> set(String name, @Nullable T value, Setter<B, T> setter) {
    return set(name, FITTING, value, setter);
  }

  /**
   * Sets a value, unless it is null.
   *
   * @param name behind the prefix
   * @param instead what may be set, behind "Set it to"
   * @throws RefusedException if the value is refused
   */
  <T> Setup<B> set(String name, String instead, @Nullable T value, Setter<B, T> setter) {
    try {
      return value == null ? this : new Setup<>(prefix, setter.set(made, value));
    } catch (IllegalArgumentException | IOException e) {
      throw new RefusedException(prefix + name, instead, e);
    }
  }

  /** Makes a folder unless it is there, and proves that files can be made in it. */
  static Path writableFolder(Path folder) throws IOException {
    Files.delete(Files.createTempFile(folder(folder, folder), "maskloom-", ".probe"));
    return folder;
  }

  /** Proves that a file can be written, or made where it is not yet. Makes its folder. */
  static Path writableFile(Path file) throws IOException {
    unlessFolder(file, file);
    if (Files.notExists(file)) {
      writableFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    } else {
      Assert.isTrue(Files.isWritable(file), file + " may not be written");
    }
    return file;
  }

  /** Changes nothing, but makes a folder unless it, or a link to one, is there. */
  static <B> B folder(B made, Path folder) throws IOException {
    Assert.isTrue(!Files.isRegularFile(folder), folder + " is no folder");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    return made;
  }

  /** Changes nothing, but refuses a folder. */
  static <B> B unlessFolder(B made, Path file) {
    Assert.isTrue(!Files.isDirectory(file), file + " is a folder");
    return made;
  }
}
