package io.github.maskloom.http.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Tells from its first bytes whether something can be an image. */
public final class ImageSignature {
  /** As many bytes as are looked at. */
  public static final int BYTES = 12;

  private ImageSignature() {}

  /**
   * Whether bytes begin like PNG, JPEG, GIF, WebP, BMP, TIFF, or HEIC and AVIF.
   *
   * @param start the first bytes
   * @param length how many there are, at most {@link #BYTES}
   */
  public static boolean matches(byte[] start, int length) {
    String text = new String(start, 0, length, ISO_8859_1);
    boolean riff = text.startsWith("RIFF") && text.startsWith("WEBP", 8);
    return riff
        || text.startsWith("\u0089PNG\r\n\u001a\n")
        || text.startsWith("\u00ff\u00d8\u00ff")
        || text.startsWith("GIF8")
        || text.startsWith("BM")
        || text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || text.startsWith("ftyp", 4);
  }
}
