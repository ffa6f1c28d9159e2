package io.github.maskloom.examples.studio;

import com.google.common.io.MoreFiles;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /** Bodies while they come, and answers while they are made. */
  final Path incoming;

  /** The fusion client's temporary files, which it clears of what a killed process left. */
  final Path calls;

  final Path photos;
  final Path results;
  final Path furniture;

  /** A line of JSON for each call to a provider. */
  final Path journal;

  private final SecureRandom random = new SecureRandom();

  StudioFolder(StudioProperties properties) throws IOException {
    String home = System.getProperty("user.home");
    Path root =
        DataFolder.open(
            DataFolder.choose(properties.folder(), System.getenv("XDG_DATA_HOME"), home));
    incoming = root.resolve("incoming");
    calls = root.resolve("calls");
    photos = root.resolve("photos");
    results = root.resolve("results");
    furniture = root.resolve("furniture");
    journal = root.resolve("journal.jsonl");
    FileSystemUtils.deleteRecursively(incoming); // What a killed process left.
    for (Path folder : List.of(incoming, calls, photos, results)) {
      Files.createDirectories(folder);
    }
  }

  String newId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  Path newIncomingFile() {
    return incoming.resolve(newId());
  }

  /** Replaces a file by an image, in one move. */
  static void replace(Path file, ImageSource image) throws IOException {
    try (InputStream in = image.open();
        ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      in.transferTo(draft.stream());
      draft.commit();
    }
  }

  /** A folder for a new photo. */
  RoomPhoto newPhoto() throws IOException {
    return new RoomPhoto(Files.createDirectory(photos.resolve(newId())));
  }

  /** The photo with an id, if there is one. */
  Optional<RoomPhoto> photo(String id) {
    return ID.matcher(id).matches()
        ? Optional.of(photos.resolve(id)).filter(StudioFolder::isFolder).map(RoomPhoto::new)
        : Optional.empty();
  }

  /** The folders of photos or of results, which grow old. Nothing else is touched. */
  static List<Path> keepsakes(Path folder) throws IOException {
    if (!isFolder(folder)) {
      return List.of(); // A link would lead to what is not the studio's.
    }
    return MoreFiles.listFiles(folder).stream()
        .filter(entry -> ID.matcher(entry.getFileName().toString()).matches())
        .filter(StudioFolder::isFolder)
        .toList();
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

  /** The bytes of the files in a folder; none if it is not there. */
  static long bytes(Path folder) {
    File[] files = folder.toFile().listFiles();
    return files == null ? 0 : Stream.of(files).mapToLong(File::length).sum();
  }
}
