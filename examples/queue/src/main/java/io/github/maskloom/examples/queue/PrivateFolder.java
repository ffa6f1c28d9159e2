package io.github.maskloom.examples.queue;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder that lasts, in one that others may write to, such as that for temporary files. */
final class PrivateFolder {
  private PrivateFolder() {}

  /**
   * A folder that only its owner can look into, and that this user owns; it is made unless it is
   * there. On systems without modes, such as Windows, the parent must be the user's own.
   *
   * @throws IOException if somebody else may have prepared it, or it cannot be made
   */
  static Path in(Path parent, String name) throws IOException {
    Path folder = Files.createDirectories(parent).resolve(name);
    // Only this user may look into it, as into any temporary folder.
    Path fresh = Files.createTempDirectory(parent, "maskloom-owner");
    Map<String, Object> wanted = attributes(fresh);
    try {
      return Files.move(fresh, folder);
    } catch (FileAlreadyExistsException e) {
      Files.delete(fresh);
      if (attributes(folder).equals(wanted)) {
        return folder;
      }
      throw new FileSystemException(
          folder.toString(),
          null,
          "it is a link or a file, belongs to somebody else, or others may look into it:"
              + " delete it, or give this program a java.io.tmpdir of its own");
    }
  }

  private static Map<String, Object> attributes(Path folder) throws IOException {
    boolean modes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return Files.readAttributes(
        folder, modes ? "posix:isDirectory,owner,permissions" : "isDirectory", NOFOLLOW_LINKS);
  }
}
