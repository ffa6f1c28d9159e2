package io.github.maskloom.internal.codec;

import static java.nio.file.StandardOpenOption.READ;

import com.google.common.io.Closer;
import com.google.common.primitives.Bytes;
import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of an encoded image, had as its format needs them: in order, from the beginning as
 * often as wanted, or from any place. A source that cannot do that is copied to a temporary file.
 *
 * <p>Owns what is opened on the way, and closes it. <b>Threads:</b> confined.
 */
final class EncodedInput implements FormatInput, Closeable {
  /** What is shown of a stream before it is copied. */
  private static final int BEGINNING_BYTES = 1 << 13;

  private final Closer resources = Closer.create();
  private final EncodedImage.Opening asked;
  private final Scope scope;
  private final ByteCounter counter;
  private ImageSource source;
  private boolean seeks;
  private InputStream stream = InputStream.nullInputStream();
  private byte[] head = new byte[0];
  private OptionalLong length = OptionalLong.empty();

  EncodedInput(ImageSource source, EncodedImage.Opening asked, Scope scope) {
    this.source = source;
    this.asked = asked;
    this.scope = scope;
    counter = new ByteCounter(limits(), scope.cancel(), scope.files());
  }

  /** Opens the source, and reads as many bytes as tell its format. */
  byte[] begin() throws IOException {
    if (isRanged()) {
      source = counter.counting(source);
      stream = resources.register(source.open());
    } else {
      stream = resources.register(counter.open(source));
    }
    length = source.length();
    head = stream.readNBytes(ImageFormat.HEAD_BYTES);
    return head;
  }

  @Override
  public byte[] head() {
    return head;
  }

  @Override
  public ImageLimits limits() {
    return asked.reading().limits();
  }

  @Override
  public DamagePolicy damage() {
    return asked.reading().damage();
  }

  @Override
  public CancelSignal cancel() {
    return scope.cancel();
  }

  @Override
  public MemoryBudget budget() {
    return scope.budget();
  }

  @Override
  public Kept kept() {
    return asked.carried();
  }

  /** All bytes that can be read now of the beginning of an image that nobody knows. */
  byte[] beginning() throws IOException {
    return Bytes.concat(head, stream.readNBytes(BEGINNING_BYTES));
  }

  /** Bytes of the encoded image, if that is known. */
  OptionalLong encodedBytes() {
    return length;
  }

  @Override
  public void checkHeader(boolean hasAlpha) {
    asked.check().check(hasAlpha);
  }

  @Override
  public void checkSize(long width, long height) {
    LimitCheck.size(limits(), width, height);
  }

  @Override
  public int denominator(int width, int height) {
    return asked.reduction().denominator(width, height);
  }

  Scope scope() {
    return scope;
  }

  ByteCounter counter() {
    return counter;
  }

  @Override
  public <T extends Closeable> T owned(T resource) {
    return resources.register(resource);
  }

  @Override
  public ImageSource source() {
    return source;
  }

  private boolean isRanged() {
    return source.ranges().isPresent();
  }

  /** Heap that reading the source takes by itself, once it is known how it is read. */
  long heapBytes() throws IOException {
    if (!isRanged()) {
      return 0;
    }
    long length = source.length().orElseThrow();
    return ByteCounter.CountedRanges.heapBytes(length)
        + (seeks ? RangedBytes.heapBytes(length) : 0);
  }

  @Override
  public InputStream open(ImageSource opened) throws IOException {
    return scope.files().open(opened);
  }

  @Override
  public InputStream inOrder() {
    return new SequenceInputStream(new ByteArrayInputStream(head), stream);
  }

  @Override
  public boolean skipsForNothing() {
    return source.reopenable() && (source.path().isPresent() || counter.readsMemory());
  }

  @Override
  public ImageSource reopenable(Check<InputStream> header) throws IOException {
    if (source.reopenable()) {
      stream.close();
      return isRanged() ? source : counter.counting(source);
    }
    SpoolFile spool = owned(SpoolFile.create(limits()));
    InputStream all = inOrder();
    header.check(BlockInputStream.copied(all, spool.output()));
    return filled(spool, all).source();
  }

  @Override
  public SeekableBytes seekable(Check<SeekableBytes> check) throws IOException {
    Optional<Path> path = source.path();
    if (isRanged()) {
      stream.close();
      seeks = true;
      return owned(new RangedBytes(source.ranges().orElseThrow(), source.length().orElseThrow()));
    } else if (path.isPresent() && source.length().isPresent()) {
      stream.close();
      return counted(path.get());
    }
    byte[] start = beginning();
    check.check(SeekableBytes.of(start));
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), stream);
    return filled(owned(SpoolFile.create(limits())), all);
  }

  private CountedFile counted(Path path) throws IOException {
    CountedFile file = owned(scope.files().open(path, () -> CountedFile.open(path, counter)));
    length = OptionalLong.of(file.length());
    return file;
  }

  private SpoolFile filled(SpoolFile spool, InputStream rest) throws IOException {
    spool.append(rest);
    length = OptionalLong.of(spool.length());
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

  /** An encoded file that is read from any place, counted; not a copy, so it must not change. */
  private record CountedFile(Path file, FileChannel channel, ByteCounter counter, long length)
      implements SeekableBytes, Closeable {
    /** Opens a file; the caller closes it. */
    static CountedFile open(Path file, ByteCounter counter) throws IOException {
      FileChannel channel = FileChannel.open(file, READ);
      try {
        return new CountedFile(file, channel, counter, channel.size());
      } catch (IOException e) {
        channel.close();
        throw FailureSubject.file(file).failure(e);
      }
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
      long at = position;
      try {
        while (buffer.hasRemaining()) {
          counter.begin();
          int count = FilePieces.read(channel, buffer, at);
          if (count < 0) {
            throw FailureSubject.file(file).failure("it was cut short while it was read");
          }
          at += count;
          counter.passed(count, at);
        }
      } catch (IOException e) {
        throw FailureSubject.file(file).failure(e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
