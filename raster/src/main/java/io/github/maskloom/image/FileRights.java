package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

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
record FileRights(int mode, int owner, int group) {
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
   * Gives them to a file of this process, as far as it may: the mode before the owner, behind whom
   * it could not be set, and after the group, who else could read meanwhile.
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
