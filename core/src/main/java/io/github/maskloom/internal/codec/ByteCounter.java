package io.github.maskloom.internal.codec;

import io.github.maskloom.image.ImageSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the encoded bytes that are read of a picture, over every time it is opened. */
final class ByteCounter {
  private final AtomicLong bytes = new AtomicLong();

  /** Opens the source so that what is read counts. */
  InputStream open(ImageSource source) throws IOException {
    return new Counted(source.open());
  }

  /** A re-openable source as one whose bytes count. */
  ImageSource counting(ImageSource source) {
    return ImageSource.reopening(() -> open(source));
  }

  long bytes() {
    return bytes.get();
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      if (value >= 0) {
        bytes.incrementAndGet();
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count > 0) {
        bytes.addAndGet(count);
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      bytes.addAndGet(skipped);
      return skipped;
    }
  }
}
