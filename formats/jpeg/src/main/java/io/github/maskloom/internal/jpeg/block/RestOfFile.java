package io.github.maskloom.internal.jpeg.block;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that were read ahead, and the stream they came from. It does not close that. */
public final class RestOfFile extends InputStream {
  private final byte[] ahead;
  private int at;
  private final int end;
  private final InputStream in;

  public RestOfFile(byte[] ahead, int at, int end, InputStream in) {
    this.ahead = ahead;
    this.at = at;
    this.end = end;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return at < end ? ahead[at++] & 0xFF : in.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (at == end) {
      return in.read(target, offset, length);
    }
    int count = Math.min(length, end - at);
    System.arraycopy(ahead, at, target, offset, count);
    at += count;
    return count;
  }
}
