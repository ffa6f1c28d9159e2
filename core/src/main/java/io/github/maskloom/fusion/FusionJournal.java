package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a record of each call. <b>Threads:</b> called by several at once.
 *
 * <p>What it throws is logged and changes nothing for the call.
 */
@FunctionalInterface
public interface FusionJournal {
  /** A journal that keeps nothing. */
  FusionJournal NONE = call -> {};

  /**
   * A journal that appends one line of JSON for each call to a file. The file is created if it is
   * not there. Lines of several threads do not mix, nor do those of several processes on one
   * machine.
   */
  static FusionJournal file(Path file) {
    return call -> {
      byte[] line = (call.toJson() + "\n").getBytes(UTF_8);
      try {
        Files.write(file, line, CREATE, WRITE, APPEND);
      } catch (IOException e) {
        throw FailureSubject.file(file).failure(e);
      }
    };
  }

  /**
   * Keeps a record of a call that has ended.
   *
   * @throws IOException if it cannot be kept
   */
  void append(FusionRecord call) throws IOException;
}
