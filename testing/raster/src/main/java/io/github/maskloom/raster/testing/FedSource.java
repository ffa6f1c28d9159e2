package io.github.maskloom.raster.testing;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.file.BlockInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

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

  private final class Fed extends BlockInputStream {
    private final InputStream in = new ByteArrayInputStream(bytes);
    private int position;
    private boolean closed;

    Fed() {
      openStreams++;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length > 0 && position >= failingByte) {
        throw new IOException("the disk is on fire");
      }
      int most = Math.min(bytesPerRead, failingByte - position);
      int count = in.read(target, offset, Math.min(length, most));
      position += Math.max(0, count);
      return count;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openStreams--;
      }
    }
  }
}
