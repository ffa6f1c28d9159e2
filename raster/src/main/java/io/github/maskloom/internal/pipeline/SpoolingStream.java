package io.github.maskloom.internal.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Copies to a temporary file what is read. Owns neither the stream nor the file. */
public final class SpoolingStream extends FilterInputStream {
  private final SpoolFile spool;

  public SpoolingStream(InputStream stream, SpoolFile spool) {
    super(stream);
    this.spool = spool;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      spool.append(ByteBuffer.wrap(target, offset, count));
    }
    return count;
  }
}
