package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people send that is not read here, told by how it begins. It is only for the message, so a
 * signature that is too lax does no harm.
 */
enum UnreadFormat {
  AVIF("AVIF", true, "(?s).{4}ftyp(avi[fs]|mif1.{4,60}?avif).*"),
  HEIC("HEIC", true, "(?s).{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1).*"),
  VIDEO("a video", false, "(?s).{4}ftyp.{4}.*"),
  WEBP("WebP", true, "(?s)RIFF.{4}WEBP.*"),
  JPEG_XL("JPEG XL", true, "(?s)(\\xFF\\x0A|\\x00\\x00\\x00\\x0CJXL ).*"),
  JPEG_2000("JPEG 2000", true, "(?s)(\\xFF\\x4F\\xFF\\x51|\\x00\\x00\\x00\\x0CjP  ).*"),
  PHOTOSHOP("a Photoshop file", true, "(?s)8BPS.*"),
  PDF("PDF", false, "(?s)%PDF-.*"),
  ZIP("ZIP", false, "(?s)PK\\x03\\x04.*"),
  DATA_URL("the text of a data URL", false, "(?s)(?i)data:image/.*"),
  HTML("HTML", false, "(?s)(?i)\\s*<(!doctype html|html)\\b.*"),
  SVG("SVG", true, "(?s)\\s*<(svg\\b|[?!].*<svg\\b).*"),
  XML("XML", false, "(?s)\\s*<\\?xml\\b.*"),
  JSON("JSON", false, "(?s)\\s*\\{\\s*\".*");

  /** More is not looked at. */
  static final int LOOKED_AT_BYTES = 1024;

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  private final String looks;
  private final boolean isImage;
  private final Pattern beginning;

  UnreadFormat(String looks, boolean isImage, String beginning) {
    this.looks = looks;
    this.isImage = isImage;
    this.beginning = Pattern.compile(beginning);
  }

  /** What a file that begins so looks like; empty if it looks like nothing that is known. */
  static Optional<UnreadFormat> of(byte[] start) {
    String text = new String(start, 0, Math.min(start.length, LOOKED_AT_BYTES), ISO_8859_1);
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text;
    for (UnreadFormat format : values()) {
      if (format.beginning.matcher(content).matches()) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with such a file, and what to do. */
  String rule() {
    return "this looks like "
        + looks
        + (isImage
            ? ", which is not read here: convert it to JPEG or PNG"
            : ", which is not an image");
  }
}
