package io.github.maskloom.catalog;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The images that lie directly in a folder. */
final class ImageFolder {
  private ImageFolder() {}

  /**
   * The images by name: files that are not hidden and have the extension of a format that is there.
   *
   * @throws IOException if the folder cannot be read
   */
  static SortedMap<String, Path> images(Path folder) throws IOException {
    SortedMap<String, Path> images = new TreeMap<>();
    for (Path file : MoreFiles.listFiles(folder)) {
      String name = String.valueOf(file.getFileName());
      String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(file));
      if (!name.startsWith(".")
          && ImageFormats.installed().ofExtension(extension).isPresent()
          && Files.isRegularFile(file)) {
        images.put(name, file);
      }
    }
    return images;
  }

  /** Whether a file's first bytes are those of an image, or false if it cannot be read. */
  static boolean beginsLikeImage(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return ImageFormats.installed().looksLikeImage(in.readNBytes(ImageFormat.HEAD_BYTES));
    } catch (IOException e) {
      return false;
    }
  }
}
