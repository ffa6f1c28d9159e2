package io.github.maskloom.fusion;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps a record of each call, and may keep a trace of each before it is sent. <b>Threads:</b>
 * called by several at once.
 *
 * <p>What it throws is logged and changes nothing for the call.
 */
@FunctionalInterface
public interface FusionJournal {
  /** A journal that keeps nothing. */
  FusionJournal NONE = call -> {};

  /**
   * {@return a journal that appends one line of JSON for each call to a file} Lines of several
   * threads do not mix, nor do those of several processes on one machine. Another line says that a
   * request of the call is {@linkplain Sending about to be sent}. It has an {@code event}, which a
   * record has not.
   *
   * <p>When a client is opened, calls that began and never ended, as their process was killed, are
   * named in the log. A line with the event {@code lost} ends each, so that it is named once. The
   * last MiB of the file is looked through, which is about a thousand calls. Processes that share a
   * file have to see each other's {@link FusionConfig#tempFolder}, by which they know who lives.
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
   * ended, and before the caller hears of the end: a slow journal delays the caller, by a second at
   * most. It goes on then.
   *
   * @param call what became of it
   * @throws IOException if it cannot be kept
   */
  void append(FusionRecord call) throws IOException;

  /**
   * Says that a request which may be billed is about to be sent. A client calls this before it is,
   * once for each id, so that a call whose process is killed has left a trace. The record of the
   * call has the same id. Unless overridden, this does nothing.
   *
   * @param request what is about to be sent
   * @throws IOException if it cannot be kept; it is sent all the same
   */
  default void sending(Sending request) throws IOException {}

  /**
   * Says that a client was opened which keeps its calls here: the time to name calls that began and
   * never ended. Unless overridden, this does nothing.
   *
   * @param isGone whether a {@linkplain Sending#process process} has ended, which may also have
   *     been killed
   * @throws IOException if what was kept before cannot be read
   */
  default void opened(Predicate<String> isGone) throws IOException {}

  /**
   * A request that may be billed, and is about to be sent.
   *
   * @param time when
   * @param provider its id
   * @param model that is asked; empty if it is not known
   * @param clientRequestId the id that is sent along, by which the service is asked what became of
   *     it
   * @param ticket id of the {@link JobTicket} that was made for it; empty if the service does not
   *     queue
   * @param process what names this process: its folder for temporary files
   */
  record Sending(
      Instant time,
      String provider,
      Optional<String> model,
      String clientRequestId,
      Optional<String> ticket,
      String process) {
    /**
     * {@return the request as one line of JSON, without a line break} Fields are named as the
     * components here. There are {@code schema}, as in a {@link FusionRecord}, and {@code event},
     * which is {@code sending}.
     */
    public String toJson() {
      return new JsonLine()
          .with("schema", FusionRecord.SCHEMA)
          .with("event", "sending")
          .with("time", time)
          .with("provider", provider)
          .unlessEmpty("model", model.orElse(""))
          .unlessEmpty("ticket", ticket.orElse(""))
          .with("clientRequestId", clientRequestId)
          .with("process", process)
          .toString();
    }
  }
}
