package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a file: its mode, owner and group, for the file that takes its place.
 *
 * <p>The mode is kept exactly, the group and the owner where this process may set them. Where it
 * may not set the group, the group it has instead may do no more than everybody.
 */
final class FileRights {
  private final PosixFileAttributes attributes;

  private FileRights(PosixFileAttributes attributes) {
    this.attributes = attributes;
  }

  /** Those of a file that is there; empty if the file system has no modes. */
  static Optional<FileRights> of(Path file) throws IOException {
    PosixFileAttributeView view = view(file);
    return view == null ? Optional.empty() : Optional.of(new FileRights(view.readAttributes()));
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  /** What a draft is made with that gets these rights at its end: nobody else reads it before. */
  static FileAttribute<?> ofDraft() {
    return PosixFilePermissions.asFileAttribute(EnumSet.of(OWNER_READ, OWNER_WRITE));
  }

  /**
   * Gives them to a file of this process, as far as it may: the mode before the owner, behind whom
   * it could not be set, and after the group, who else could read meanwhile.
   */
  void give(Path file) {
    PosixFileAttributeView view = view(file);
    if (view == null) {
      return;
    }
    boolean grouped = done(() -> view.setGroup(attributes.group()));
    done(() -> view.setPermissions(grouped ? attributes.permissions() : withoutGroup()));
    done(() -> view.setOwner(attributes.owner()));
  }

  private Set<PosixFilePermission> withoutGroup() {
    Set<PosixFilePermission> kept = EnumSet.copyOf(attributes.permissions());
    if (!kept.contains(OTHERS_READ)) {
      kept.remove(GROUP_READ);
    }
    if (!kept.contains(OTHERS_WRITE)) {
      kept.remove(GROUP_WRITE);
    }
    if (!kept.contains(OTHERS_EXECUTE)) {
      kept.remove(GROUP_EXECUTE);
    }
    return kept;
  }

  private interface Change {
    void make() throws IOException;
  }

  /** False if this process may not, or the file system cannot: then the file stays as it is. */
  private static boolean done(Change change) {
    try {
      change.make();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
