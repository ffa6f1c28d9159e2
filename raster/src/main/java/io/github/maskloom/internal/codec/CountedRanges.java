package io.github.maskloom.internal.codec;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of an encoded image, counted. Its first {@value #HEAD_BYTES} bytes, which hold what most
 * images say of themselves, are fetched once and kept.
 *
 * <p><b>Memory:</b> {@link #heapBytes}, from the first byte on. <b>Threads:</b> confined, the
 * streams too.
 */
final class CountedRanges implements RangeSupplier {
  private static final int HEAD_BYTES = 1 << 16;

  private final RangeSupplier ranges;
  private final long length;
  private final ByteCounter counter;
  private byte @Nullable [] head;

  CountedRanges(RangeSupplier ranges, long length, ByteCounter counter) {
    this.ranges = ranges;
    this.length = length;
    this.counter = counter;
  }

  /** Heap that is held of an image of some length. */
  static long heapBytes(long length) {
    return Math.min(HEAD_BYTES, length);
  }

  @Override
  public InputStream open(long position, long count) throws IOException {
    if (position >= HEAD_BYTES) {
      return counter.counted(ranges.open(position, count));
    }
    byte[] kept = head();
    int fromHead = (int) Math.min(count, kept.length - position);
    InputStream first = new ByteArrayInputStream(kept, (int) position, fromHead);
    return fromHead == count
        ? first
        : new SequenceInputStream(first, open(position + fromHead, count - fromHead));
  }

  private byte[] head() throws IOException {
    byte[] kept = head;
    if (kept == null) {
      int bytes = (int) heapBytes(length);
      try (InputStream stream = counter.counted(ranges.open(0, bytes))) {
        kept = stream.readNBytes(bytes);
      }
      head = kept;
    }
    return kept;
  }
}
