package io.github.maskloom.fusion;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final long MAX_BYTES = 4L << 20;
  private static final int MAX_CALLS = 1000;

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
      List<Sending> lost = new ArrayList<>();
      WholeLines.continueBehind(
          file,
          MAX_BYTES,
          lines -> {
            lost.addAll(lost(lines, isGone));
            return lost.stream().map(each -> JournalLine.of(JournalLine.LOST, each)).toList();
          });
      lost.forEach(FileJournal::warn);
    }
  }

  private static void warn(Sending lost) {
    LOG.warn(
        "a call of provider {} began at {} and never ended: its process is gone, and it may have"
            + " been billed under client request id {}{}",
        lost.provider(),
        lost.time(),
        lost.clientRequestId(),
        lost.ticket().map(", ticket "::concat).orElse(""));
  }

  /** What began and did not end, and will not. A line that is damaged says nothing. */
  private static List<Sending> lost(BufferedReader lines, Predicate<String> isGone)
      throws IOException {
    Map<String, Sending> begun = new LinkedHashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        JournalLine.note(line, begun);
      } catch (IllegalArgumentException | DateTimeException e) {
        continue;
      }
      if (begun.size() > MAX_CALLS) {
        begun.remove(begun.keySet().iterator().next());
      }
    }
    Map<String, Boolean> gone = new HashMap<>();
    return begun.values().stream()
        .filter(each -> gone.computeIfAbsent(each.process(), isGone::test))
        .toList();
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
