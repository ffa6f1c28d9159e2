package io.github.maskloom.http.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** The first JSON object of a stream, of which not a byte more is taken. */
final class FirstObject extends InputStream {
  private static final int MAX_PIECE_BYTES = 8192;

  private final PushbackInputStream in;
  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean over;

  FirstObject(InputStream in) {
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
    int count = over ? -1 : in.read(to, offset, Math.min(length, MAX_PIECE_BYTES));
    for (int i = 0; i < count; i++) {
      if (ends(to[offset + i])) {
        over = true;
        in.unread(to, offset + i + 1, count - i - 1);
        return i + 1;
      }
    }
    return count;
  }

  private boolean ends(byte b) {
    if (inText) {
      inText = escaped || b != '"';
      escaped = !escaped && b == '\\';
    } else {
      inText = b == '"';
      depth += b == '{' ? 1 : b == '}' ? -1 : 0;
    }
    return b == '}' && !inText && depth == 0;
  }
}
