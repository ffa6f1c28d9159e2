package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code --journal} names: what cannot be written into it is told, not only logged.
 */
final class JournalFile implements FusionJournal {
  private final Path path;
  private final FusionJournal lines;
  private volatile @Nullable IOException failure;

  /**
   * A journal in a file.
   *
   * @throws IOException if nothing can be appended to it
   */
  JournalFile(Path path) throws IOException {
    FileChecks.appendable("journal", path);
    this.path = path;
    lines = FusionJournal.file(path);
  }

  @Override
  public void append(FusionRecord call) throws IOException {
    keep(journal -> journal.append(call));
  }

  @Override
  public void sending(Sending request) throws IOException {
    keep(journal -> journal.sending(request));
  }

  @Override
  public void opened(Predicate<String> isGone) throws IOException {
    lines.opened(isGone);
  }

  private void keep(Failures.WorkOn<FusionJournal> line) throws IOException {
    try {
      line.run(lines);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Returns if every call was kept.
   *
   * @throws IOException if one was not
   */
  void check() throws IOException {
    IOException reason = failure;
    if (reason != null) {
      String why =
          reason instanceof FileSystemException file
              ? Failures.reason(file)
              : String.valueOf(reason.getMessage());
      throw new IOException(
          "journal: the images are there, but no line could be written: " + why + ": " + path,
          reason);
    }
  }
}
