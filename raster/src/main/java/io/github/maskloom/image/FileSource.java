package io.github.maskloom.image;

import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.file.PipeStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The source of {@link ImageSource#of(Path)}. */
final class FileSource extends ImageSource {
  private final Path path;
  private final Optional<String> name;

  FileSource(Path path, Optional<String> name) {
    this.path = path;
    this.name = name;
  }

  @Override
  public InputStream open() throws IOException {
    // Opening a folder succeeds on Unix; what fails then is reading it, without saying which.
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "this is a folder");
    }
    try {
      InputStream bytes =
          isSeekable() ? FilePieces.reading(Files.newInputStream(path)) : new PipeStream(path);
      return FailureSubject.file(path).reading(bytes);
    } catch (NoSuchFileException e) {
      throw missing(e);
    }
  }

  /** The path alone does not tell a caller of several images which of them it was given as. */
  private NoSuchFileException missing(NoSuchFileException cause) {
    if (name.isEmpty()) {
      return cause;
    }
    NoSuchFileException missing =
        new NoSuchFileException(
            path.toString(), null, "there is no such file (" + name.get() + ")");
    missing.initCause(cause);
    return missing;
  }

  @Override
  public Optional<String> name() {
    return name;
  }

  @Override
  public ImageSource named(String other) {
    Objects.requireNonNull(other, "name");
    return name.isPresent() ? this : new FileSource(path, Optional.of(other));
  }

  @Override
  public boolean reopenable() {
    return isSeekable();
  }

  @Override
  public Optional<Path> path() {
    return isSeekable() ? Optional.of(path) : Optional.empty();
  }

  /** True also of what is not there, so that opening says so. */
  private boolean isSeekable() {
    return Files.isRegularFile(path) || !Files.exists(path) || Files.isDirectory(path);
  }

  @Override
  public OptionalLong length() throws IOException {
    boolean hasLength = Files.isRegularFile(path);
    return hasLength ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
  }

  @Override
  public String toString() {
    return "file " + path.getFileName();
  }
}
