package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.maskloom.internal.file.LockedNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary files of drafts whose process was killed.
 *
 * <p>The writer of a draft holds a lock on it. The system releases it when the process dies. So a
 * draft whose lock can be taken is deleted, and one whose lock cannot be asked for stays. A network
 * may keep locks from other machines. So a draft of another machine, and one that was not locked at
 * all, must also have been untouched for a day.
 */
final class AbandonedDrafts {
  /** Keeps the look into a large folder to a few milliseconds where a process runs but shortly. */
  private static final int FIRST_ENTRIES = 500;

  /** The draft in a folder at which a process takes the time to look at all of it. */
  private static final int THOROUGH_DRAFT = 10;

  /** Bounds what is remembered. A folder that is forgotten is looked into again. */
  private static final int MAX_FOLDERS = 1_000;

  private static final Duration UNTOUCHED = Duration.ofDays(1);

  /** How many drafts this process has opened in each folder. Guarded by itself. */
  private static final Map<Path, Integer> DRAFTS = new HashMap<>();

  private static final String PREFIX = ".maskloom-";
  private static final String SUFFIX = ".tmp";
  private static final LockedNames LOCKED = new LockedNames(PREFIX);

  private AbandonedDrafts() {}

  /**
   * A new name for a draft that this process is going to lock: {@code
   * .maskloom-MACHINE-PROCESS-RANDOM.tmp}.
   */
  static String lockedName() {
    return LOCKED.ofThisProcess() + LockedNames.random() + SUFFIX;
  }

  /** A new name for a draft that nobody locks: {@code .maskloom-RANDOM.tmp}. */
  static String unlockedName() {
    return PREFIX + LockedNames.random() + SUFFIX;
  }

  /**
   * Says that a draft is going to be opened in a folder: the first one sweeps what a short look
   * finds, the tenth one everything.
   */
  static void beforeDraft(Path folder) {
    int drafts = count(folder);
    if (drafts == 1) {
      sweep(folder, FIRST_ENTRIES);
    } else if (drafts == THOROUGH_DRAFT) {
      sweep(folder);
    }
  }

  private static int count(Path folder) {
    synchronized (DRAFTS) {
      if (DRAFTS.size() >= MAX_FOLDERS) {
        DRAFTS.clear();
      }
      return DRAFTS.merge(folder, 1, (before, one) -> Math.min(THOROUGH_DRAFT, before) + one);
    }
  }

  /** Deletes what is abandoned in a folder. */
  static void sweep(Path folder) {
    sweep(folder, Integer.MAX_VALUE);
  }

  /** That something cannot be deleted is not the failure of the writer. */
  private static void sweep(Path folder, int maxEntries) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.limit(maxEntries).forEach(AbandonedDrafts::sweepIfAbandoned);
    } catch (IOException | UncheckedIOException e) {
      log().debug("what a killed process left cannot be listed: {}", e.getClass().getSimpleName());
    }
  }

  private static void sweepIfAbandoned(Path draft) {
    String name = String.valueOf(draft.getFileName());
    boolean named = name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    if (!named || !Files.isRegularFile(draft, NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (LOCKED.isOfThisMachine(name) || isUntouched(draft)) {
        LOCKED.removeIfLeft(name, draft, () -> Files.deleteIfExists(draft));
      }
    } catch (IOException e) {
      log().debug("the draft {} stays: {}", name, e.getClass().getSimpleName());
    }
  }

  private static boolean isUntouched(Path draft) throws IOException {
    Instant touched = Files.getLastModifiedTime(draft, NOFOLLOW_LINKS).toInstant();
    return touched.isBefore(Instant.now().minus(UNTOUCHED));
  }

  /** To make the logger only when there is something to say spares a short run its set-up. */
  private static Logger log() {
    return LoggerFactory.getLogger(AbandonedDrafts.class);
  }
}
