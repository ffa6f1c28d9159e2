package io.github.maskloom.image;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.internal.file.SourceStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A range that gives as many bytes as were asked for, or fails. <b>Ownership:</b> closing it closes
 * what the supplier opened.
 */
final class ExactRange extends SourceStream {
  private final long position;
  private final long length;
  private long given;

  private ExactRange(InputStream stream, long position, long length) {
    super(stream);
    this.position = position;
    this.length = length;
  }

  /** Opens a range of at least one byte. */
  static InputStream open(RangeSupplier ranges, long position, long length) throws IOException {
    if (position < 0 || length < 1) {
      throw new IllegalArgumentException("no range: %d bytes at %d".formatted(length, position));
    }
    return new ExactRange(ranges.open(position, length), position, length);
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (given == length) {
      return -1;
    }
    int read = super.read(target, offset, (int) Math.min(count, length - given));
    if (read < 0) {
      throw new IOException(
          "the bytes ended at %d, %d before the end of the range: the stated length is wrong,"
                  .formatted(position + given, length - given)
              + " or the connection was cut");
    }
    given += read;
    return read;
  }
}
