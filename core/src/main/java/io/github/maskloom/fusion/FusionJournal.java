package io.github.maskloom.fusion;

import java.io.IOException;
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
   * {@return a journal that appends one line of JSON for each call to a file} Lines of several
   * threads do not mix, nor do those of several processes on one machine.
   *
   * <p>A write that fails, as on a full disk, may leave the beginning of a line. The next record
   * begins on a line of its own in any case. Readers skip a line that is not whole.
   *
   * <p>Journals of the same file are equal, also where links lead to it.
   *
   * @param file made with its folders, when the first record is kept, if it is not there
   */
  static FusionJournal file(Path file) {
    return new FileJournal(file);
  }

  /**
   * Keeps a record of a call that has ended. A client calls this once for each call, however that
   * ended, and before the caller hears of the end: a slow journal delays the caller.
   *
   * @param call what became of it
   * @throws IOException if it cannot be kept
   */
  void append(FusionRecord call) throws IOException;
}
