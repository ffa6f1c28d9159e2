package io.github.maskloom.fusion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the tickets of jobs that services have queued, so that none is paid for twice after a
 * crash. A client saves a ticket before it asks for the job's result for the first time. It removes
 * the ticket once the result is closed, or the service says that there will be none. What stays is
 * to be taken up by {@link FusionClient#resume}. <b>Threads:</b> called by several at once, for
 * several tickets.
 *
 * <p>What it throws is logged, and the call goes on: its result, or its failure, has the ticket.
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
   * {@return a store with a file for each ticket in a folder} A ticket is on the disk when {@link
   * #save} returns, whole or not at all. Only the owner may read new files. Several processes may
   * share the folder.
   *
   * @param folder made if it is not there
   * @throws IllegalArgumentException if a file stands where the folder, or one around it, is to be
   */
  static JobStore files(Path folder) {
    return new TicketFiles(folder);
  }

  /**
   * Keeps a ticket. It replaces another one of the same id. It is kept for good when this returns.
   * A thread that is interrupted keeps it all the same.
   *
   * @param ticket of a job that is queued
   * @throws IOException if it cannot be kept
   */
  void save(JobTicket ticket) throws IOException;

  /**
   * Forgets a ticket, if it is there.
   *
   * @param id of the ticket
   * @throws IOException if it stays
   */
  void remove(String id) throws IOException;

  /**
   * {@return the tickets that are kept, the oldest first} What cannot be read is left out, and
   * logged.
   *
   * @throws IOException if the store cannot be read
   */
  List<JobTicket> tickets() throws IOException;
}
