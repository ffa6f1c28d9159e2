package io.github.maskloom.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The images that lie directly in a folder. */
final class ImageFolder {
  private static final Set<String> EXTENSIONS =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff");

  private static final int HEAD_BYTES = 12;

  /** Where WebP is named in a RIFF file. */
  private static final int WEBP_AT = 8;

  /** PNG, JPEG, GIF, BMP, TIFF and BigTIFF in both byte orders. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "\u0089PNG\r\n", "\u00FF\u00D8\u00FF", "GIF8", "BM", "II*\0", "MM\0*", "II+\0", "MM\0+");

  private ImageFolder() {}

  /**
   * The images by name: files with an image's extension that are not hidden.
   *
   * @throws IOException if the folder cannot be read
   */
  static SortedMap<String, Path> images(Path folder) throws IOException {
    SortedMap<String, Path> images = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(ImageFolder::isImage)
          .forEach(file -> images.put(String.valueOf(file.getFileName()), file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return images;
  }

  /** Whether a file's first bytes are those of an image, or false if it cannot be read. */
  static boolean beginsLikeImage(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD_BYTES), ISO_8859_1);
      return BEGINNINGS.stream().anyMatch(head::startsWith)
          || (head.startsWith("RIFF") && head.startsWith("WEBP", WEBP_AT));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0
        && !name.startsWith(".")
        && EXTENSIONS.contains(Ascii.toLowerCase(name.substring(dot + 1)))
        && Files.isRegularFile(file);
  }
}
