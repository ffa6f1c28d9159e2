package io.github.maskloom.image;

import io.github.maskloom.image.ImageSource.Opener;
import io.github.maskloom.internal.file.SourceStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.OptionalLong;

/**
 * A supplier held to its word: every stream starts over, and has the length that was stated. All
 * else would look like a broken image.
 */
final class StreamSource extends ImageSource implements SourceStream.Watch {
  private final Opener<InputStream> streams;
  private final OptionalLong stated;
  private volatile WeakReference<InputStream> last = new WeakReference<>(null);
  private volatile boolean gaveBytes;

  StreamSource(Opener<InputStream> streams, OptionalLong stated) {
    this.streams = streams;
    this.stated = stated;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream stream = streams.open();
    if (stream == null) {
      throw new IOException("the supplier of the stream gave none");
    }
    if (last.refersTo(stream)) {
      throw notNew("this is the stream that was read before");
    }
    last = new WeakReference<>(stream);
    if (stream instanceof ByteArrayInputStream bytes) {
      // It knows how long it is, and stays what it is: passing over it costs nothing.
      int length = bytes.available();
      passed(length, length);
      passed(-1, length);
      return bytes;
    }
    return SourceStream.checked(stream, this);
  }

  @Override
  public OptionalLong length() {
    return stated;
  }

  private static IOException notNew(String what) {
    return new IOException(what + ": the supplier must give a new stream each time");
  }

  @Override
  public void passed(int count, long position) throws IOException {
    long length = stated.orElse(position);
    if (count < 0 && position == 0 && gaveBytes) {
      throw notNew("the stream is at its end, as one that was read before");
    } else if (count < 0 && position < length) {
      throw new IOException(
          "the stream has %d bytes, but %d were stated".formatted(position, length));
    } else if (count > 0 && position > length) {
      throw new IOException(
          "the stream has more than the %d bytes that were stated".formatted(length));
    }
    gaveBytes = gaveBytes || count > 0;
  }

  /** Not beyond the end that was stated: some streams skip beyond theirs. */
  @Override
  public long skippable(long position) {
    return stated.isPresent() ? Math.max(0, stated.getAsLong() - position) : Long.MAX_VALUE;
  }
}
