package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
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
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final SecureRandom random = new SecureRandom();
  private final Path root;

  StudioFolder(StudioProperties properties) throws IOException {
    root = properties.folder().toAbsolutePath();
    FileSystemUtils.deleteRecursively(incoming()); // What a killed process left.
    for (Path folder : new Path[] {incoming(), calls(), photos(), results()}) {
      Files.createDirectories(folder);
    }
  }

  /** Bodies while they come. */
  Path incoming() {
    return root.resolve("incoming");
  }

  /** The fusion client's temporary files. */
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

  String newId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  Path newIncomingFile() {
    return incoming().resolve(newId());
  }

  /** A folder for a new photo. */
  RoomPhoto newPhoto() throws IOException {
    String id = newId();
    return new RoomPhoto(id, Files.createDirectory(photos().resolve(id)));
  }

  /** The photo with an id, if there is one. */
  Optional<RoomPhoto> photo(String id) {
    return known(id, photos()).map(folder -> new RoomPhoto(id, folder));
  }

  /** The file for a result, which need not be there yet. */
  Path result(String id) {
    return results().resolve(id);
  }

  private static Optional<Path> known(String id, Path folder) {
    return ID.matcher(id).matches()
        ? Optional.of(folder.resolve(id)).filter(Files::isDirectory)
        : Optional.empty();
  }

  /** Everything that grows old: folders of photos, and results. */
  Stream<Path> keepsakes() throws IOException {
    try (Stream<Path> photos = Files.list(photos());
        Stream<Path> results = Files.list(results())) {
      return Stream.concat(photos, results).toList().stream();
    }
  }
}
