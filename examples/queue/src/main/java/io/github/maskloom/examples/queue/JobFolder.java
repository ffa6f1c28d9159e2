package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images of jobs, in a folder that every worker can see: {@code <id>/scene}, {@code mask},
 * {@code reference-1} and so on, and {@code <id>/result/} once it is there, whole.
 */
final class JobFolder {
  private static final Logger LOG = LoggerFactory.getLogger(JobFolder.class);
  private static final String RESULT = "result";

  private final Path root;
  private final Disk disk;

  JobFolder(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /**
   * Takes copies, so that a job does not depend on what becomes of the originals. They are on the
   * disk when this returns.
   */
  void putInputs(String id, Path scene, Optional<Path> mask, List<Path> references)
      throws IOException {
    Path folder = Files.createDirectories(of(id));
    put(scene, folder.resolve("scene"));
    if (mask.isPresent()) {
      put(mask.get(), folder.resolve("mask"));
    }
    for (int i = 0; i < references.size(); i++) {
      put(references.get(i), folder.resolve("reference-" + (i + 1)));
    }
    disk.forceNames(folder);
    disk.forceNames(root);
  }

  private void put(Path from, Path to) throws IOException {
    disk.copy(from, to);
    disk.force(to);
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

  /** Where the images of a job are, if they are. */
  Optional<Path> result(String id) {
    return Optional.of(of(id).resolve(RESULT)).filter(Files::isDirectory);
  }

  /** The images of a result that are there, by the names that they get here. */
  static Map<String, Path> pictures(FusionResult result) {
    Map<String, Path> pictures = new TreeMap<>();
    for (FusedImage image : result.images()) {
      if (image.isPresent()) {
        pictures.put(image.index() + extension(image.image().mediaType()), image.image().file());
      }
    }
    return pictures;
  }

  /**
   * Keeps images, which are on the disk with their names when this returns: the table will say so,
   * and must not be wrong. They appear in one move: a worker that dies before leaves a folder that
   * nobody looks at. Images that came before, late, stay.
   *
   * @throws IOException if they cannot be kept; nothing is left of the attempt
   */
  void putResult(String id, Map<String, Path> pictures) throws IOException {
    if (result(id).isPresent()) {
      return;
    }
    Path draft = of(id).resolve("draft-" + UUID.randomUUID());
    boolean done = false;
    try {
      Files.createDirectory(draft);
      for (Map.Entry<String, Path> picture : pictures.entrySet()) {
        put(picture.getValue(), draft.resolve(picture.getKey()));
      }
      disk.forceNames(draft);
      disk.move(draft, of(id).resolve(RESULT));
      done = true;
    } finally {
      if (!done) {
        deleteDraft(draft, pictures.keySet());
      }
    }
    disk.forceNames(of(id));
  }

  /** Gives the room back, of which there may be too little. */
  private static void deleteDraft(Path draft, Set<String> names) {
    try {
      for (String name : names) {
        Files.deleteIfExists(draft.resolve(name));
      }
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      LOG.debug("a draft stays that nobody looks at", e);
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
