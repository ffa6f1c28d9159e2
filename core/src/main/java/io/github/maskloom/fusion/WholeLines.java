package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
