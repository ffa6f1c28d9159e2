package io.github.maskloom.testing;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An object of a store that is read in ranges: counts what is asked of it, and fails where it is
 * told to.
 */
public final class StoredObject implements RangeSupplier {
  private final byte[] bytes;
  private final List<long[]> ranges = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong given = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private volatile long failingByte = Long.MAX_VALUE;
  private volatile boolean ends;

  /** An object of these bytes. */
  public StoredObject(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Fails with the byte after that many, counted over all ranges. */
  public StoredObject failingAfter(long count) {
    failingByte = count;
    return this;
  }

  /** Ends with the byte after that many instead of failing. */
  public StoredObject endingAfter(long count) {
    ends = true;
    return failingAfter(count);
  }

  /** A source of its bytes. */
  public ImageSource source() {
    return ImageSource.seekable(this, bytes.length);
  }

  @Override
  public InputStream open(long position, long length) throws IOException {
    if (position < 0 || length < 1 || position + length > bytes.length) {
      throw new AssertionError(
          "no range of %d bytes: %d at %d".formatted(bytes.length, length, position));
    }
    ranges.add(new long[] {position, length});
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new Range(new ByteArrayInputStream(bytes, (int) position, (int) length));
  }

  /** How many ranges were opened. */
  public int requests() {
    return ranges.size();
  }

  /** Position and length of each range that was opened. */
  public List<long[]> ranges() {
    return List.copyOf(ranges);
  }

  /** Bytes that ranges gave. */
  public long givenBytes() {
    return given.get();
  }

  /** Bytes that were asked for. */
  public long askedBytes() {
    return ranges().stream().mapToLong(range -> range[1]).sum();
  }

  /** Ranges that are open now. */
  public int open() {
    return open.get();
  }

  /** Ranges that were open at the same time, at the most. */
  public int mostOpen() {
    return mostOpen.get();
  }

  private final class Range extends FilterInputStream {
    private boolean closed;

    Range(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (closed) {
        throw new AssertionError("read after it was closed");
      }
      long left = failingByte - given.get();
      if (left <= 0 && length > 0) {
        if (ends) {
          return -1;
        }
        throw new IOException("connection reset");
      }
      int count = super.read(target, offset, (int) Math.min(length, left));
      given.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long count) {
      throw new AssertionError("nothing is skipped in a range");
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
