package io.github.maskloom.ark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer that may have so many bytes, so that none can keep a call busy with what is no picture.
 * <b>Threads:</b> confined to one.
 */
final class BoundedAnswer extends FilterInputStream {
  private static final long MAX_TEXT_BYTES = 16 << 20;

  private final long maxBytes;
  private long bytes;

  /** An answer that holds some pictures, in base64 with line ends, and texts. */
  BoundedAnswer(InputStream in, int images, long maxImageBytes) {
    super(in);
    long room = (Long.MAX_VALUE - MAX_TEXT_BYTES) / 2 / images;
    maxBytes = MAX_TEXT_BYTES + 2L * images * Math.min(maxImageBytes, room);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = super.read(to, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) throws AnswerTooLong {
    bytes += more;
    if (bytes > maxBytes) {
      throw new AnswerTooLong(maxBytes);
    }
  }
}
