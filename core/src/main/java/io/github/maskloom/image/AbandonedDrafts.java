package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary files of drafts whose process was killed.
 *
 * <p>Whoever writes a draft holds a lock on it; the system takes that away when the process dies.
 * So a draft whose lock can be taken is deleted, and one whose lock cannot be asked for stays. A
 * network may keep locks from other machines, so that a draft of another machine, and one that was
 * not locked at all, must also have been untouched for a day.
 */
final class AbandonedDrafts {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedDrafts.class);

  /** Keeps the look into a large folder to a few milliseconds. */
  private static final int MAX_ENTRIES = 10_000;

  /** Bounds what is remembered; a folder that is forgotten is looked into once more. */
  private static final int MAX_FOLDERS = 1_000;

  private static final Duration UNTOUCHED = Duration.ofDays(1);

  /** The folders that this process has looked into. Guarded by itself. */
  private static final Set<Path> SWEPT = new HashSet<>();

  private AbandonedDrafts() {}

  /** Sweeps a folder if this process has not done so before. */
  static void sweepOnce(Path folder) {
    synchronized (SWEPT) {
      if (SWEPT.size() >= MAX_FOLDERS) {
        SWEPT.clear();
      }
      if (!SWEPT.add(folder)) {
        return;
      }
    }
    sweep(folder);
  }

  /**
   * Deletes what is abandoned among the first entries of a folder; a failure is not the caller's.
   */
  static void sweep(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      int seen = 0;
      for (Path entry : entries) {
        if (DraftName.isDraft(String.valueOf(entry.getFileName()))) {
          sweepIfAbandoned(entry);
        }
        if (++seen >= MAX_ENTRIES) {
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("what a killed process left cannot be listed: {}", e.getClass().getSimpleName());
    }
  }

  private static void sweepIfAbandoned(Path draft) {
    String name = String.valueOf(draft.getFileName());
    // To open a file that this process writes, and to close it, would take the lock away: POSIX
    // gives it to the process, not to the descriptor.
    if (DraftName.isOfThisProcess(name) || !Files.isRegularFile(draft, NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (DraftName.isOfThisMachine(name) || isUntouched(draft)) {
        deleteUnlessLocked(draft);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("the draft {} is written by this process", name);
    } catch (IOException e) {
      LOG.debug("the draft {} stays: {}", name, e.getClass().getSimpleName());
    }
  }

  private static boolean isUntouched(Path draft) throws IOException {
    Instant touched = Files.getLastModifiedTime(draft, NOFOLLOW_LINKS).toInstant();
    return touched.isBefore(Instant.now().minus(UNTOUCHED));
  }

  private static void deleteUnlessLocked(Path draft) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, WRITE, NOFOLLOW_LINKS);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        Files.deleteIfExists(draft);
      }
    }
  }
}
