package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keeps the ticket of one job beside its row, where every worker finds it. */
record TicketRow(JobTable table, String id) implements JobStore {
  @Override
  public void save(JobTicket ticket) throws IOException {
    try {
      table.keepTicket(id, ticket.toJson());
    } catch (SQLException e) {
      throw new IOException("the ticket cannot be kept", e);
    }
  }

  @Override
  public void remove(String ticketId) throws IOException {
    try {
      table.removeTicket(id);
    } catch (SQLException e) {
      throw new IOException("the ticket stays", e);
    }
  }

  @Override
  public List<JobTicket> tickets() throws IOException {
    try {
      return kept().stream().toList();
    } catch (SQLException e) {
      throw new IOException("nobody can say whether there is a ticket", e);
    }
  }

  /** What the job is taken up by, if its service has queued it, as far as is known. */
  Optional<JobTicket> find() throws SQLException {
    return kept().filter(ticket -> ticket.job().isPresent());
  }

  private Optional<JobTicket> kept() throws SQLException {
    return table.ticket(id).map(JobTicket::parse);
  }
}
