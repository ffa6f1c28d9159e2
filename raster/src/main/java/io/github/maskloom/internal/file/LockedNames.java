package io.github.maskloom.internal.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of what this library's processes hold a lock on, {@code PREFIX-MACHINE-PROCESS-RANDOM}.
 * The system takes a lock away when its process dies, so that the next process can tell what a
 * killed process left from what is in use.
 *
 * <p>A process is a random number that it draws once. A machine is a boot of a kernel, whatever
 * containers it runs.
 */
public final class LockedNames {
  private static final String PROCESS_PROPERTY = "io.github.maskloom.process";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String MACHINE = machine();
  private static final String PROCESS = process();

  private final String ofMachine;
  private final String ofProcess;

  /**
   * Names that begin alike.
   *
   * @param prefix how, without the hyphen that follows
   */
  public LockedNames(String prefix) {
    ofMachine = prefix + MACHINE + "-";
    ofProcess = ofMachine + PROCESS + "-";
  }

  /**
   * {@return how the names begin of what this process, whichever class loader's library, has
   * locked}
   */
  public String ofThisProcess() {
    return ofProcess;
  }

  /**
   * {@return whether what is called so was surely locked on this machine} A process here that asks
   * for the lock is then told of it. On systems other than Linux it is never sure.
   *
   * @param name made here or by another process
   */
  public boolean isOfThisMachine(String name) {
    return !MACHINE.isEmpty() && name.startsWith(ofMachine);
  }

  /** What removes something. */
  @FunctionalInterface
  public interface Removal {
    /**
     * Removes it.
     *
     * @throws IOException if it stays
     */
    void run() throws IOException;
  }

  /**
   * Removes what another process left, unless somebody holds its lock, and meanwhile holds that.
   *
   * @param name of what is removed
   * @param lockFile the file that is locked as long as it is in use
   * @param removal called with the lock held
   * @throws IOException if the lock cannot be asked for, or it cannot be removed
   */
  public void removeIfLeft(String name, Path lockFile, Removal removal) throws IOException {
    // To open a file that this process has locked, and to close it, would take the lock away:
    // POSIX gives it to the process, not to the descriptor, and class loaders share the process.
    if (name.startsWith(ofProcess)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lockFile, WRITE, NOFOLLOW_LINKS);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        removal.run();
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("this process has locked it under another name", e);
    }
  }

  // A secure random name would load the security providers; the file must be new in any case.
  /** {@return a random end of a name} */
  public static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
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
}
