package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The folder for everything: the studio's own, which nobody else may look into. One that somebody
 * else has prepared is refused, as what it holds may lead elsewhere.
 */
final class DataFolder {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private DataFolder() {}

  /** That a folder cannot be used: why, and what to do. */
  private static InvalidConfigurationPropertyValueException refusal(
      @Nullable Object folder, String why) {
    return new InvalidConfigurationPropertyValueException(
        "studio.folder", folder, why + " Set studio.folder to a folder of the studio's own.");
  }

  /**
   * Chooses the folder.
   *
   * @param set by the configuration; null or empty if nothing is
   * @param dataHome {@code XDG_DATA_HOME}, or null
   * @param home of the user, as {@code user.home} has it
   * @throws InvalidConfigurationPropertyValueException if nothing is set and there is no home
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
      throw refusal(set, "The user has no home for the studio's data.");
    }
    return Path.of(home).toAbsolutePath().resolve(".local/share/maskloom-studio");
  }

  /**
   * Makes the folder, or takes one that is there, and closes it to others.
   *
   * @throws InvalidConfigurationPropertyValueException if it is a link, belongs to somebody else,
   *     or holds what does
   */
  static Path open(Path folder) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
        Files.createDirectory(
            folder, posix ? new FileAttribute<?>[] {PRIVATE} : new FileAttribute<?>[0]);
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw refusal(folder, folder + " is a link, or no folder.");
      }
      if (posix) {
        close(folder, whoIAm(folder));
      }
    } catch (AccessDeniedException | UncheckedIOException e) {
      throw refusal(folder, "The folder " + folder + " cannot be written.");
    }
    return folder;
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

  private static void close(Path folder, UserPrincipal me) throws IOException {
    check(folder, folder, me);
    Files.setPosixFilePermissions(folder, PRIVATE.value());
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        check(folder, each, me);
      }
    }
  }

  /** Refuses a folder that holds a link, or what belongs to others. */
  private static void check(Path folder, Path file, UserPrincipal me) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw refusal(folder, "The data folder holds a link: " + file + ".");
    }
    if (!me.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS))) {
      throw refusal(folder, file + " belongs to somebody else.");
    }
  }
}
