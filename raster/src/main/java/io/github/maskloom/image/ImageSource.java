package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.CharSource;
import io.github.maskloom.internal.file.FailureSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The encoded bytes of an image, wherever they are. The bytes say which format it is, never a name.
 *
 * <table>
 *   <caption>What you have, and what it costs</caption>
 *   <tr><th>you have</th><th>use</th><th>opens again</th><th>costs</th></tr>
 *   <tr><td>a file</td><td>{@link #of(Path)}</td><td>yes</td><td>nothing: it is read where it
 *       lies</td></tr>
 *   <tr><td>bytes in memory</td><td>{@link #of(byte[])}</td><td>yes</td><td>your array</td></tr>
 *   <tr><td>a data URL, or base64</td><td>{@link #dataUrl(CharSequence)}</td><td>yes</td><td>your
 *       text, decoded each time</td></tr>
 *   <tr><td>a supplier of streams</td><td>{@link #reopening(Opener, long)}</td><td>yes</td>
 *       <td>a stream each time it is opened</td></tr>
 *   <tr><td>an object in a store</td><td>{@link #seekable(RangeSupplier, long)}</td><td>yes</td>
 *       <td>a few ranges</td></tr>
 *   <tr><td>an {@code InputStream}</td><td>{@link #once(InputStream)}</td><td>no</td><td>a
 *       temporary file, unless it is a PNG without interlacing</td></tr>
 * </table>
 *
 * <p>An upload in Spring opens again until its request ends, and so does a servlet's {@code Part}.
 * The body of a request does not:
 *
 * <pre>{@code
 * ImageSource photo = ImageSource.reopening(multipartFile::getInputStream, multipartFile.getSize());
 * ImageSource body = ImageSource.once(request.getInputStream());
 * }</pre>
 *
 * <p>Fusing and writing data URLs need a source that opens again.
 *
 * <p><b>Memory:</b> a source holds no pixels and reads nothing until it is opened. <b>Threads:</b>
 * safe, as far as the given supplier is. <b>Ownership:</b> streams it opens are closed by the code
 * that opens them. The library closes all it opens.
 *
 * <p>Most images are read once from front to back. Adam7 PNG and JPEG are read several times. So a
 * {@link #once} source of such an image is first copied, compressed as it is, to a temporary file.
 * GIF, BMP, TIFF, WebP and what plug-ins of ImageIO decode are read out of order, so they are
 * copied unless they are files or {@link #seekable seekable}. The coded data of a JPEG of several
 * scans are copied unless it is seekable.
 */
public abstract class ImageSource {
  ImageSource() {}

  /**
   * {@return an image in a file} What has a path and is no regular file, such as a pipe, can be
   * read once. A cancel, a timeout and an interrupt end the wait for its bytes: a thread of its own
   * opens and reads it, which ends when the stream is closed.
   *
   * <p>Work fails with an {@link IOException} that names the file if somebody writes to it
   * meanwhile. Its size, its time of change and its key are compared before a result is committed.
   * A file that is replaced by a rename is read as it was, or fails where it is opened again.
   *
   * @param path opened by the work, each time anew; nothing is checked here
   */
  public static ImageSource of(Path path) {
    return new FileSource(Objects.requireNonNull(path, "path"), Optional.empty());
  }

  /**
   * {@return an image in an array in memory}
   *
   * @param bytes the whole file. It is neither copied nor changed, so leave it alone while work
   *     runs
   */
  public static ImageSource of(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return reopening(() -> new ByteArrayInputStream(bytes), bytes.length);
  }

  /**
   * {@return an image that a supplier opens as streams} If you know the length, {@link
   * #reopening(Opener, long)} refuses a large image earlier.
   *
   * <p>Each call gives a new stream. A later one that is at once at its end fails with an {@link
   * IOException} that says so.
   *
   * @param streams gives a new stream for each call, at the image's first byte; the library closes
   *     it
   */
  public static ImageSource reopening(Opener<InputStream> streams) {
    return new StreamSource(Objects.requireNonNull(streams, "streams"), OptionalLong.empty());
  }

  /**
   * {@return an image of a known length that a supplier opens as streams, such as an upload} One
   * that passes {@link ImageLimits} is refused without being read.
   *
   * <p>A stream that ends before its length, or is seen to go on behind it, fails with an {@link
   * IOException}, also under {@link ReadOptions.DamagePolicy#LENIENT}.
   *
   * @param streams gives a new stream for each call, at the image's first byte; the library closes
   *     it
   * @param lengthBytes of each stream, at least 0
   * @throws IllegalArgumentException if the length is negative
   */
  public static ImageSource reopening(Opener<InputStream> streams, long lengthBytes) {
    Objects.requireNonNull(streams, "streams");
    checkArgument(lengthBytes >= 0, "a length is not negative");
    return new StreamSource(streams, OptionalLong.of(lengthBytes));
  }

  /**
   * {@return an image of a known length that is read in ranges, such as an object in a store} No
   * such image is copied to a temporary file. Of a JPEG the scans beyond its 32nd are.
   *
   * <p><b>Ranges that are asked for</b> lie within the length and are never empty. An image that is
   * read from front to back takes the first 64 KiB, then growing ranges. The last is for the rest:
   * there are five for a large image. What was read of the first 64 KiB is kept, and not asked for
   * again. A JPEG of several scans is read twice: once to find its scans, then all of them side by
   * side, a range each. An Adam7 PNG is read through seven ranges at once, about twice in all. BMP
   * and TIFF take a range for each run of blocks. So up to 32 ranges of a source are open at the
   * same time.
   *
   * <p><b>Failures:</b> a range that ends before it is full fails with an {@link IOException}, also
   * under {@link ReadOptions.DamagePolicy#LENIENT}: a cut connection is no damaged image. Bytes
   * beyond the length are never seen. Nothing is tried again: a supplier that can resume a stream
   * does so by itself.
   *
   * @param ranges opens ranges of one and the same version of the bytes
   * @param lengthBytes of the whole image, at least 0
   * @throws IllegalArgumentException if the length is negative
   */
  public static ImageSource seekable(RangeSupplier ranges, long lengthBytes) {
    Objects.requireNonNull(ranges, "ranges");
    checkArgument(lengthBytes >= 0, "a length is not negative");
    RangeSupplier exact = (position, length) -> GrowingRanges.exact(ranges, position, length);
    return new ImageSource() {
      @Override
      public InputStream open() {
        return new GrowingRanges(exact, lengthBytes);
      }

      @Override
      public OptionalLong length() {
        return OptionalLong.of(lengthBytes);
      }

      @Override
      public Optional<RangeSupplier> ranges() {
        return Optional.of(exact);
      }

      @Override
      public String toString() {
        return "ranges";
      }
    };
  }

  /**
   * {@return an image in a stream that can be read once, such as the body of a request}
   *
   * <p>Opening the source a second time throws {@link IllegalStateException}.
   *
   * @param stream at the image's first byte; closed after reading
   */
  public static ImageSource once(InputStream stream) {
    Objects.requireNonNull(stream, "stream");
    AtomicBoolean taken = new AtomicBoolean();
    return new ImageSource() {
      @Override
      public InputStream open() {
        checkState(!taken.getAndSet(true), "this source could be read once and was already opened");
        return stream;
      }

      @Override
      public boolean reopenable() {
        return false;
      }
    };
  }

  /**
   * {@return the image in a data URL (RFC 2397), or in bare base64 (RFC 4648 section 4)}
   *
   * <p>It is decoded as a stream, in a few kilobytes. White space between characters is skipped,
   * and in a data URL characters may be percent-encoded. Which {@code image/} type a data URL names
   * is not used: the bytes say which format it is. Reading from {@link #open} throws {@link
   * io.github.maskloom.errors.ImageFormatException}, with the offset in characters, for a character
   * outside the alphabet, wrong or missing padding, or text after the padding. Reading throws this
   * too for more white space than data (beyond 64 KiB of it). So it does for a data URL that is not
   * base64 or not of an {@code image/} type.
   *
   * @param text kept as it is, and decoded each time the source is opened
   */
  public static ImageSource dataUrl(CharSequence text) {
    Objects.requireNonNull(text, "text");
    return dataUrl(CharSource.wrap(text)::openStream);
  }

  /**
   * {@return the image in text as {@link #dataUrl(CharSequence)} takes it, which can be opened
   * again}
   *
   * @param text gives a new reader for each call, which the library closes
   */
  public static ImageSource dataUrl(Opener<Reader> text) {
    Objects.requireNonNull(text, "text");
    return reopening(() -> new Base64InputStream(text.open()));
  }

  /**
   * Opens the image at its first byte. The caller closes the stream.
   *
   * @return a stream of the encoded bytes; it may be unbuffered
   * @throws IOException if the bytes cannot be reached; of a file it names the path, as reading
   *     does
   * @throws IllegalStateException if this is a {@link #once} source that was opened before
   */
  public abstract InputStream open() throws IOException;

  /** {@return whether {@link #open} may be called again} */
  public boolean reopenable() {
    return true;
  }

  /**
   * {@return how many bytes {@link #open} gives, if that is known without reading them}
   *
   * @throws IOException if the file cannot be asked
   */
  public OptionalLong length() throws IOException {
    return OptionalLong.empty();
  }

  /** {@return the file behind the source, if there is one; a pipe is none} */
  public Optional<Path> path() {
    return Optional.empty();
  }

  /** {@return what opens ranges of the bytes, if this is a {@link #seekable seekable} source} */
  public Optional<RangeSupplier> ranges() {
    return Optional.empty();
  }

  /** {@return the name for messages that {@link #named} gave, if there is one} */
  public Optional<String> name() {
    return Optional.empty();
  }

  /**
   * {@return this source with a name for messages, unless it has one already}
   *
   * <p>Failures to read it begin with the name. Those of a file name the path, and a file that is
   * missing has the name as a part of the reason. In a fusion all that is wrong with the image
   * begins with the name. Compositing, restoring and preparing name the part that an image plays
   * there, such as {@code photo}, {@code mask} and {@code replacement}.
   *
   * @param name what people call the image, such as the name of an upload
   */
  public ImageSource named(String name) {
    return new NamedSource(this, Objects.requireNonNull(name, "name"));
  }

  /** Says what kind of source this is, never what it holds. */
  @Override
  public String toString() {
    return "stream";
  }

  /**
   * Opens the bytes or the text of an image, each time from the first on.
   *
   * @param <T> a stream of the encoded bytes, or a reader of the whole text
   */
  @FunctionalInterface
  public interface Opener<T> {
    /**
     * Opens a new stream or reader. The caller closes it.
     *
     * @return what begins at the first byte or character
     * @throws IOException if they cannot be reached
     */
    T open() throws IOException;
  }

  /**
   * Opens ranges of an image's bytes. {@code ImageSourceContract} of the module {@code
   * maskloom-raster-testing} checks them.
   *
   * <p><b>Threads:</b> a stream is read by one thread at a time. Where a source is used for several
   * pieces of work at once, ranges are opened by all of them at the same time.
   */
  @FunctionalInterface
  public interface RangeSupplier {
    /**
     * Opens a stream of the bytes {@code [position, position + length)}. The caller closes it.
     *
     * <p>The stream may give more, of which nothing is read. <b>Closing it early aborts:</b> what
     * was not read is not fetched any more. A connection that must be drained to be used again is
     * dropped instead. All ranges are of the same bytes. Where these may be replaced, the supplier
     * asks for one version, such as an ETag, and fails if it is gone.
     *
     * @param position of the first byte, from 0
     * @param length at least 1, within the length of the source
     * @return at least {@code length} bytes
     * @throws IOException if the bytes cannot be reached
     */
    InputStream open(long position, long length) throws IOException;
  }

  /** A source without a path whose failures begin with a name. */
  private static final class NamedSource extends ImageSource {
    private final ImageSource source;
    private final String name;
    private final FailureSubject subject;

    NamedSource(ImageSource source, String name) {
      this.source = source;
      this.name = name;
      subject = FailureSubject.called(name);
    }

    @Override
    public InputStream open() throws IOException {
      return subject.reading(named(source::open));
    }

    private <T> T named(Opener<T> action) throws IOException {
      try {
        return action.open();
      } catch (IOException e) {
        throw subject.failure(e);
      }
    }

    @Override
    public Optional<String> name() {
      return Optional.of(name);
    }

    @Override
    public ImageSource named(String other) {
      return this;
    }

    @Override
    public boolean reopenable() {
      return source.reopenable();
    }

    @Override
    public OptionalLong length() throws IOException {
      return named(source::length);
    }

    @Override
    public Optional<Path> path() {
      return source.path();
    }

    @Override
    public Optional<RangeSupplier> ranges() {
      return source
          .ranges()
          .map(some -> (from, length) -> subject.reading(named(() -> some.open(from, length))));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
