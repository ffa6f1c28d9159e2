package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The folder for everything: the studio's own, which nobody else may look into. One that somebody
 * else has prepared is refused, as what it holds may lead elsewhere.
 */
final class DataFolder {
  private static final String PRIVATE = "rwx------";

  private DataFolder() {}

  /** That a folder cannot be used; the message says why, and what to do. */
  static final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why + " Set studio.folder to a folder of the studio's own.");
    }
  }

  /**
   * Chooses the folder.
   *
   * @param set by the configuration; null or empty if nothing is
   * @param dataHome {@code XDG_DATA_HOME}, or null
   * @param home of the user, as {@code user.home} has it
   * @throws RefusedException if nothing is set and there is no home
   */
  static Path choose(@Nullable Path set, @Nullable String dataHome, @Nullable String home) {
    if (set != null && !set.toString().isEmpty()) {
      return set.toAbsolutePath().normalize();
    }
    if (dataHome != null && Path.of(dataHome).isAbsolute()) {
      return Path.of(dataHome, "maskloom-studio");
    }
    // Users without a home have "?", "/" or a folder that is not there.
    if (home == null || home.length() < 2 || !Files.isDirectory(Path.of(home))) {
      throw new RefusedException("The user has no home for the studio's data.");
    }
    return Path.of(home).toAbsolutePath().resolve(".local/share/maskloom-studio");
  }

  /**
   * Makes the folder, or takes one that is there, and closes it to others.
   *
   * @throws RefusedException if it is a link, belongs to somebody else, or holds what does
   */
  static Path open(Path folder) throws IOException {
    try {
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
      check(folder);
    } catch (AccessDeniedException e) {
      throw new RefusedException("The folder " + folder + " cannot be written.");
    }
    return folder;
  }

  private static void create(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (isPosix(folder)) {
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static boolean isPosix(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void check(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(folder + " is a link, or no folder.");
    }
    if (isPosix(folder)) {
      UserPrincipal me = whoIAm(folder);
      if (!me.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
        throw new RefusedException("The folder " + folder + " belongs to somebody else.");
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
      Files.walkFileTree(folder, new Inspection(me));
    }
  }

  /** Whoever owns what this process makes. */
  private static UserPrincipal whoIAm(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "owner", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /** Finds links, and what belongs to others. */
  private static final class Inspection extends SimpleFileVisitor<Path> {
    private final UserPrincipal me;

    Inspection(UserPrincipal me) {
      this.me = me;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(folder, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        throw new RefusedException("The data folder holds a link: " + file + ".");
      }
      if (!me.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS))) {
        throw new RefusedException("The data folder holds what is somebody else's: " + file + ".");
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
