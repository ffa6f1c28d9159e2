package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps the ticket of one job beside its row, where every worker finds it. */
record TicketRow(JobTable table, String id) implements JobStore {
  @Override
  public void save(JobTicket ticket) throws IOException {
    table.keepTicket(id, ticket.toJson());
  }

  @Override
  public void remove(String ticketId) throws IOException {
    table.removeTicket(id);
  }

  @Override
  public List<JobTicket> tickets() throws IOException {
    return table.ticket(id).map(JobTicket::parse).stream().toList();
  }

  /** What the job is taken up by, if its service has queued it, as far as is known. */
  Optional<JobTicket> find() throws IOException {
    return tickets().stream().filter(ticket -> ticket.job().isPresent()).findFirst();
  }
}
