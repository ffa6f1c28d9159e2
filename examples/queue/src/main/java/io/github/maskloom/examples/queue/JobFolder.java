package io.github.maskloom.examples.queue;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The pictures of jobs, in a folder that every worker can see: {@code <id>/scene}, {@code mask},
 * {@code reference-1} and so on, and {@code <id>/result/} once it is there, whole.
 */
final class JobFolder {
  private static final String RESULT = "result";

  private final Path root;

  JobFolder(Path root) {
    this.root = root;
  }

  /** Takes copies, so that a job does not depend on what becomes of the originals. */
  void putInputs(String id, Path scene, Optional<Path> mask, List<Path> references)
      throws IOException {
    Path folder = Files.createDirectories(of(id));
    Files.copy(scene, folder.resolve("scene"));
    if (mask.isPresent()) {
      Files.copy(mask.get(), folder.resolve("mask"));
    }
    for (int i = 0; i < references.size(); i++) {
      Files.copy(references.get(i), folder.resolve("reference-" + (i + 1)));
    }
  }

  Path scene(String id) {
    return of(id).resolve("scene");
  }

  Optional<Path> mask(String id) {
    return Optional.of(of(id).resolve("mask")).filter(Files::exists);
  }

  List<Path> references(String id) {
    return Stream.iterate(1, number -> number + 1)
        .map(number -> of(id).resolve("reference-" + number))
        .takeWhile(Files::exists)
        .toList();
  }

  /** Where the pictures of a job are, if they are. */
  Optional<Path> result(String id) {
    return Optional.of(of(id).resolve(RESULT)).filter(Files::isDirectory);
  }

  /**
   * Keeps the pictures that are there. They appear in one move: a worker that dies before leaves a
   * folder that nobody looks at. Pictures that came before, late, stay.
   */
  void putResult(String id, String claim, FusionResult result) throws IOException {
    if (result(id).isPresent()) {
      return;
    }
    Path draft = Files.createDirectory(of(id).resolve("draft-" + claim));
    for (FusedImage image : result.images()) {
      if (image.isPresent()) {
        Path file = draft.resolve(image.index() + extension(image.picture().mediaType()));
        image.writeTo(file);
        force(file);
      }
    }
    Files.move(draft, of(id).resolve(RESULT), ATOMIC_MOVE);
  }

  /** Waits until a file is on the disk: the table will say so, and must not be wrong. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.force(true);
    }
  }

  private static String extension(String mediaType) {
    return mediaType.equals("image/jpeg")
        ? ".jpg"
        : "." + mediaType.substring(mediaType.indexOf('/') + 1);
  }

  /** No id but a UUID names a folder. */
  private Path of(String id) {
    return root.resolve(UUID.fromString(id).toString());
  }
}
