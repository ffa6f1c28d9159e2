package io.github.maskloom.internal.pipeline;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.Opener;
import io.github.maskloom.internal.file.FailureSubject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that one piece of work reads. Each must stay what it was when it was first opened, as
 * far as its size, its time and its key tell: half of one image and half of another is none.
 *
 * <p>Each opening asks the file system once. <b>Threads:</b> safe.
 */
public final class InputFiles {
  // Two or three files: a table for more would be most of what waiting work holds here.
  private final Map<Path, Version> opened = new ConcurrentHashMap<>(2);

  /** What callers call the images, by the parts that they play. */
  private final Map<String, String> names = new ConcurrentHashMap<>(2);

  /** What a file system says of a file, which some give no key. */
  private record Version(long bytes, FileTime modified, @Nullable Object key) {
    static Optional<Version> of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(new Version(now.size(), now.lastModifiedTime(), now.fileKey()));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    /** What equals would say, whose first use in a process takes 20 ms of CPU. */
    boolean isSame(Version other) {
      return bytes == other.bytes
          && modified.equals(other.modified)
          && Objects.equals(key, other.key);
    }
  }

  /**
   * Opens a source.
   *
   * @param source of a file or of anything else, which is not looked at
   * @return its bytes; the caller closes them
   * @throws IOException if it cannot be opened, or is a file that is not what it was before
   */
  public InputStream open(ImageSource source) throws IOException {
    Optional<Path> file = source.path();
    return file.isPresent() ? open(file.get(), source::open) : source.open();
  }

  /**
   * Opens a file. What has it open before sees no other one, so it is asked for what it is before
   * it is opened the first time, and afterwards each other time.
   *
   * @param <T> what the opening gives
   * @param file asked for its size, time of change and key
   * @param opening opens the file
   * @return what was opened; the caller closes it
   * @throws IOException if it cannot be opened, or is not what it was before
   */
  public <T extends Closeable> T open(Path file, Opener<T> opening) throws IOException {
    Version first = opened.get(file);
    if (first == null) {
      Version.of(file).ifPresent(version -> opened.putIfAbsent(file, version));
      return opening.open();
    }
    T again = opening.open();
    if (Version.of(file).filter(first::isSame).isEmpty()) {
      again.close();
      throw changed(file);
    }
    return again;
  }

  /**
   * Makes sure that no file was written to, which is to be done once all are read. A file in the
   * place of one is none that was read.
   *
   * @throws IOException if one was; names it
   */
  public void check() throws IOException {
    for (Map.Entry<Path, Version> entry : opened.entrySet()) {
      Version first = entry.getValue();
      Optional<Version> now =
          Version.of(entry.getKey()).filter(found -> Objects.equals(found.key(), first.key()));
      if (now.isPresent() && !now.get().isSame(first)) {
        throw changed(entry.getKey());
      }
    }
  }

  /**
   * Makes sure that an image is not broken because its file was written to.
   *
   * @param failure of the image, which may be a consequence
   * @throws IOException if one was; the failure is its cause
   */
  public void check(Exception failure) throws IOException {
    try {
      check();
    } catch (IOException e) {
      e.initCause(failure);
      throw e;
    }
  }

  /**
   * {@return what a caller calls an image: the name that was given to its source, or its file's}
   *
   * @param source not opened
   */
  public static Optional<String> nameOf(ImageSource source) {
    return source.name().or(() -> source.path().map(Path::getFileName).map(Path::toString));
  }

  /**
   * Takes what the caller calls an image.
   *
   * @param role the part that the image plays, or empty if it is the only one
   * @param source not opened
   */
  public void called(String role, ImageSource source) {
    nameOf(source).ifPresent(name -> names.putIfAbsent(role, name));
  }

  /**
   * {@return a failure that says which image it is about, unless it did before}
   *
   * @param failure returned as it is if it says all that is known
   * @param role the part that the image plays, or empty if it is the only one
   */
  public ImageException named(ImageException failure, String role) {
    ImageException known = role.isEmpty() ? failure : failure.about(role);
    String name = names.get(known.image().orElse(""));
    return name == null ? known : known.shownAs(name);
  }

  private static IOException changed(Path file) {
    return FailureSubject.file(file).failure("it was changed while it was read");
  }
}
