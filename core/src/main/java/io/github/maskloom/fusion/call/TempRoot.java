package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.internal.file.LockedNames;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which this process makes those of its calls, below one that the caller chose.
 *
 * <p>It holds a file that is locked as long as the process lives. So the next process can tell what
 * a killed process left behind from what is in use, also in containers that share the file system.
 * Another class loader's library has a folder of its own in the same process, and neither looks
 * into the other's. It is deleted when nobody needs it any more, but for {@link LeftImages}.
 */
final class TempRoot {
  private static final Logger LOG = LoggerFactory.getLogger(TempRoot.class);
  private static final RateLimitedWarning UNSWEPT = new RateLimitedWarning(TempRoot.class);
  private static final String PREFIX = "maskloom-fusion-";

  /** How the folders of processes are called. */
  static final LockedNames NAMES = new LockedNames(PREFIX);

  static final String LOCK = ".lock";

  /** The roots in use, by the folder they are in. Guards every count. */
  private static final Map<Path, TempRoot> ROOTS = new HashMap<>();

  private final Path parent;

  /** The folder in use, behind those that were swept in part, which calls may still use. */
  private final Deque<LockedFolder> made = new ArrayDeque<>();

  private int users;

  /** How many of the users are folders of calls. */
  private int folders;

  private TempRoot(Path parent) throws IOException {
    this.parent = parent;
    made.add(LockedFolder.create(parent));
  }

  /**
   * The process's folder below {@code parent}, which is made, and cleared of what killed processes
   * left, if nobody uses it yet; the caller releases it.
   *
   * @throws IOException if it cannot be made
   */
  static TempRoot acquire(Path parent) throws IOException {
    synchronized (ROOTS) {
      Path real = real(parent);
      TempRoot root = ROOTS.get(real);
      if (root == null) {
        sweep(real);
        root = new TempRoot(real);
        ROOTS.put(real, root);
      }
      root.users++;
      return root;
    }
  }

  private static Path real(Path parent) throws IOException {
    if (Files.notExists(parent)) {
      throw new NoSuchFileException(
          parent.toString(), null, "the folder for temporary files does not exist");
    }
    return parent.toRealPath();
  }

