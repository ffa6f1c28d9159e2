package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.file.SourceStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from the first to the last, as ranges of which each is three times as long as all before
 * it, until one takes the rest: who reads a header fetches little more than it, and who reads an
 * image asks seldom.
 *
 * <p>Nothing is opened before the first byte is read. A skip over more than {@value #GAP_BYTES}
 * bytes begins a new range. <b>Memory:</b> none of its own.
 */
final class GrowingRanges extends BlockInputStream {
  private static final long FIRST_BYTES = 1 << 16;
  private static final long GROWN_BYTES = 1 << 22;
  private static final long GAP_BYTES = 1 << 16;
  private static final int SKIPPED_BYTES = 1 << 12;

  private final RangeSupplier ranges;
  private final long length;
  private @Nullable InputStream range;
  private long position;
  private long rangeEnd;
  private boolean isClosed;

  GrowingRanges(RangeSupplier ranges, long length) {
    this.ranges = ranges;
    this.length = length;
  }

  /** Opens a range of at least one byte, which gives as many as were asked for, or fails. */
  static InputStream exact(RangeSupplier ranges, long position, long length) throws IOException {
    checkArgument(position >= 0 && length >= 1, "no range: %s bytes at %s", length, position);
    return SourceStream.checked(ranges.open(position, length), new Exact(position, length));
  }

  /** Where a range begins, and how long it is. */
  private record Exact(long start, long length) implements SourceStream.Watch {
    @Override
    public long readable(long position) {
      return length - position;
    }

    @Override
    public void passed(int count, long position) throws IOException {
      if (count < 0 && position < length) {
        throw new IOException(
            "the bytes ended at %d, %d before the end of the range: the stated length is wrong,"
                    .formatted(start + position, length - position)
                + " or the connection was cut");
      }
    }
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    checkOpen();
    if (count == 0 || position == length) {
      return count == 0 ? 0 : -1;
    }
    InputStream open = range;
    if (open == null || position == rangeEnd) {
      open = next();
    }
    int read = open.read(target, offset, (int) Math.min(count, rangeEnd - position));
    position += Math.max(read, 0);
    return read;
  }

  private void checkOpen() throws IOException {
    if (isClosed) {
      throw new IOException("the stream is closed");
    }
  }

  private InputStream next() throws IOException {
    abort();
    long count = nextBytes();
    range = ranges.open(position, count);
    rangeEnd = position + count;
    return range;
  }

  private long nextBytes() {
    long left = length - position;
    if (position == 0) {
      return Math.min(left, FIRST_BYTES);
    }
    long most = position >= GROWN_BYTES ? left : Math.max(FIRST_BYTES, 3 * position);
    return left < 2 * most ? left : most;
  }

  @Override
  public long skip(long count) throws IOException {
    checkOpen();
    long skipped = Math.max(0, Math.min(count, length - position));
    if (skipped > GAP_BYTES || range == null || skipped >= rangeEnd - position) {
      abort();
      position += skipped;
      return skipped;
    }
    return Math.max(0, read(new byte[SKIPPED_BYTES], 0, (int) Math.min(skipped, SKIPPED_BYTES)));
  }

  /** Aborts the range that is open. Nothing is read any more. */
  @Override
  public void close() throws IOException {
    isClosed = true;
    abort();
  }

  private void abort() throws IOException {
    InputStream last = range;
    range = null;
    if (last != null) {
      last.close();
    }
  }
}
