package io.github.maskloom.examples.cli;

import com.google.common.io.Closer;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The images of a call in a folder, {@code fused-1} and so on, in the place of those of an earlier
 * one. What shows a part of the photo only, since it could not be put back, is {@code part-1} in a
 * folder within. The folder changes when all of them are written, or not at all.
 */
final class FusedFiles {
  private static final String ROLE = "out";
  private static final String PREFIX = "fused-";
  private static final String PART_PREFIX = "part-";
  private static final String PARTS = "parts";
  private static final String ENDING = "[1-9][0-9]*\\.(png|jpg|webp)";
  private static final Pattern NAME = Pattern.compile(PREFIX + ENDING);
  private static final Pattern PART_NAME = Pattern.compile(PART_PREFIX + ENDING);

  private final Path folder;

  FusedFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure, before anything is paid for, that images can be written.
   *
   * @throws IOException saying what is in the way
   */
  void check() throws IOException {
    FileChecks.folder(ROLE, folder);
    for (Path each : earlier()) {
      if (!Files.isRegularFile(each)) {
        throw new IOException(ROLE + ": not a regular file: " + each);
      }
    }
  }

  /** Whether a file is one of those that an earlier call left, which go. */
  boolean holds(Path file) {
    try {
      for (Path each : earlier()) {
        if (FileChecks.isSame(file, each)) {
          return true;
        }
      }
    } catch (IOException e) {
      // Told when the images are written.
    }
    return false;
  }

  /** Writes all images that are there, and drops those of an earlier call. */
  List<Path> write(FusionResult result) throws IOException {
    if (result.images().stream().noneMatch(FusedImage::isPresent)) {
      return List.of();
    }
    Path deepest = result.images().stream().anyMatch(FusedFiles::isPart) ? parts() : folder;
    List<Path> made = missingFolders(deepest);
    boolean written = false;
    try {
      Files.createDirectories(deepest);
      List<Path> files = writeAll(result);
      written = true;
      return files;
    } catch (FileSystemException e) {
      throw new IOException(ROLE + ": " + Failures.reason(e) + ": " + e.getFile(), e);
    } finally {
      if (!written) {
        for (Path each : made) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** The folders that have to be made, innermost first. */
  private static List<Path> missingFolders(Path deepest) {
    List<Path> missing = new ArrayList<>();
    Path each = deepest.toAbsolutePath();
    while (each != null && Files.notExists(each)) {
      missing.add(each);
      each = each.getParent();
    }
    return missing;
  }

  private List<Path> writeAll(FusionResult result) throws IOException {
    Map<Path, ImageTarget.Draft> drafts = new LinkedHashMap<>();
    try (Closer closer = Closer.create()) {
      for (FusedImage image : result.images()) {
        if (image.isPresent()) {
          Path file =
              isPart(image)
                  ? parts().resolve(name(PART_PREFIX, image))
                  : folder.resolve(name(PREFIX, image));
          ImageTarget.Draft draft = closer.register(ImageTarget.of(file).openDraft());
          drafts.put(file, draft);
          try (InputStream bytes = image.source().open()) {
            bytes.transferTo(draft.stream());
          }
        }
      }
      check();
      return committed(drafts);
    }
  }

  private List<Path> committed(Map<Path, ImageTarget.Draft> drafts) throws IOException {
    List<Path> earlier = earlier();
    for (ImageTarget.Draft draft : drafts.values()) {
      draft.commit();
    }
    for (Path file : earlier) {
      if (!drafts.containsKey(file)) {
        Files.deleteIfExists(file);
      }
    }
    return List.copyOf(drafts.keySet());
  }

  /** Whether an image shows a part of the photo only. */
  private static boolean isPart(FusedImage image) {
    return image.unfinished().isPresent()
        && image.part().filter(part -> !part.isWhole()).isPresent();
  }

  private Path parts() {
    return folder.resolve(PARTS);
  }

  /** What lies in the folder, and in that of parts, under a name that is given here. */
  private List<Path> earlier() throws IOException {
    List<Path> earlier = new ArrayList<>();
    addNamed(folder, NAME, earlier);
    addNamed(parts(), PART_NAME, earlier);
    return earlier;
  }

  private static void addNamed(Path folder, Pattern name, List<Path> found) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (name.matcher(String.valueOf(file.getFileName())).matches()) {
            found.add(file);
          }
        }
      }
    }
  }

  private static String name(String prefix, FusedImage image) {
    String ending =
        switch (image.mediaType()) {
          case "image/jpeg" -> ".jpg";
          case "image/webp" -> ".webp";
          default -> ".png";
        };
    return prefix + (image.index() + 1) + ending;
  }
}
