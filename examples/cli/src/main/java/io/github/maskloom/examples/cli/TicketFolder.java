package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of {@code --jobs}, with the tickets of jobs that services have queued. What cannot be
 * kept is told, not only logged.
 */
final class TicketFolder implements JobStore {
  private final Path folder;
  private final JobStore files;
  private volatile @Nullable IOException failure;

  /**
   * Opens a folder; it is made once there is a ticket.
   *
   * @throws IOException if no ticket could be kept there
   */
  TicketFolder(Path folder) throws IOException {
    FileChecks.folder("jobs", folder);
    this.folder = folder;
    files = JobStore.files(folder);
  }

  /** The option that names the folder. */
  static Option<Path> option(Options options) {
    return options.optional("--jobs", ValueType.path("DIR"), usual());
  }

  /** Where tickets are if nothing else is said: what a command leaves behind for the next one. */
  private static Path usual() {
    String state = System.getenv().getOrDefault("XDG_STATE_HOME", "");
    String home = System.getProperty("user.home") + "/.local/state";
    return Path.of(state.isEmpty() ? home : state, "maskloom/jobs");
  }

  @Override
  public void save(JobTicket ticket) throws IOException {
    try {
      files.save(ticket);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void remove(String id) throws IOException {
    files.remove(id);
  }

  @Override
  public List<JobTicket> tickets() throws IOException {
    return files.tickets();
  }

  @Override
  public Map<String, String> unreadable() throws IOException {
    return files.unreadable();
  }

  /** Why a ticket could not be kept; empty if all were. */
  Optional<IOException> unkept() {
    return Optional.ofNullable(failure);
  }

  /** Whether a ticket is there. */
  boolean holds(JobTicket ticket) throws IOException {
    return tickets().stream().anyMatch(each -> each.id().equals(ticket.id()));
  }

  /**
   * The ticket whose id begins so.
   *
   * @throws IOException if there is none, or more than one
   */
  JobTicket named(String beginning) throws IOException {
    List<JobTicket> found =
        tickets().stream()
            .filter(ticket -> !beginning.isEmpty() && ticket.id().startsWith(beginning))
            .distinct() // Somebody may have copied a file.
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String shown = "'" + Option.shortened(beginning) + "'";
    throw new IOException(
        found.isEmpty()
            ? "no ticket " + shown + " is in " + folder + "; maskloom jobs lists those that are"
            : found.size() + " tickets begin with " + shown + "; say more of it");
  }
}
