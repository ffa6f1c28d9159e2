package io.github.maskloom.testing.internal.openai;

import static com.google.common.base.Strings.nullToEmpty;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MultipartReader;
import okio.BufferedSource;
import okio.Okio;

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
  private static final long MAX_KEPT_BYTES = 8 << 20;
  private static final long MAX_KEPT_BYTES_OF_ALL = 32 << 20;

  /**
   * Reads the parts of a form (RFC 7578), and of each no more than a start.
   *
   * @param body read to its end, and left open
   * @param boundary that stands between the parts
   * @return the parts in order
   * @throws IOException if the form breaks off, or something follows it
   */
  public static List<SentPart> parts(InputStream body, String boundary) throws IOException {
    BufferedSource form = Okio.buffer(Okio.source(body));
    MultipartReader reader = new MultipartReader(form, boundary);
    List<SentPart> parts = new ArrayList<>();
    long left = MAX_KEPT_BYTES_OF_ALL;
    for (MultipartReader.Part part = reader.nextPart(); part != null; part = reader.nextPart()) {
      BufferedSource bytes = part.body();
      bytes.request(Math.min(MAX_KEPT_BYTES, left));
      byte[] start = bytes.readByteArray(Math.min(left, bytes.getBuffer().size()));
      left -= start.length;
      long length = start.length + bytes.readAll(Okio.blackhole());
      String disposition = nullToEmpty(part.headers().get("Content-Disposition"));
      String mediaType = nullToEmpty(part.headers().get("Content-Type"));
      parts.add(new SentPart(disposition, mediaType, start, length));
    }
    if (!form.readUtf8().equals("\r\n")) {
      throw new IOException("something follows the form");
    }
    return parts;
  }

  /** {@return the field's name, or empty if it has none} */
  public String name() {
    return parameter("name");
  }

  /** {@return the file's name, or empty if it has none} */
  public String fileName() {
    return parameter("filename");
  }

  /** {@return whether the part has a file's name, or a media type other than plain text} */
  public boolean isFile() {
    return !fileName().isEmpty() || !(mediaType.isEmpty() || mediaType.startsWith("text/plain"));
  }

  /** {@return the bytes that were kept, as UTF-8} */
  public String text() {
    return new String(bytes, UTF_8);
  }

  private String parameter(String name) {
    Matcher found = Pattern.compile("[; ]" + name + "=\"([^\"]*)\"").matcher(disposition);
    return found.find() ? found.group(1) : "";
  }

  @Override
  public String toString() {
    return isFile() ? name() + "=" + fileName() + " " + mediaType : name() + "=" + text();
  }
}
