package io.github.maskloom.http.answer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer that may have so many bytes, so that none can keep a call busy with what is no image.
 * <b>Threads:</b> confined to one.
 */
public final class BoundedAnswer extends FilterInputStream {
  private final AnswerBounds bounds;

  public BoundedAnswer(InputStream in, AnswerBounds bounds) {
    super(in);
    this.bounds = bounds;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    bounds.read(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = super.read(to, offset, length);
    bounds.read(Math.max(0, count));
    return count;
  }
}
