package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.util.concurrent.Striped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;

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

  /** What follows on lines. */
  interface Sequel {
    List<String> of(BufferedReader lines) throws IOException;
  }

  /**
   * Adds what follows on the lines at the end of a file, which is there. Of several processes and
   * threads that do so, each reads what those before have added.
   *
   * @param mostBytes how much is read; a line that begins before is not
   */
  static void continueBehind(Path file, long mostBytes, Sequel sequel) throws IOException {
    Lock lock = LOCKS.get(file.toAbsolutePath().normalize());
    lock.lock();
    // Closing either gives the lock of the process up, so nothing is opened or closed in between.
    try (FileChannel whole = FileChannel.open(file, READ, WRITE);
        OutputStream end = Files.newOutputStream(file, WRITE, APPEND)) {
      // Beyond every line: where locks are binding, others may go on to add some.
      var unused = whole.lock(Long.MAX_VALUE - 1, 1, false);
      long start = Math.max(0, whole.size() - mostBytes);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(whole.position(start)), UTF_8));
      if (start > 0) {
        String ignored = lines.readLine();
      }
      List<String> more = sequel.of(lines);
      if (!more.isEmpty()) {
        end.write(
            ("\n".repeat(isCut(whole) ? 1 : 0) + String.join("\n", more) + "\n").getBytes(UTF_8));
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCut(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.read(last, Math.max(0, file.size() - 1)) == 1 && last.get(0) != '\n';
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
