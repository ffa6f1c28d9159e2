package io.github.maskloom.examples.queue;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder that lasts, in one that others may write to, such as that for temporary files. */
final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * A folder that only its owner can look into, and that this user owns; it is made unless it is
   * there. On systems without modes, such as Windows, the parent must be the user's own.
   *
   * @throws IOException if somebody else may have prepared it, or it cannot be made
   */
  static Path in(Path parent, String name) throws IOException {
    Path folder = Files.createDirectories(parent).resolve(name);
    boolean modes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      return Files.createDirectory(
          folder,
          modes
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
              : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
        throw refused(folder, "it is a link or a file");
      }
      if (modes) {
        check(folder);
      }
      return folder;
    }
  }

  private static void check(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, NOFOLLOW_LINKS);
    // Whom new folders belong to.
    Path probe = Files.createTempDirectory(folder.resolveSibling(""), "maskloom-owner");
    try {
      if (!found.owner().equals(Files.getOwner(probe, NOFOLLOW_LINKS))) {
        throw refused(folder, "it belongs to somebody else");
      }
    } finally {
      Files.delete(probe);
    }
    if (!OWNER_ONLY.containsAll(found.permissions())) {
      throw refused(folder, "others may look into it or write to it");
    }
  }

  private static FileSystemException refused(Path folder, String why) {
    return new FileSystemException(
        folder.toString(),
        null,
        why + ": delete it, or give this program a java.io.tmpdir of its own");
  }
}