  private static void sweep(Path parent) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : left) {
        sweepUnlessLocked(folder);
      }
    } catch (IOException | DirectoryIteratorException e) {
      UNSWEPT.warn("what a killed process left cannot be listed: " + e.getClass().getSimpleName());
    }
  }

  private static void sweepUnlessLocked(Path folder) {
    Path lockFile = folder.resolve(LOCK);
    if (!Files.isRegularFile(lockFile, NOFOLLOW_LINKS)) {
      // Of another kind, or just being made.
      return;
    }
    try {
      NAMES.removeIfLeft(
          String.valueOf(folder.getFileName()), lockFile, () -> LeftImages.clearProcess(folder));
    } catch (NoSuchFileException e) {
      // Another process that starts has swept it.
    } catch (IOException e) {
      UNSWEPT.warn("what a killed process left stays: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Whether the process is gone whose folder this is. One that cannot be seen from here, as in
   * another container, is not.
   */
  static boolean isGone(String process) {
    try {
      Path folder = Path.of(process);
      Path parent = folder.getParent();
      String name = String.valueOf(folder.getFileName());
      AtomicBoolean gone = new AtomicBoolean();
      if (parent != null && Files.isDirectory(parent)) {
        NAMES.removeIfLeft(name, folder.resolve(LOCK), () -> gone.set(true));
      }
      return gone.get();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /**
   * Deletes what no call uses, as the process ends, and tells of images; a call may still begin.
   */
  static void deleteIdle() {
    synchronized (ROOTS) {
      for (TempRoot root : ROOTS.values()) {
        if (root.folders == 0) {
          root.deleteQuietly();
        } else {
          LOG.info(
              "images that nobody took yet stay for seven days in {}", root.made.getLast().path());
        }
      }
    }
  }

  /**
   * Makes an empty folder for one more user, who {@linkplain #releaseFolder releases} it. If
   * something that clears old temporary files away has taken the root, it is made again.
   *
   * @throws IOException if it cannot be made
   */
  Path retainFolder(String prefix) throws IOException {
    synchronized (ROOTS) {
      checkState(users > 0, "the client is closed");
      Path folder = newFolder(prefix);
      users++;
      folders++;
      return folder;
    }
  }

  private Path newFolder(String prefix) throws IOException {
    while (true) {
      if (!made.getLast().isWhole()) {
        made.add(LockedFolder.create(parent));
      }
      try {
        return Files.createTempDirectory(made.getLast().path(), prefix);
      } catch (NoSuchFileException e) {
        LOG.debug("the folder for temporary files was removed just now");
      }
    }
  }

  /** Counts a folder less that was made. */
  void releaseFolder() {
    synchronized (ROOTS) {
      folders--;
      release();
    }
  }

  /** Counts one user less; the last one deletes the folder. */
  void release() {
    synchronized (ROOTS) {
      users--;
      if (users == 0 && ROOTS.remove(parent, this)) {
        deleteQuietly();
      }
    }
  }

  private void deleteQuietly() {
    for (LockedFolder folder : made) {
      try {
        folder.delete();
      } catch (IOException e) {
        UNSWEPT.warn("temporary files stay until the next start: " + e.getClass().getSimpleName());
      }
    }
  }

  /** A folder, readable by its owner only, with a file that this process holds a lock on. */
  static final class LockedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(LockedFolder.class);

    private final Path path;
    private final FileChannel lock;
    private final UserPrincipal owner;

    /** Tells the lock's file from another of its name: no other has it while this one is open. */
    private final @Nullable Object lockKey;

    private LockedFolder(Path path, FileChannel lock) throws IOException {
      this.path = path;
      this.lock = lock;
      owner = Files.getOwner(path, NOFOLLOW_LINKS);
      lockKey = fileKey(path.resolve(TempRoot.LOCK));
    }

    /**
     * Makes an empty one.
     *
     * @throws IOException if it cannot be made; names the parent if that is missing
     */
    static LockedFolder create(Path parent) throws IOException {
      if (!Files.isDirectory(parent)) {
        throw new FileSystemException(
            parent.toString(), null, "the folder for temporary files is missing, or not a folder");
      }
      Optional<LockedFolder> made = Optional.empty();
      while (made.isEmpty()) {
        made = lock(Files.createTempDirectory(parent, TempRoot.NAMES.ofThisProcess()));
      }
      return made.get();
    }

    /** Locks a new folder, or deletes it; empty if somebody swept it before. */
    static Optional<LockedFolder> lock(Path path) throws IOException {
      try {
        return Optional.of(locked(path));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException | RuntimeException e) {
        LeftImages.delete(path);
        throw e;
      }
    }

    private static LockedFolder locked(Path path) throws IOException {
      FileChannel channel = FileChannel.open(path.resolve(TempRoot.LOCK), CREATE_NEW, WRITE);
      try {
        FileLock held = channel.lock();
        LOG.debug("temporary files go to {}, locked: {}", path.getFileName(), held.isValid());
        return new LockedFolder(path, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    private static @Nullable Object fileKey(Path file) throws IOException {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    }

    Path path() {
      return path;
    }

    /** Whether it is still there with its lock, and is not another folder of its name. */
    boolean isWhole() {
      try {
        return Objects.equals(fileKey(path.resolve(TempRoot.LOCK)), lockKey);
      } catch (IOException e) {
        return false;
      }
    }

    /** Gives the lock up, and clears the folder if nobody else's has taken its name. */
    void delete() throws IOException {
      lock.close();
      if (Files.isDirectory(path, NOFOLLOW_LINKS)
          && Files.getOwner(path, NOFOLLOW_LINKS).equals(owner)) {
        LeftImages.clearProcess(path);
      }
    }
  }
}
