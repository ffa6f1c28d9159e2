package io.github.maskloom.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The images that lie directly in a folder. */
final class ImageFolder {
  private static final Pattern NAME =
      Pattern.compile("(?is)[^.].*\\.(png|jpe?g|gif|webp|bmp|tiff?)");

  /** PNG, JPEG, GIF, BMP, TIFF and BigTIFF in both byte orders, and WebP. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?s)\u0089PNG\r\n|\u00FF\u00D8\u00FF|GIF8|BM|II[*+]\0|MM\0[*+]|RIFF.{4}WEBP");

  private static final int HEAD_BYTES = 12;

  private ImageFolder() {}

  /**
   * The images by name: files with an image's extension that are not hidden.
   *
   * @throws IOException if the folder cannot be read
   */
  static SortedMap<String, Path> images(Path folder) throws IOException {
    SortedMap<String, Path> images = new TreeMap<>();
    for (Path file : MoreFiles.listFiles(folder)) {
      String name = String.valueOf(file.getFileName());
      if (NAME.matcher(name).matches() && Files.isRegularFile(file)) {
        images.put(name, file);
      }
    }
    return images;
  }

  /** Whether a file's first bytes are those of an image, or false if it cannot be read. */
  static boolean beginsLikeImage(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return BEGINNING.matcher(new String(in.readNBytes(HEAD_BYTES), ISO_8859_1)).lookingAt();
    } catch (IOException e) {
      return false;
    }
  }
}
