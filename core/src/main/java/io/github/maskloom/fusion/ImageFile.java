package io.github.maskloom.fusion;

import io.github.maskloom.image.ImageSource;
import java.nio.file.Path;

/**
 * A file that holds an image, which was decoded once and found whole, unless {@link
 * FusedImage#unfinished} says why not.
 *
 * @param file where it is, until the {@link FusionResult} is closed
 * @param mediaType such as {@code image/png}
 * @param width in pixels
 * @param height in pixels
 * @param bytes encoded size
 */
public record ImageFile(Path file, String mediaType, int width, int height, long bytes) {
  /**
   * What the name of a file with these bytes should end with, without a dot: {@code png}, {@code
   * jpg}, {@code webp}. Lower-case letters and digits only.
   */
  public String extension() {
    String subtype = mediaType.substring(mediaType.indexOf('/') + 1);
    return subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("^x-|[^a-z0-9]", "");
  }

  /** The image as a source, until the result is closed. */
  public ImageSource source() {
    return ImageSource.of(file);
  }
}
