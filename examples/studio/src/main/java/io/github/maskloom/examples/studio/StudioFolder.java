package io.github.maskloom.examples.studio;

import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Where everything is kept. Ids are made here, at random, and whoever knows one may see the image;
 * nothing that was sent ever becomes part of a path.
 */
@Component
final class StudioFolder {
  private static final int MAX_TRIES = 100;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final SecureRandom random = new SecureRandom();
  private final Path root;

  StudioFolder(StudioProperties properties) throws IOException {
    root =
        DataFolder.open(
            DataFolder.choose(
                properties.folder(),
                System.getenv("XDG_DATA_HOME"),
                System.getProperty("user.home")));
    FileSystemUtils.deleteRecursively(incoming()); // What a killed process left.
    for (Path folder : List.of(incoming(), calls(), photos(), results())) {
      Files.createDirectories(folder);
    }
  }

  /** Bodies while they come, and answers while they are made. */
  Path incoming() {
    return root.resolve("incoming");
  }

  /** The fusion client's temporary files, which it clears of what a killed process left. */
  Path calls() {
    return root.resolve("calls");
  }

  Path photos() {
    return root.resolve("photos");
  }

  Path results() {
    return root.resolve("results");
  }

  Path furniture() {
    return root.resolve("furniture");
  }

  /** A line of JSON for each call to a provider. */
  Path journal() {
    return root.resolve("journal.jsonl");
  }

  /** The journal's older half. */
  Path olderJournal() {
    return root.resolve("journal.older.jsonl");
  }

  String newId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  Path newIncomingFile() {
    return incoming().resolve(newId());
  }

  /** Replaces a file by an image, in one move. */
  void replace(Path file, ImageSource image) throws IOException {
    Path coming = newIncomingFile();
    try (InputStream in = image.open()) {
      Files.copy(in, coming);
      Files.move(coming, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(coming);
    }
  }

  /** A folder for a new photo. */
  RoomPhoto newPhoto() throws IOException {
    String id = newId();
    return new RoomPhoto(id, Files.createDirectory(photos().resolve(id)));
  }

  /** The photo with an id, if there is one. */
  Optional<RoomPhoto> photo(String id) {
    return ID.matcher(id).matches()
        ? Optional.of(photos().resolve(id))
            .filter(StudioFolder::isFolder)
            .map(folder -> new RoomPhoto(id, folder))
        : Optional.empty();
  }

  /** The folder of a result, which need not be there yet. */
  Path result(String id) {
    return results().resolve(id);
  }

  /** The folders of all results, whether or not their images are there yet. */
  List<Path> resultFolders() throws IOException {
    return keepsakes(results());
  }

  /** Everything that grows old: folders of photos, and of results. Nothing else is touched. */
  List<Path> keepsakes() throws IOException {
    return Stream.concat(keepsakes(photos()).stream(), resultFolders().stream()).toList();
  }

  private static List<Path> keepsakes(Path folder) throws IOException {
    if (!isFolder(folder)) {
      return List.of(); // A link would lead to what is not the studio's.
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> ID.matcher(entry.getFileName().toString()).matches())
          .filter(StudioFolder::isFolder)
          .toList();
    }
  }

  /** Deletes a folder with all in it, also if others delete it or write there at the same time. */
  static void delete(Path folder) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        FileSystemUtils.deleteRecursively(folder);
        return;
      } catch (NoSuchFileException | DirectoryNotEmptyException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What there is of one kind.
   *
   * @param bytes of all files
   */
  record Usage(long number, long bytes) {}

  /** How much is in a folder of photos or results. */
  static Usage usage(Path folder) throws IOException {
    List<Path> entries = keepsakes(folder);
    long bytes = 0;
    for (Path entry : entries) {
      bytes += bytes(entry);
    }
    return new Usage(entries.size(), bytes);
  }

  /** The bytes of the files in a folder; none if it is not there. */
  static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        bytes += Files.size(file);
      }
    } catch (NoSuchFileException e) {
      return bytes; // It was deleted meanwhile.
    }
    return bytes;
  }
}
