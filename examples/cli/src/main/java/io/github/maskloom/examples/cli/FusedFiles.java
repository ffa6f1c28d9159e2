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
 * one. The folder changes when all of them are written, or not at all.
 */
final class FusedFiles {
  private static final String ROLE = "out";
  private static final String PREFIX = "fused-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[1-9][0-9]*\\.(png|jpg|webp)");

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
    List<Path> made = missingFolders();
    boolean written = false;
    try {
      Files.createDirectories(folder);
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
  private List<Path> missingFolders() {
    List<Path> missing = new ArrayList<>();
    Path each = folder.toAbsolutePath();
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
          Path file = folder.resolve(fileName(image));
          ImageTarget.Draft draft = closer.register(ImageTarget.of(file).openDraft());
          drafts.put(file, draft);
          copy(image, draft);
        }
      }
      check();
      return committed(drafts);
    }
  }

  private static void copy(FusedImage image, ImageTarget.Draft draft) throws IOException {
    try (InputStream in = image.source().open()) {
      in.transferTo(draft.stream());
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

  /** What lies in the folder under a name that is given here. */
  private List<Path> earlier() throws IOException {
    List<Path> earlier = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
        for (Path file : files) {
          if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
            earlier.add(file);
          }
        }
      }
    }
    return earlier;
  }

  private static String fileName(FusedImage image) {
    String ending =
        switch (image.image().mediaType()) {
          case "image/jpeg" -> ".jpg";
          case "image/webp" -> ".webp";
          default -> ".png";
        };
    return PREFIX + (image.index() + 1) + ending;
  }
}
