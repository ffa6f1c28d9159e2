package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.Ordering;
import com.google.common.io.MoreFiles;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tickets as files of a folder. A ticket's id is its file's name, and a {@link JobTicket} has none
 * that could name anything else.
 */
record TicketFiles(Path folder) implements JobStore {
  private static final Logger LOG = LoggerFactory.getLogger(TicketFiles.class);
  private static final RateLimitedWarning WARNING = new RateLimitedWarning(TicketFiles.class);
  private static final String TICKET = ".ticket.json";
  private static final int MAX_BYTES = 1 << 20;

  /** The store in the user's home, which {@link #prove} refuses if there is no home. */
  static TicketFiles home() {
    Path tickets = Path.of(".maskloom", "jobs");
    try {
      return new TicketFiles(Path.of(System.getProperty("user.home", "")).resolve(tickets));
    } catch (InvalidPathException e) {
      return new TicketFiles(tickets);
    }
  }

  /** A store in a folder, unless a file stands where that is to be. */
  static TicketFiles in(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    checkArgument(Files.isDirectory(there), "tickets are kept in a folder, but %s is none", there);
    return new TicketFiles(folder.toAbsolutePath());
  }

  /**
   * Makes the folder of the store, and proves that it can be written.
   *
   * @throws IOException if it cannot; says how another is stated
   */
  void prove() throws IOException {
    try {
      // Java says "?" where the system knows no home.
      checkArgument(folder.isAbsolute(), "there is no home folder");
      Files.delete(Files.createTempFile(Files.createDirectories(folder), "draft-", ".tmp"));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "tickets of queued jobs cannot be kept in "
              + folder
              + ": state another folder with FusionConfig.jobs(JobStore.files(folder))",
          e);
    }
    LOG.info("Tickets of queued jobs are kept in {}.", folder);
  }

  @Override
  public void save(JobTicket ticket) throws IOException {
    Path file = file(ticket.id());
    boolean interrupted = Thread.interrupted();
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft-", ".tmp");
      try {
        Files.writeString(draft, ticket.toJson() + "\n", WRITE, SYNC);
        Files.move(draft, file, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      forceNames();
    } catch (IOException e) {
      throw FailureSubject.file(file).failure(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until the names in the folder are on the disk. */
  private void forceNames() throws IOException {
    // Windows opens no folder as a file, and keeps names by its journal.
    if (folder.getFileSystem().getSeparator().equals("/")) {
      try (FileChannel names = FileChannel.open(folder, READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public void remove(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  private Path file(String id) {
    JobTicket.checkId(id);
    return folder.resolve(id + TICKET);
  }

  @Override
  public List<JobTicket> tickets() throws IOException {
    List<JobTicket> tickets = new ArrayList<>();
    read(tickets)
        .forEach(
            (name, why) -> WARNING.warn("the ticket %s cannot be read: %s".formatted(name, why)));
    tickets.sort(Comparator.comparing(JobTicket::begun));
    return tickets;
  }

  @Override
  public Map<String, String> unreadable() throws IOException {
    return read(new ArrayList<>());
  }

  /** Reads every ticket; what cannot be read, in the order of its names. */
  private Map<String, String> read(List<JobTicket> to) throws IOException {
    Map<String, String> unreadable = new LinkedHashMap<>();
    if (Files.isDirectory(folder)) {
      for (Path file : Ordering.natural().sortedCopy(MoreFiles.listFiles(folder))) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(TICKET)) {
          read(file, to).ifPresent(why -> unreadable.put(name, why));
        }
      }
    }
    return unreadable;
  }

  /** Reads a ticket, or says why it cannot be read. */
  private static Optional<String> read(Path file, List<JobTicket> to) {
    try {
      BasicFileAttributes known =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      checkArgument(known.isRegularFile(), "it is no file");
      checkArgument(known.size() <= MAX_BYTES, "it has over %s bytes", MAX_BYTES);
      to.add(JobTicket.parse(Files.readString(file)));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Another process has removed it meanwhile.
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName());
    }
  }
}
