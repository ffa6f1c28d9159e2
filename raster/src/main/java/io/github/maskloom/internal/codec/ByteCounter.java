package io.github.maskloom.internal.codec;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.internal.file.SourceStream;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the encoded bytes that are read of an image, over every time it is opened. It refuses more
 * than {@link ImageLimits#maxInputBytes} of them in one go, and stops when the caller wants to.
 */
public final class ByteCounter implements SourceStream.Watch {
  private final AtomicLong bytes = new AtomicLong();
  private final ImageLimits limits;
  private final CancelSignal cancel;
  private final InputFiles files;
  private volatile boolean readsMemory;

  /**
   * Begins at 0, for one image.
   *
   * @param limits of which {@link ImageLimits#maxInputBytes} counts
   * @param cancel asked at each read
   * @param files know what was opened before
   */
  public ByteCounter(ImageLimits limits, CancelSignal cancel, InputFiles files) {
    this.limits = limits;
    this.cancel = cancel;
    this.files = files;
  }

  /**
   * Opens the source so that what is read counts.
   *
   * @param source may be opened again, and then counts again
   * @return its bytes; the caller closes them
   * @throws IOException if it cannot be opened, or is a file that has changed since it was
   * @throws io.github.maskloom.errors.ImageLimitException if its length is known and too large
   */
  public InputStream open(ImageSource source) throws IOException {
    OptionalLong length = source.length();
    if (length.isPresent()) {
      LimitCheck.inputBytes(limits, length.getAsLong());
    }
    InputStream stream = files.open(source);
    readsMemory = stream instanceof ByteArrayInputStream;
    return SourceStream.metered(stream, this);
  }

  /** Whether what was opened last lies in memory, so that passing over it costs nothing. */
  boolean readsMemory() {
    return readsMemory;
  }

  /**
   * {@return how many bytes a source has} They are read to be counted if it does not tell.
   *
   * @param source one that can be opened again
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many
   * @throws IOException if it cannot be read
   */
  public long length(ImageSource source) throws IOException {
    OptionalLong length = source.length();
    if (length.isPresent()) {
      return length.getAsLong();
    }
    try (InputStream stream = open(source)) {
      return stream.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** A re-openable source as one whose bytes count. */
  ImageSource counting(ImageSource source) throws IOException {
    OptionalLong length = source.length();
    if (source.ranges().isPresent() && length.isPresent()) {
      LimitCheck.inputBytes(limits, length.getAsLong());
      RangeSupplier counted = new CountedRanges(source.ranges().get(), length.getAsLong());
      return ImageSource.seekable(counted, length.getAsLong());
    }
    return length.isPresent()
        ? ImageSource.reopening(() -> open(source), length.getAsLong())
        : ImageSource.reopening(() -> open(source));
  }

  long bytes() {
    return bytes.get();
  }

  @Override
  public void begin() {
    cancel.throwIfCancelled();
  }

  @Override
  public void passed(int count, long position) {
    LimitCheck.inputBytes(limits, position);
    bytes.addAndGet(Math.max(count, 0));
  }

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
    private byte @Nullable [] head;

    CountedRanges(RangeSupplier ranges, long length) {
      this.ranges = ranges;
      this.length = length;
    }

    /** Heap that is held of an image of some length. */
    static long heapBytes(long length) {
      return Math.min(HEAD_BYTES, length);
    }

    @Override
    public InputStream open(long position, long count) throws IOException {
      if (position >= HEAD_BYTES) {
        return SourceStream.metered(ranges.open(position, count), ByteCounter.this);
      }
      byte[] kept = head();
      int fromHead = (int) Math.min(count, kept.length - position);
      InputStream first = new ByteArrayInputStream(kept, (int) position, fromHead);
      return fromHead == count
          ? first
          : new SequenceInputStream(first, open(position + fromHead, count - fromHead));
    }

    private byte[] head() throws IOException {
      if (head == null) {
        int bytes = (int) heapBytes(length);
        InputStream first = ranges.open(0, bytes);
        try (InputStream stream = SourceStream.metered(first, ByteCounter.this)) {
          head = stream.readNBytes(bytes);
        }
      }
      return head;
    }
  }
}
