package io.github.maskloom.testing.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a form of several parts (RFC 7578), strictly, and keeps no more than a start of each. */
final class FormReader {
  private static final int MAX_KEPT_BYTES = 8 << 20;
  private static final int MAX_KEPT_BYTES_OF_ALL = 32 << 20;

  private final InputStream in;
  private final byte[] delimiter;
  private int kept;

  private FormReader(InputStream in, String boundary) {
    this.in = new BufferedInputStream(in, 1 << 16);
    delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
  }

  static List<SentPart> read(InputStream in, String boundary) throws IOException {
    return new FormReader(in, boundary).parts();
  }

  private List<SentPart> parts() throws IOException {
    expect(new String(delimiter, US_ASCII).substring(2));
    List<SentPart> parts = new ArrayList<>();
    while (isFollowedByPart()) {
      parts.add(part());
    }
    if (in.read() >= 0) {
      throw new IOException("something follows the form");
    }
    return parts;
  }

  private void expect(String text) throws IOException {
    String came = new String(in.readNBytes(text.length()), US_ASCII);
    if (!came.equals(text)) {
      throw new IOException("no delimiter, but " + came);
    }
  }

  private boolean isFollowedByPart() throws IOException {
    String end = new String(in.readNBytes(2), US_ASCII);
    if (end.equals("--")) {
      expect("\r\n");
      return false;
    }
    if (!end.equals("\r\n")) {
      throw new EOFException("the form breaks off");
    }
    return true;
  }

  private SentPart part() throws IOException {
    String disposition = "";
    String mediaType = "";
    for (String line = line(); !line.isEmpty(); line = line()) {
      String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = line.substring(line.indexOf(':') + 1).strip();
      disposition = name.equals("content-disposition") ? value : disposition;
      mediaType = name.equals("content-type") ? value : mediaType;
    }
    return body(disposition, mediaType);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the form breaks off");
      }
      line.write(b);
    }
    in.read();
    return line.toString(UTF_8);
  }

  /** The delimiter begins with CR, which it has nowhere else, so a search never has to go back. */
  private SentPart body(String disposition, String mediaType) throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    long length = 0;
    int matched = 0;
    while (matched < delimiter.length) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the form breaks off");
      }
      if (b == delimiter[matched]) {
        matched++;
        continue;
      }
      length += keep(start, delimiter, matched);
      matched = b == delimiter[0] ? 1 : 0;
      if (matched == 0) {
        length += keep(start, new byte[] {(byte) b}, 1);
      }
    }
    return new SentPart(disposition, mediaType, start.toByteArray(), length);
  }

  private int keep(ByteArrayOutputStream start, byte[] bytes, int count) {
    if (start.size() < MAX_KEPT_BYTES && kept < MAX_KEPT_BYTES_OF_ALL) {
      start.write(bytes, 0, count);
      kept += count;
    }
    return count;
  }
}
