package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in which an image that is linked by a data URL is an image in base64, and so is decoded
 * as it comes: {@code "url":"data:image/png;base64,AAAA"} becomes {@code
 * "url":"data:image/png;base64,","b64_json":"AAAA"}. A text in JSON has no bare quotes, so that no
 * prompt or message is taken for it. <b>Memory:</b> some blocks of 8 KiB. <b>Threads:</b> confined
 * to one.
 */
final class DataUrls extends FilterInputStream {
  /** How a link begins that is none. */
  static final String SCHEME = "data:";

  private static final int BLOCK_BYTES = 1 << 13;

  /** Longer than the beginning of any data URL, which may come in two blocks. */
  private static final int MAX_START = 256;

  private static final Pattern START =
      Pattern.compile("\"url\"\\s{0,32}:\\s{0,32}\"data:[^\",]{0,128};base64,");

  private static final byte[] BASE64_FIELD = "\",\"b64_json\":\"".getBytes(ISO_8859_1);

  private final PushbackInputStream answer;
  private final Pattern starting;
  private String before = "";

  DataUrls(InputStream answer) {
    this(answer, START);
  }

  /**
   * An answer in which data URLs stand in a field of another name.
   *
   * @param name of ASCII letters, digits and underscores
   */
  static DataUrls in(InputStream answer, String name) {
    return new DataUrls(answer, Pattern.compile(START.pattern().replace("url", name)));
  }

  private DataUrls(InputStream answer, Pattern starting) {
    this(new PushbackInputStream(answer, 2 * BLOCK_BYTES), starting);
  }

  private DataUrls(PushbackInputStream in, Pattern starting) {
    super(in);
    answer = in;
    this.starting = starting;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = answer.read(to, offset, Math.min(length, BLOCK_BYTES));
    String text = before + new String(to, offset, Math.max(0, count), ISO_8859_1);
    Matcher start = starting.matcher(text);
    if (!start.find()) {
      before = text.substring(Math.max(0, text.length() - MAX_START));
      return count;
    }
    int rest = text.length() - start.end();
    answer.unread(to, offset + count - rest, rest);
    answer.unread(BASE64_FIELD);
    before = "";
    return count - rest;
  }
}
