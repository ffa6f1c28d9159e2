package io.github.maskloom.fusion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Keeps the tickets of jobs that services have queued, so that none is paid for twice after a
 * crash.
 *
 * <p>A client saves a ticket before it sends the request, when no {@link JobTicket#job} is known
 * yet. If the store fails, nothing is sent. The client saves the ticket again with the job, before
 * it asks for the result for the first time. It removes the ticket once a result with every image
 * is closed, once the service says that the job brings no more, or once the request made no job for
 * certain. A ticket with a job that stays is for {@link FusionClient#resume}. One without a job
 * names a request that may have made one: the service knows it by its client's request ids.
 *
 * <p>When there is a job, an exception of a store is logged with the job's id, and the call goes
 * on: its result, or its failure, has the ticket. A store may be slow or hang: a call that waits
 * for it can be cancelled.
 *
 * <p><b>Threads:</b> called by several at once, for several tickets. What concerns one ticket comes
 * in order, on threads that nobody interrupts.
 */
public interface JobStore {
  /** A store that keeps nothing: a job that is cut off by a crash is lost, and paid for. */
  JobStore NONE =
      new JobStore() {
        @Override
        public void save(JobTicket ticket) {}

        @Override
        public void remove(String id) {}

        @Override
        public List<JobTicket> tickets() {
          return List.of();
        }

        @Override
        public String toString() {
          return "JobStore.NONE";
        }
      };

  /**
   * {@return the store of whoever states none: files in {@code .maskloom/jobs} under the user's
   * home, as {@link #files} keeps them} The folder is made when a client opens whose provider
   * queues jobs.
   */
  static JobStore home() {
    return TicketFiles.home();
  }

  /**
   * {@return a store with a file for each ticket in a folder} A ticket is on the disk when {@link
   * #save} returns, whole or not at all. Only the owner may read new files. Several processes may
   * share the folder.
   *
   * @param folder made if it is not there
   * @throws IllegalArgumentException if a file stands where the folder, or one around it, is to be
   */
  static JobStore files(Path folder) {
    return TicketFiles.in(folder);
  }

  /**
   * Keeps a ticket, in place of one with the same id. When this returns, the ticket survives a
   * crash.
   *
   * @param ticket of a request that is about to be sent, or of a job that is queued
   * @throws IOException if the ticket cannot be kept
   */
  void save(JobTicket ticket) throws IOException;

  /**
   * Forgets a ticket. Does nothing if there is none with this id.
   *
   * @param id of the ticket: 32 hexadecimal digits
   * @throws IOException if the ticket stays
   */
  void remove(String id) throws IOException;

  /**
   * {@return the tickets that are kept, the one that began first being first} A ticket that cannot
   * be read is left out, and {@link #unreadable} has it.
   *
   * @throws IOException if the store cannot be read
   */
  List<JobTicket> tickets() throws IOException;

  /**
   * {@return what is kept and cannot be read as a ticket, such as one that is cut, or of a later
   * release} A job that is paid for may stand behind each. A store that does not say so has none.
   * The keys name the file, or what else the store has it under, in their order; the values say
   * why, in words that quote nothing of it but its version.
   *
   * @throws IOException if the store cannot be read
   */
  default Map<String, String> unreadable() throws IOException {
    return Map.of();
  }
}
