package io.github.maskloom.raster.testing;

import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** Bytes in memory that come as slowly as is wanted, or fail. It counts streams that are open. */
final class FedSource {
  private final byte[] bytes;
  private int bytesPerRead = Integer.MAX_VALUE;
  private int failingByte = Integer.MAX_VALUE;
  private int openStreams;

  FedSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same, a few bytes at a time. */
  FedSource slowly(int count) {
    bytesPerRead = count;
    return this;
  }

  /** The same, but a byte cannot be read. */
  FedSource failingAt(int position) {
    failingByte = position;
    return this;
  }

  /** Opens as often as wanted. */
  ImageSource reopening() {
    return ImageSource.reopening(Fed::new, bytes.length);
  }

  /** Opens once. */
  ImageSource once() {
    return ImageSource.once(new Fed());
  }

  int openStreams() {
    return openStreams;
  }

  private final class Fed extends FilterInputStream {
    private int position;
    private boolean closed;

    Fed() {
      super(new ByteArrayInputStream(bytes));
      openStreams++;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length > 0 && position >= failingByte) {
        throw new IOException("the disk is on fire");
      }
      int most = Math.min(bytesPerRead, failingByte - position);
      int count = super.read(target, offset, Math.min(length, most));
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, failingByte - position));
      position += (int) skipped;
      return skipped;
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (!closed) {
        closed = true;
        openStreams--;
      }
    }
  }
}
