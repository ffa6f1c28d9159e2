package io.github.maskloom.fusion;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines at the end of a file. Journals of one file are equal, whatever links lead to it, so that
 * configurations that differ in nothing else share their client.
 */
final class FileJournal implements FusionJournal {
  private final Path file;
  private final Path place;

  FileJournal(Path file) {
    this.file = file;
    place = place(file.toAbsolutePath()).normalize();
  }

  /** Where a file is, or will be: the real path as far as it is there. */
  private static Path place(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path folder = path.getParent();
      return folder == null ? path : place(folder).resolve(path.getFileName());
    }
  }

  @Override
  public void append(FusionRecord call) throws IOException {
    try {
      WholeLines.append(file, call.toJson());
    } catch (IOException e) {
      throw FailureSubject.file(file).failure(e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileJournal journal && journal.place.equals(place);
  }

  @Override
  public int hashCode() {
    return place.hashCode();
  }

  @Override
  public String toString() {
    return "FusionJournal.file(" + file + ")";
  }
}
