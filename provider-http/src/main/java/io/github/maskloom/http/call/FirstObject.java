package io.github.maskloom.http.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The first JSON object of a stream, of which not a byte more is taken. A long text is cut unless
 * it is an image: the parser would refuse it, and lose the images behind it.
 */
final class FirstObject extends InputStream {
  private static final int MAX_PIECE_BYTES = 8192;

  /** Fewer than the characters that the parser takes. */
  private static final int MAX_TEXT_BYTES = 1 << 15;

  /** Behind a backslash, at most. */
  private static final int MAX_ESCAPE_BYTES = 5;

  /** The usual name of an image. */
  static final String IMAGE = "b64_json";

  private final PushbackInputStream in;
  private final String image;

  /** The beginning of the text that was read last: a name, if a value follows. */
  private final StringBuilder name = new StringBuilder();

  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean over;
  private boolean isImage;
  private boolean isCut;
  private long textBytes;
  private long bytesBehindEscape;

  FirstObject(InputStream in) {
    this(in, IMAGE);
  }

  /**
   * The first object of a stream.
   *
   * @param image the name of an image beside the usual one
   */
  FirstObject(InputStream in, String image) {
    this.image = image;
    this.in = new PushbackInputStream(in, MAX_PIECE_BYTES);
  }

  /** What follows it, once it was read. */
  PushbackInputStream rest() {
    return in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
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
    for (int i = 0; i < count && !over; i++) {
      byte b = to[offset + i];
      over = ends(b);
      if (!inText || !isCut) {
        to[offset + kept++] = b;
      }
      if (over) {
        in.unread(to, offset + i + 1, count - i - 1);
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
    } else {
      depth += b == '{' ? 1 : b == '}' ? -1 : 0;
    }
    return b == '}' && !inText && depth == 0;
  }

  /** A text begins, whose name is the one before if it is a value. */
  private void begin() {
    inText = true;
    isImage = isImage(name.toString());
    isCut = false;
    textBytes = 0;
    bytesBehindEscape = MAX_ESCAPE_BYTES;
    name.setLength(0);
  }

  private boolean isImage(String text) {
    return text.equals(IMAGE) || text.equals(image);
  }

  private void goOn(byte b) {
    textBytes++;
    bytesBehindEscape = escaped ? 0 : bytesBehindEscape + 1;
    if (inText && name.length() <= Math.max(IMAGE.length(), image.length())) {
      name.append((char) b);
    }
  }

  /** Whether a long text can end before a byte: not within an escape or a character. */
  private boolean mayCut(byte b) {
    boolean within = escaped || (b & 0xC0) == 0x80;
    boolean whole = b == '\\' || bytesBehindEscape > MAX_ESCAPE_BYTES;
    return textBytes > MAX_TEXT_BYTES && !isImage && !within && whole;
  }
}
