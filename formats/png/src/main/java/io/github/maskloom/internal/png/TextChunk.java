package io.github.maskloom.internal.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/** The content of tEXt, zTXt and iTXt: a keyword, a zero byte, and text (section 11.3.3). */
final class TextChunk {
  private static final int MAX_KEYWORD_BYTES = 79;

  /**
   * Keywords under which ImageMagick keeps EXIF, and Photoshop's resources, as text of hexadecimal
   * digits. Both may hold a thumbnail.
   */
  private static final Set<String> HELD_BLOCKS =
      Set.of(
          "Raw profile type exif",
          "Raw profile type app1",
          "Raw profile type APP1",
          "Raw profile type 8bim");

  private TextChunk() {}

  /** Whether a text may hold an image of what the pixels were before they were changed. */
  static boolean mayHoldThumbnail(byte[] data) {
    return HELD_BLOCKS.contains(keyword(data));
  }

  private static String keyword(byte[] data) {
    int end = 0;
    while (end < Math.min(data.length, MAX_KEYWORD_BYTES) && data[end] != 0) {
      end++;
    }
    return new String(data, 0, end, ISO_8859_1);
  }
}
