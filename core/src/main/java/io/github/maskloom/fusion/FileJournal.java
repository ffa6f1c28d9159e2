package io.github.maskloom.fusion;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines at the end of a file. Journals of one file are equal, whatever links lead to it, so that
 * configurations that differ in nothing else share their client.
 */
final class FileJournal implements FusionJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
  private static final long MAX_BYTES = 1L << 20;

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
    append(call.toJson());
  }

  @Override
  public void sending(Sending request) throws IOException {
    append(request.toJson());
  }

  private void append(String line) throws IOException {
    try {
      WholeLines.append(file, line);
    } catch (IOException e) {
      throw FailureSubject.file(file).failure(e);
    }
  }

  @Override
  public void opened(Predicate<String> isGone) throws IOException {
    if (Files.isRegularFile(file)) {
      WholeLines.continueBehind(file, MAX_BYTES, lines -> JournalLine.lost(lines, isGone))
          .forEach(
              line ->
                  LOG.warn(
                      "a call never ended, and may have been billed: its process is gone: {}",
                      line));
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
