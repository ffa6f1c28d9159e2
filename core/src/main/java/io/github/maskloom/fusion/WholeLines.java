package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lines at the end of files, none of which is glued to what a write that failed left there. No
 * interrupt breaks a line off: unlike channels, these streams cannot be interrupted.
 */
final class WholeLines {
  /** So that nobody of this process writes between a look at the end of a file and the write. */
  private static final Striped<Lock> LOCKS = Striped.lock(16);

  private WholeLines() {}

  /**
   * Adds a line in one write, which those of other processes do not mix with. The file and its
   * folders are made if they are not there.
   */
  static void append(Path file, String line) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Lock lock = LOCKS.get(file.toAbsolutePath().normalize());
    lock.lock();
    try (OutputStream end = Files.newOutputStream(file, CREATE, WRITE, APPEND)) {
      end.write(((isCut(file) ? "\n" : "") + line + "\n").getBytes(UTF_8));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds what follows on the lines at the end of a file, which is there. Of several processes and
   * threads that do so, each reads what those before have added.
   *
   * @param mostBytes how much is read; the first line may be cut
   * @return what was added
   */
  static List<String> continueBehind(
      Path file, long mostBytes, Function<Stream<String>, List<String>> sequel) throws IOException {
    Lock lock = LOCKS.get(file.toAbsolutePath().normalize());
    lock.lock();
    // To close either gives the lock of the process up, so nothing is opened and closed in between.
    try (FileChannel end = FileChannel.open(file, WRITE, APPEND);
        InputStream in = Files.newInputStream(file)) {
      // Beyond every line: where locks are binding, others may go on to add some.
      var unused = end.lock(Long.MAX_VALUE - 1, 1, false);
      in.skipNBytes(Math.max(0, end.size() - mostBytes));
      String tail = new String(in.readAllBytes(), UTF_8);
      List<String> more = sequel.apply(tail.lines());
      if (!more.isEmpty()) {
        String text = (tail.endsWith("\n") ? "" : "\n") + String.join("\n", more) + "\n";
        Channels.newOutputStream(end).write(text.getBytes(UTF_8));
      }
      return more;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCut(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      long ignored = in.skip(Math.max(0, Files.size(file) - 1));
      int last = in.read();
      return last >= 0 && last != '\n';
    }
  }
}
