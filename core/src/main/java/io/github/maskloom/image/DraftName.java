package io.github.maskloom.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the temporary file of a draft is called: {@code .maskloom-MACHINE-PROCESS-RANDOM.tmp} while
 * it is locked by the process that writes it, {@code .maskloom-RANDOM.tmp} if it is not.
 *
 * <p>A process is a random number that it draws once. A machine is a boot of a kernel, whatever
 * containers it runs.
 */
final class DraftName {
  private static final String PREFIX = ".maskloom-";
  private static final String SUFFIX = ".tmp";
  private static final String PROCESS_PROPERTY = "io.github.maskloom.process";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private static final String MACHINE = machine();
  private static final String OF_MACHINE = PREFIX + MACHINE + "-";
  private static final String OF_PROCESS = OF_MACHINE + process() + "-";

  private DraftName() {}

  /** A new name for a file that this process is going to lock. */
  static String locked() {
    return OF_PROCESS + random() + SUFFIX;
  }

  /** A new name for a file that nobody locks. */
  static String unlocked() {
    return PREFIX + random() + SUFFIX;
  }

  /** Whether a file is called like a draft. */
  static boolean isDraft(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Whether a draft was locked by this very process, whichever class loader's library did it. */
  static boolean isOfThisProcess(String name) {
    return name.startsWith(OF_PROCESS);
  }

  /**
   * Whether a draft was locked on this machine, so that it is sure that who asks here for the lock
   * is told of it. On systems other than Linux it is never sure.
   */
  static boolean isOfThisMachine(String name) {
    return !MACHINE.isEmpty() && name.startsWith(OF_MACHINE);
  }

  private static String machine() {
    try {
      return Files.isReadable(BOOT_ID)
          ? Files.readString(BOOT_ID, US_ASCII).strip().replace("-", "")
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * A property, so that libraries of several class loaders have the same; what the system knows of
   * the process takes milliseconds to ask for, and containers share numbers.
   */
  private static String process() {
    String made = random();
    Object before = System.getProperties().putIfAbsent(PROCESS_PROPERTY, made);
    return before instanceof String known ? known : made;
  }

  // A secure random name would load the security providers; the file must be new in any case.
  private static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
