package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.io.MoreFiles;
import com.google.common.util.concurrent.Striped;
import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines at the end of a file, none of which is glued to what a write that failed left there. No
 * interrupt breaks a line off: unlike channels, these streams cannot be interrupted.
 *
 * <p>Journals of one file are equal, whatever links lead to it, so that configurations that differ
 * in nothing else share their client.
 */
final class FileJournal implements FusionJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
  private static final long MAX_BYTES = 1L << 20;
  private static final String SENDING = "\"event\":\"sending\"";

  /** So that nobody of this process writes between a look at the end of a file and the write. */
  private static final Striped<Lock> LOCKS = Striped.lock(16);

  private final Path file;
  private final Path place;
  private final Lock lock;

  FileJournal(Path file) {
    this.file = file;
    place = place(file.toAbsolutePath()).normalize();
    lock = LOCKS.get(place);
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

  /** Adds a line in one write, which those of other processes do not mix with. */
  private void append(String line) throws IOException {
    lock.lock();
    try {
      MoreFiles.createParentDirectories(place);
      try (OutputStream end = Files.newOutputStream(file, CREATE, WRITE, APPEND)) {
        end.write(((isCut() ? "\n" : "") + line + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw FailureSubject.file(file).failure(e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isCut() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      long ignored = in.skip(Math.max(0, Files.size(file) - 1));
      int last = in.read();
      return last >= 0 && last != '\n';
    }
  }

  @Override
  public void opened(Predicate<String> isGone) throws IOException {
    if (Files.isRegularFile(file)) {
      for (String line : endLost(isGone)) {
        LOG.warn("a call never ended, and may have been billed: its process is gone: {}", line);
      }
    }
  }

  /**
   * Ends the calls of processes that are gone. Of several processes and threads that do so, each
   * reads what those before have added.
   *
   * @return the lines that were added
   */
  private List<String> endLost(Predicate<String> isGone) throws IOException {
    lock.lock();
    // To close either gives the lock of the process up, so nothing is opened and closed in between.
    try (FileChannel end = FileChannel.open(file, WRITE, APPEND);
        InputStream in = Files.newInputStream(file)) {
      // Beyond every line: where locks are binding, others may go on to add some.
      var unused = end.lock(Long.MAX_VALUE - 1, 1, false);
      in.skipNBytes(Math.max(0, end.size() - MAX_BYTES));
      String tail = new String(in.readAllBytes(), UTF_8);
      List<String> lost = lost(tail, isGone);
      if (!lost.isEmpty()) {
        String text = (tail.endsWith("\n") ? "" : "\n") + String.join("\n", lost) + "\n";
        Channels.newOutputStream(end).write(text.getBytes(UTF_8));
      }
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** The lines that end the calls which began and did not end, and never will. */
  private static List<String> lost(String tail, Predicate<String> isGone) {
    Map<String, String> begun = new LinkedHashMap<>();
    tail.lines().forEach(line -> note(line, begun));
    return begun.values().stream()
        .filter(line -> isGone.test(JsonLine.read(line).text("process")))
        .map(line -> line.replace(SENDING, "\"event\":\"lost\""))
        .toList();
  }

  private static void note(String line, Map<String, String> begun) {
    try {
      JsonLine said = JsonLine.read(line);
      // An id may have blanks, and the ids of a record are parted by them.
      String ids = " " + said.maybe(String.class, "clientRequestId").orElse("") + " ";
      if (!line.contains(SENDING)) {
        begun.keySet().removeIf(ids::contains);
      } else if (!said.text("process").isEmpty()) {
        begun.put(ids, line);
      }
    } catch (IllegalArgumentException e) {
      // A line that is damaged says nothing.
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
