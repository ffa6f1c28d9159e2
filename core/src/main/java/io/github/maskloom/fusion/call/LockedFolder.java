package io.github.maskloom.fusion.call;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder, readable by its owner only, with a file that this process holds a lock on. */
final class LockedFolder {
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
    Optional<LockedFolder> made = lock(newFolder(parent));
    while (made.isEmpty()) {
      made = lock(newFolder(parent));
    }
    return made.get();
  }

  private static Path newFolder(Path parent) throws IOException {
    return Files.createTempDirectory(parent, TempRoot.NAMES.ofThisProcess());
  }

  /** Locks a new folder, or deletes it; empty if somebody swept it before. */
  static Optional<LockedFolder> lock(Path path) throws IOException {
    try {
      return Optional.of(locked(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      FileTree.delete(path);
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
