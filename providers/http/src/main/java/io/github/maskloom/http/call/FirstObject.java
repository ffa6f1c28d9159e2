package io.github.maskloom.http.call;

import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The first JSON object of a stream, of which not a byte more is taken. A long text in it is cut
 * unless it is decoded. <b>Memory:</b> blocks of 8 KiB. <b>Threads:</b> confined to one.
 */
final class FirstObject extends BlockInputStream {
  private static final int MAX_PIECE_BYTES = 8192;

  /**
   * Fewer than the characters that the parser takes, and more than what is read ahead of it before
   * it begins to decode.
   */
  private static final int MAX_TEXT_BYTES = 1 << 15;

  /** Behind a backslash, at most. */
  private static final int MAX_ESCAPE_BYTES = 5;

  private final PushbackInputStream in;
  private final AnswerBounds bounds;

  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean over;
  private boolean isCut;
  private long textBytes;
  private long bytesBehindEscape;

  /**
   * The first object of a stream.
   *
   * @param bounds know what is decoded
   */
  FirstObject(InputStream in, AnswerBounds bounds) {
    this.bounds = bounds;
    this.in = new PushbackInputStream(in, MAX_PIECE_BYTES);
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
      textBytes++;
      bytesBehindEscape = escaped ? 0 : bytesBehindEscape + 1;
    } else if (b == '"') {
      inText = true;
      isCut = false;
      textBytes = 0;
      bytesBehindEscape = MAX_ESCAPE_BYTES;
    } else if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
    }
    return b == '}' && !inText && depth == 0;
  }

  /** Whether a long text can end before a byte: not within an escape or a character. */
  private boolean mayCut(byte b) {
    boolean within = escaped || (b & 0xC0) == 0x80;
    boolean whole = b == '\\' || bytesBehindEscape > MAX_ESCAPE_BYTES;
    return textBytes > MAX_TEXT_BYTES && !bounds.decoding && !within && whole;
  }
}
