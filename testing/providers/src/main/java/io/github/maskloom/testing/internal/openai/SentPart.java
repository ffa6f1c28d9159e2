package io.github.maskloom.testing.internal.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a form, as it was received.
 *
 * @param disposition header {@code Content-Disposition} as it was sent; may be empty
 * @param mediaType header {@code Content-Type} as it was sent, or empty if it has none
 * @param bytes that were kept: all, or the first 8 MiB or a little more. Fewer are kept once all
 *     parts of a form have 32 MiB. The array is not copied.
 * @param length how many bytes the part has, kept or not
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares parts.
public record SentPart(String disposition, String mediaType, byte[] bytes, long length) {
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");

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
