package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The journal, in two files of which the older one is dropped when the newer one has half of what
 * there may be. Threads: safe.
 */
final class StudioJournal implements FusionJournal {
  private final Path newer;
  private final Path older;
  private final FusionJournal file;
  private final long maxLines;
  private final long maxBytes;
  private long lines;

  StudioJournal(StudioFolder folder, StudioProperties.Share share) throws IOException {
    newer = folder.journal;
    older = older(folder);
    file = FusionJournal.file(newer);
    maxLines = Math.max(1, share.number() / 2);
    maxBytes = share.bytes().toBytes() / 2;
    if (Files.exists(newer)) {
      try (Stream<String> all = Files.lines(newer)) {
        lines = all.count();
      }
    }
  }

  /** The journal's older half. */
  static Path older(StudioFolder folder) {
    return folder.journal.resolveSibling("journal.older.jsonl");
  }

  @Override
  public synchronized void append(FusionRecord call) throws IOException {
    makeRoom(call.toJson());
    file.append(call);
  }

  @Override
  public synchronized void sending(Sending request) throws IOException {
    makeRoom(request.toJson());
    file.sending(request);
  }

  @Override
  public synchronized void opened(Predicate<String> isGone) throws IOException {
    file.opened(isGone);
  }

  private void makeRoom(String line) throws IOException {
    long more = line.getBytes(UTF_8).length + 1L;
    boolean full = lines >= maxLines || (lines > 0 && Files.size(newer) + more > maxBytes);
    if (full && Files.exists(newer)) {
      Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
      lines = 0;
    }
    lines++;
  }
}
