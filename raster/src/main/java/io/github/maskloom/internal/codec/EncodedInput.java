package io.github.maskloom.internal.codec;

import com.google.common.io.Closer;
import com.google.common.primitives.Bytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.internal.pipeline.ArrayBytes;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.SpoolingStream;
import io.github.maskloom.internal.png.PngSignature;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * The bytes of an encoded image, had as its format needs them: in order, from the beginning as
 * often as wanted, or from any place. A source that cannot do that is copied to a temporary file.
 *
 * <p>Owns what is opened on the way, and closes it. <b>Threads:</b> confined.
 */
final class EncodedInput implements Closeable {
  /** What a plug-in is shown of a stream. */
  private static final int PLUG_IN_HEAD_BYTES = 1 << 13;

  private final Closer resources = Closer.create();
  private final ReadOptions reading;
  private final KeptMetadata kept;
  private final HeaderCheck headerCheck;
  private final Reduction reduction;
  private final Scope scope;
  private final ByteCounter counter;
  private ImageSource source;
  private boolean seeks;
  private InputStream stream = InputStream.nullInputStream();
  private byte[] head = new byte[0];

  EncodedInput(
      ImageSource source,
      ReadOptions reading,
      KeptMetadata kept,
      HeaderCheck headerCheck,
      Reduction reduction,
      Scope scope) {
    this.source = source;
    this.reading = reading;
    this.kept = kept;
    this.headerCheck = headerCheck;
    this.reduction = reduction;
    this.scope = scope;
    counter = new ByteCounter(reading.limits(), scope.cancel());
  }

  /** Opens the source, and reads as many bytes as tell its format. */
  byte[] begin() throws IOException {
    if (isRanged()) {
      source = counter.counting(source);
      stream = resources.register(source.open());
    } else {
      stream = resources.register(counter.open(source));
    }
    head = stream.readNBytes(PngSignature.HEAD_BYTES);
    return head;
  }

  /** The first bytes, as many as there are up to 29. */
  byte[] head() {
    return head;
  }

  ReadOptions reading() {
    return reading;
  }

  ImageLimits limits() {
    return reading.limits();
  }

  /** What of the image is kept beside its rows. */
  KeptMetadata kept() {
    return kept;
  }

  HeaderCheck headerCheck() {
    return headerCheck;
  }

  /** How much smaller than it is the image may be decoded. */
  Reduction reduction() {
    return reduction;
  }

  Scope scope() {
    return scope;
  }

  ByteCounter counter() {
    return counter;
  }

  /** Closes something with the image. */
  <T extends Closeable> T owned(T resource) {
    return resources.register(resource);
  }

  /** The source, which may open only once. */
  ImageSource source() {
    return source;
  }

  /** Whether the source is read in ranges, of which what is fetched counts. */
  boolean isRanged() {
    return source.ranges().isPresent();
  }

  /** Heap that reading the source takes by itself, once it is known how it is read. */
  long heapBytes() throws IOException {
    if (!isRanged()) {
      return 0;
    }
    long length = source.length().orElseThrow();
    return CountedRanges.heapBytes(length) + (seeks ? RangedBytes.heapBytes(length) : 0);
  }

  /** All bytes in order. */
  InputStream inOrder() {
    return new SequenceInputStream(new ByteArrayInputStream(head), stream);
  }

  /** Whether the source can be passed over without reading it: a file, or what is in memory. */
  boolean skipsForNothing() {
    return source.reopenable() && (source.path().isPresent() || counter.readsMemory());
  }

  /** All bytes, from the beginning as often as wanted. */
  ImageSource reopenable() throws IOException {
    if (source.reopenable()) {
      stream.close();
      return isRanged() ? source : counter.counting(source);
    }
    return copied(head, stream).source();
  }

  /** A look at a header. */
  @FunctionalInterface
  interface Header {
    /** Refuses a header that is too much. */
    void check(InputStream bytes) throws IOException;
  }

  /** The same, but a header that is too much is refused before the rest of the file is copied. */
  ImageSource reopenable(Header header) throws IOException {
    if (source.reopenable()) {
      return reopenable();
    }
    SpoolFile spool = owned(SpoolFile.create(limits()));
    InputStream all = inOrder();
    header.check(new SpoolingStream(all, spool));
    spool.append(all);
    return spool.source();
  }

  /** All bytes, from any place. */
  SeekableBytes seekable() throws IOException {
    return seeksInPlace() ? inPlace() : copied(head, stream);
  }

  /** Whether a beginning is known to somebody. */
  @FunctionalInterface
  interface Beginning {
    /** Throws if nobody knows what begins so. */
    void check(SeekableBytes start) throws IOException;
  }

  /** The same, but a stream that nobody knows by its beginning is refused instead of copied. */
  SeekableBytes seekable(Beginning beginning) throws IOException {
    if (seeksInPlace()) {
      return inPlace();
    }
    byte[] start = Bytes.concat(head, stream.readNBytes(PLUG_IN_HEAD_BYTES));
    beginning.check(new ArrayBytes(start));
    return copied(start, stream);
  }

  private boolean seeksInPlace() throws IOException {
    return isRanged() || (source.path().isPresent() && source.length().isPresent());
  }

  private SeekableBytes inPlace() throws IOException {
    stream.close();
    if (isRanged()) {
      seeks = true;
      return owned(new RangedBytes(source.ranges().orElseThrow(), source.length().orElseThrow()));
    }
    return owned(CountedFile.open(source.path().orElseThrow(), counter));
  }

  private SpoolFile copied(byte[] start, InputStream rest) throws IOException {
    SpoolFile spool = owned(SpoolFile.create(limits()));
    spool.append(new SequenceInputStream(new ByteArrayInputStream(start), rest));
    return spool;
  }

  /** Closes what was opened, and passes a failure on. */
  IOException failed(Throwable failure) throws IOException {
    try (Closer closed = resources) {
      throw closed.rethrow(failure);
    }
  }

  /** Closes the decoder, and deletes the temporary file if there is one. */
  @Override
  public void close() throws IOException {
    resources.close();
  }
}
