package io.github.maskloom.examples.cli;

import com.google.common.io.Closer;
import com.google.common.io.MoreFiles;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images of a call in a folder, {@code fused-1} and so on, in the place of those of an earlier
 * one. What shows a part of the photo only, since it could not be put back, is {@code part-1} in a
 * folder within. The folder changes when all of them are written, or not at all.
 */
record FusedFiles(Path folder) {
  private static final String ROLE = "out";
  private static final String PREFIX = "fused-";
  private static final String PART_PREFIX = "part-";
  private static final String PARTS = "parts";
  private static final String ENDING = "[1-9][0-9]*\\.(png|jpg|webp|gif|bmp|tiff)";

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

  /** Whether an image is one of those that an earlier call left, which go. */
  boolean holds(InputImage image) {
    try {
      return earlier().stream().anyMatch(image::isFile);
    } catch (IOException e) {
      // Told when the images are written.
      return false;
    }
  }

  /** Writes all images that are there, and drops those of an earlier call. */
  List<Path> write(FusionResult result) throws IOException {
    List<FusedImage> images = result.images().stream().filter(FusedImage::isPresent).toList();
    if (images.isEmpty()) {
      return List.of();
    }
    Path deepest = images.stream().anyMatch(FusedFiles::isPart) ? parts() : folder;
    List<Path> made = missingFolders(deepest);
    boolean written = false;
    try {
      Files.createDirectories(deepest);
      List<Path> files = writeAll(images);
      written = true;
      return files;
    } catch (FileSystemException e) {
      throw new IOException(ROLE + ": " + Failures.reason(e) + ": " + e.getFile(), e);
    } finally {
      for (Path each : written ? List.<Path>of() : made) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** The folders that have to be made, innermost first. */
  private static List<Path> missingFolders(Path deepest) {
    return Stream.iterate(
            deepest.toAbsolutePath(),
            each -> each != null && Files.notExists(each),
            Path::getParent)
        .toList();
  }

  private List<Path> writeAll(List<FusedImage> images) throws IOException {
    Map<Path, ImageTarget.Draft> drafts = new LinkedHashMap<>();
    try (Closer closer = Closer.create()) {
      for (FusedImage image : images) {
        String name = (isPart(image) ? PART_PREFIX : PREFIX) + (image.index() + 1);
        Path file = (isPart(image) ? parts() : folder).resolve(name + "." + image.extension());
        ImageTarget.Draft draft = closer.register(ImageTarget.of(file).openDraft());
        drafts.put(file, draft);
        try (InputStream bytes = image.source().open()) {
          bytes.transferTo(draft.stream());
        }
      }
      check();
      List<Path> earlier = earlier();
      for (ImageTarget.Draft draft : drafts.values()) {
        draft.commit();
      }
      earlier.removeAll(drafts.keySet());
      for (Path file : earlier) {
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
    List<Path> earlier = new ArrayList<>(named(folder, PREFIX));
    earlier.addAll(named(parts(), PART_PREFIX));
    return earlier;
  }

  private static List<Path> named(Path folder, String prefix) throws IOException {
    List<Path> files = Files.isDirectory(folder) ? MoreFiles.listFiles(folder) : List.of();
    return files.stream()
        .filter(file -> String.valueOf(file.getFileName()).matches(prefix + ENDING))
        .toList();
  }
}
