package io.github.maskloom.image;

import io.github.maskloom.internal.file.LockedNames;

/**
 * What the temporary file of a draft is called: {@code .maskloom-MACHINE-PROCESS-RANDOM.tmp} while
 * it is locked by the process that writes it, {@code .maskloom-RANDOM.tmp} if it is not.
 */
final class DraftName {
  private static final String PREFIX = ".maskloom-";
  private static final String SUFFIX = ".tmp";

  /** The names of drafts that are locked. */
  static final LockedNames LOCKED = new LockedNames(PREFIX);

  private DraftName() {}

  /** A new name for a file that this process is going to lock. */
  static String locked() {
    return LOCKED.ofThisProcess() + LockedNames.random() + SUFFIX;
  }

  /** A new name for a file that nobody locks. */
  static String unlocked() {
    return PREFIX + LockedNames.random() + SUFFIX;
  }

  /** Whether a file is called like a draft. */
  static boolean isDraft(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
