package io.github.maskloom.testing.internal.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a form, as it was received. */
public final class SentPart {
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");

  private final String disposition;
  private final String mediaType;
  private final byte[] bytes;
  private final long length;

  SentPart(String disposition, String mediaType, byte[] bytes, long length) {
    this.disposition = disposition;
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.length = length;
  }

  /** {@return the part's {@code Content-Type} as it was sent, or empty if it has none} */
  public String mediaType() {
    return mediaType;
  }

  /**
   * {@return the bytes that were kept: all, or the first 8 MiB or a little more} Fewer are kept
   * once all parts of a form have 32 MiB. The array is not copied.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return how many bytes the part has, kept or not} */
  public long length() {
    return length;
  }

  /** {@return the field's name, or empty if it has none} */
  public String name() {
    return first(NAME);
  }

  /** {@return the file's name, or empty if it has none} */
  public String fileName() {
    return first(FILE_NAME);
  }

  /** {@return whether the part has a file's name, or a media type other than plain text} */
  public boolean isFile() {
    return !fileName().isEmpty() || !(mediaType.isEmpty() || mediaType.startsWith("text/plain"));
  }

  /** {@return the bytes that were kept, as UTF-8} */
  public String text() {
    return new String(bytes, UTF_8);
  }

  private String first(Pattern pattern) {
    Matcher found = pattern.matcher(disposition);
    return found.find() ? found.group(1) : "";
  }

  @Override
  public String toString() {
    return isFile() ? name() + "=" + fileName() + " " + mediaType : name() + "=" + text();
  }
}
