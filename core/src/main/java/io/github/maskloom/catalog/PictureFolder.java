package io.github.maskloom.catalog;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pictures that lie directly in a folder. */
final class PictureFolder {
  private static final Set<String> EXTENSIONS =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff");

  private PictureFolder() {}

  /**
   * The pictures by name: files with a picture's extension that are not hidden.
   *
   * @throws IOException if the folder cannot be read
   */
  static SortedMap<String, Path> pictures(Path folder) throws IOException {
    SortedMap<String, Path> pictures = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(PictureFolder::isPicture)
          .forEach(file -> pictures.put(String.valueOf(file.getFileName()), file));
    }
    return pictures;
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0
        && !name.startsWith(".")
        && EXTENSIONS.contains(Ascii.toLowerCase(name.substring(dot + 1)))
        && Files.isRegularFile(file);
  }
}
