package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.github.maskloom.image.ImageTarget.DraftAction;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * A draft in a temporary file beside its target, locked while it is written if the file system can
 * do that. See {@link AbandonedDrafts}.
 */
final class FileDraft implements ImageTarget.Draft {
  private final Path target;
  private final FileChannel channel;
  private final OutputStream stream;
  private final Optional<FileRights> rights;
  private DraftAction action = DraftAction.NONE;
  private Path sibling;
  private boolean committed;

  /**
   * Takes over a file that is empty and beside its target.
   *
   * @param rights of what is replaced, as far as they are known
   */
  FileDraft(Path target, Path sibling, FileChannel channel, Optional<FileRights> rights) {
    this.target = target;
    this.sibling = sibling;
    this.channel = channel;
    this.rights = rights;
    stream = FailureSubject.file(target).writing(FilePieces.writing(channel));
  }

  /**
   * Begins a file at a path without links.
   *
   * @param replaces whether a file is there; what modes are is not loaded for one that is not
   * @param action runs on the complete file
   */
  static FileDraft beside(Path target, boolean replaces, DraftAction action) throws IOException {
    Path folder = target.getParent();
    if (folder != null) {
      AbandonedDrafts.beforeDraft(folder);
    }
    try {
      Optional<FileRights> rights = replaces ? FileRights.of(target) : Optional.empty();
      FileDraft draft = create(target, AbandonedDrafts.lockedName(), rights);
      if (!draft.lock()) {
        draft.close();
        draft = create(target, AbandonedDrafts.unlockedName(), rights);
      }
      draft.action = action;
      return draft;
    } catch (FileSystemException e) {
      throw named(target, e);
    }
  }

  private static FileDraft create(Path target, String siblingName, Optional<FileRights> rights)
      throws IOException {
    Path sibling = target.resolveSibling(siblingName);
    FileAttribute<?>[] made =
        rights.stream().map(old -> FileRights.ofDraft()).toArray(FileAttribute<?>[]::new);
    FileChannel channel = FileChannel.open(sibling, Set.of(CREATE_NEW, WRITE), made);
    return new FileDraft(target, sibling, channel, rights);
  }

  /** The same failure, about what the caller knows rather than about the sibling. */
  private static FileSystemException named(Path target, FileSystemException failure) {
    Path folder = target.getParent();
    FileSystemException named;
    if (target.toString().equals(failure.getFile())) {
      return failure;
    }
    if (folder != null && !Files.isDirectory(folder)) {
      named = new NoSuchFileException(folder.toString(), null, "the target's folder is not there");
    } else if (failure instanceof AccessDeniedException) {
      named = new AccessDeniedException(target.toString(), null, "its folder cannot be written to");
    } else {
      named = new FileSystemException(target.toString(), null, failure.getReason());
    }
    named.initCause(failure);
    return named;
  }

  /** False too if another process swept the file before it was locked. */
  private boolean lock() {
    try {
      FileLock held = channel.tryLock();
      return held != null && Files.exists(sibling);
    } catch (IOException | UnsupportedOperationException e) {
      // Made here, since the set-up of a logger would take a short run more time than the lock.
      LoggerFactory.getLogger(FileDraft.class)
          .debug("a draft cannot be locked: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(channel);
  }

  @Override
  public void commit() throws IOException {
    try {
      // Closing gives the lock up, and a network may tell only then that a byte was not written; so
      // it comes before the move, under a name that nobody sweeps for want of a lock.
      sibling = Files.move(sibling, target.resolveSibling(AbandonedDrafts.unlockedName()));
      channel.close();
      action.run(sibling);
      // Those that it has now, unless it went meanwhile.
      Optional<FileRights> now =
          TargetFile.isReplaced(target) ? FileRights.of(target) : Optional.empty();
      Optional<FileRights> kept = now.isPresent() ? now : rights;
      if (kept.isPresent()) {
        kept.get().give(sibling);
      }
      replace();
      committed = true;
    } catch (FileSystemException e) {
      throw named(target, e);
    } catch (IOException e) {
      throw FailureSubject.file(target).failure(e);
    }
  }

  private void replace() throws IOException {
    try {
      Files.move(sibling, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(sibling, target, REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (IOException e) {
      throw FailureSubject.file(target).failure(e);
    } finally {
      // A sweep of this process would leave it, so that it would stay as long as that lives.
      if (!committed) {
        Files.deleteIfExists(sibling);
      }
    }
  }

  /**
   * Who may do what with a file: its mode, owner and group, for the file that takes its place.
   *
   * <p>The mode is kept exactly, the group and the owner where this process may set them. Where it
   * may not set the group, the group it has instead may do no more than everybody.
   *
   * @param mode what stat(2) tells, with the kind of the file
   * @param owner by number, which takes no look into the system's users
   * @param group by number
   */
  private record FileRights(int mode, int owner, int group) {
    /** The view of numbers that the JDK has beside that of names, wherever there are modes. */
    private static final String VIEW = "unix";

    private static final int PERMISSIONS = 0777;
    private static final int OF_GROUP = 0070;
    private static final int GROUP_SHIFT = 3;

    /** Those of a file that is there, or empty if the file system has no modes. */
    static Optional<FileRights> of(Path file) throws IOException {
      if (!file.getFileSystem().supportedFileAttributeViews().contains(VIEW)) {
        return Optional.empty();
      }
      Map<String, Object> told = Files.readAttributes(file, VIEW + ":mode,uid,gid", NOFOLLOW_LINKS);
      return told.get("mode") instanceof Integer mode
              && told.get("uid") instanceof Integer owner
              && told.get("gid") instanceof Integer group
          ? Optional.of(new FileRights(mode, owner, group))
          : Optional.empty();
    }

    /** What a draft is made with that gets these rights at its end: nobody else reads it before. */
    static FileAttribute<?> ofDraft() {
      return PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE));
    }

    /**
     * Gives them to a file of this process, as far as it may. The group comes first, since a mode
     * set before could let another group read meanwhile. The owner comes last, since only the owner
     * may set the mode.
     */
    void give(Path file) throws IOException {
      FileRights made = of(file).orElse(this);
      boolean grouped = made.group == group || set(file, "gid", group);
      set(file, "mode", (grouped ? mode : withoutGroup()) & PERMISSIONS);
      if (made.owner != owner) {
        set(file, "uid", owner);
      }
    }

    private int withoutGroup() {
      return mode & ~(OF_GROUP & ~(mode << GROUP_SHIFT));
    }

    /** False if this process may not, or the file system cannot: then the file stays as it is. */
    private static boolean set(Path file, String attribute, int value) {
      try {
        Files.setAttribute(file, VIEW + ":" + attribute, value, NOFOLLOW_LINKS);
        return true;
      } catch (IOException | UnsupportedOperationException e) {
        return false;
      }
    }
  }
}
