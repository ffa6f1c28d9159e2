package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.regex.Pattern;

/**
 * The first JSON object of a stream, of which not a byte more is taken. It differs in two things,
 * so that the parser decodes images as they come and loses none. A long text is cut unless it is
 * decoded. An image that is linked by a data URL is one in base64: {@code
 * "url":"data:image/png;base64,AAAA"} becomes {@code
 * "url":"data:image/png;base64,","b64_json":"AAAA"}. A text in JSON has no bare quotes, so that no
 * prompt or message is taken for it. <b>Memory:</b> a block of 8 KiB. <b>Threads:</b> confined to
 * one.
 */
final class FirstObject extends BlockInputStream {
  private static final int MAX_PIECE_BYTES = 8192;

  /**
   * Fewer than the characters that the parser takes, and more than what is read ahead of it before
   * it begins to decode.
   */
  private static final int MAX_TEXT_BYTES = 1 << 15;

  /** More than a member's name or the beginning of a data URL has. */
  private static final int MAX_NAME_CHARS = 160;

  /** How a link begins that is none. */
  static final String SCHEME = "data:";

  /** Where the image of a data URL stands. */
  static final String IMAGE = "b64_json";

  private static final Pattern DATA_URL = Pattern.compile(SCHEME + "[^\",]{0,128};base64,");
  private static final byte[] IMAGE_MEMBER = ("\",\"" + IMAGE + "\":\"").getBytes(US_ASCII);

  /** Behind a backslash, at most. */
  private static final int MAX_ESCAPE_BYTES = 5;

  private final PushbackInputStream in;
  private final String link;
  private final AnswerBounds bounds;

  /** The beginning of the text that was read last: a name, if a value follows. */
  private final StringBuilder name = new StringBuilder();

  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean over;
  private boolean isLink;
  private boolean isCut;
  private long textBytes;
  private long bytesBehindEscape;

  /**
   * The first object of a stream.
   *
   * @param link name of a link that may be a data URL; empty if none may
   * @param bounds know what is decoded
   */
  FirstObject(InputStream in, String link, AnswerBounds bounds) {
    this.bounds = bounds;
    this.link = link;
    this.in = new PushbackInputStream(in, MAX_PIECE_BYTES + IMAGE_MEMBER.length);
  }

  /** What follows it, once it was read. */
  PushbackInputStream rest() {
    return in;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int kept = 0;
    while (kept == 0 && length > 0) {
      int count = over ? -1 : in.read(to, offset, Math.min(length, MAX_PIECE_BYTES));
      if (count < 0) {
        return -1;
      }
      kept = keep(to, offset, count);
    }
    return kept;
  }

  /** Moves what is kept to the front; how much that is. */
  private int keep(byte[] to, int offset, int count) throws IOException {
    int kept = 0;
    boolean stops = false;
    for (int i = 0; i < count && !stops; i++) {
      byte b = to[offset + i];
      over = ends(b);
      if (!inText || !isCut) {
        to[offset + kept++] = b;
      }
      boolean dataUrl = inText && isLink && b == ',' && DATA_URL.matcher(name).matches();
      stops = over || dataUrl;
      if (stops) {
        in.unread(to, offset + i + 1, count - i - 1);
      }
      if (dataUrl) {
        in.unread(IMAGE_MEMBER);
      }
    }
    return kept;
  }

  private boolean ends(byte b) {
    if (inText) {
      isCut |= mayCut(b);
      inText = escaped || b != '"';
      escaped = !escaped && b == '\\';
      goOn(b);
    } else if (b == '"') {
      begin();
    } else if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
    }
    return b == '}' && !inText && depth == 0;
  }

  /** A text begins, whose name is the one before if it is a value. */
  private void begin() {
    inText = true;
    isLink = !link.isEmpty() && link.contentEquals(name);
    isCut = false;
    textBytes = 0;
    bytesBehindEscape = MAX_ESCAPE_BYTES;
    name.setLength(0);
  }

  private void goOn(byte b) {
    textBytes++;
    bytesBehindEscape = escaped ? 0 : bytesBehindEscape + 1;
    if (inText && name.length() <= MAX_NAME_CHARS) {
      name.append((char) b);
    }
  }

  /** Whether a long text can end before a byte: not within an escape or a character. */
  private boolean mayCut(byte b) {
    boolean within = escaped || (b & 0xC0) == 0x80;
    boolean whole = b == '\\' || bytesBehindEscape > MAX_ESCAPE_BYTES;
    return textBytes > MAX_TEXT_BYTES && !bounds.decoding && !within && whole;
  }
}
