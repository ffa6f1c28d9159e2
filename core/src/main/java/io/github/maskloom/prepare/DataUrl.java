package io.github.maskloom.prepare;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.SourceStream;
import io.github.maskloom.internal.log.RateLimitedWarning;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * An encoded image as a data URL (RFC 2397), {@code data:image/png;base64,...}, which is made while
 * it is written and never exists as a whole.
 *
 * <p>The media type comes from the bytes and is in lower case. <b>Memory:</b> 64 KiB while writing,
 * 80 KiB into a writer, whatever the image. <b>Threads:</b> immutable and safe; each writing reads
 * the source again, so a request body can be written again.
 */
public final class DataUrl {
  private static final long DEFAULT_WARN_BYTES = 10_000_000;

  private static final RateLimitedWarning LARGE = new RateLimitedWarning(DataUrl.class);

  private final ImageSource source;
  private final String mediaType;
  private final long sourceBytes;

  private DataUrl(ImageSource source, String mediaType, long sourceBytes) {
    this.source = source;
    this.mediaType = mediaType;
    this.sourceBytes = sourceBytes;
  }

  /**
   * {@return an image's data URL, as {@link #of(ImageSource, long)} makes it} An image above 10 MB
   * is worth a warning in the log.
   *
   * @param source an image that can be opened again
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public static DataUrl of(ImageSource source) throws IOException {
    return of(source, DEFAULT_WARN_BYTES);
  }

  /**
   * {@return an image's data URL} Reads what stands before the pixels, and all bytes once if the
   * source does not know how many there are.
   *
   * @param source an image that can be opened again
   * @param warnBytes a larger image is worth a warning in the log, at most one a minute
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if it is no image
   * @throws io.github.maskloom.errors.ImageLimitException if it passes {@link ImageLimits#DEFAULT}
   * @throws IllegalArgumentException if the source opens only once
   */
  public static DataUrl of(ImageSource source, long warnBytes) throws IOException {
    checkArgument(source.reopenable(), "a data URL needs a source that can be opened again");
    ImageSource named = source.named("image");
    String mediaType = mediaType(named);
    long bytes =
        new ByteCounter(ImageLimits.DEFAULT, CancelSignal.NEVER, new InputFiles()).length(named);
    if (bytes > warnBytes) {
      LARGE.warn(
          "an image of %d bytes becomes a data URL, and up to %d are usual: prepare a smaller one"
              .formatted(bytes, warnBytes));
    }
    return new DataUrl(named, mediaType, bytes);
  }

  private static String mediaType(ImageSource source) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(source, ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      return image.description().mediaType();
    }
  }

  /** {@return the media type, such as {@code image/png}} */
  public String mediaType() {
    return mediaType;
  }

  /** {@return how many characters the URL has, each of which is one byte in ASCII and UTF-8} */
  public long length() {
    return head().length() + (sourceBytes + 2) / 3 * 4;
  }

  private String head() {
    return "data:" + mediaType + ";base64,";
  }

  /**
   * Writes the URL in ASCII.
   *
   * @param out neither flushed nor closed; needs no buffer
   * @throws IOException if the image cannot be read or has changed, or the stream fails; part of
   *     the URL may be written then
   */
  public void writeTo(OutputStream out) throws IOException {
    OutputStream named = FailureSubject.called("target").writing(out);
    try (Text url = new Text()) {
      do {
        named.write(url.text);
      } while (url.next());
    }
  }

  /**
   * Writes the URL.
   *
   * @param out neither flushed nor closed; needs no buffer
   * @throws IOException if the image cannot be read or has changed, or the writer fails; part of
   *     the URL may be written then
   */
  public void writeTo(Writer out) throws IOException {
    try (Reader url = openReader()) {
      url.transferTo(out);
    }
  }

  /**
   * Opens the URL as text to be pulled, such as by Jackson's {@code
   * JsonGenerator.writeString(Reader, int)}.
   *
   * @return the whole URL; the caller closes it
   * @throws IOException if the image cannot be opened; reading fails likewise if it has changed
   */
  public Reader openReader() throws IOException {
    return new Text();
  }

  /**
   * Decodes a data URL, or bare base64, into a stream. See {@link
   * ImageSource#dataUrl(CharSequence)} for what is accepted.
   *
   * @param url is read to its end and stays open
   * @param out neither flushed nor closed; needs no buffer
   * @return how many bytes were written
   * @throws IOException if the text cannot be read or the stream fails
   * @throws io.github.maskloom.errors.ImageFormatException if the text breaks a rule; what was
   *     decoded before is written
   */
  public static long decode(Reader url, OutputStream out) throws IOException {
    return ImageSource.dataUrl(() -> url).open().transferTo(out);
  }

  /** Says what kind of image it is and how long, never what it holds. */
  @Override
  public String toString() {
    return head() + "... (" + length() + " characters)";
  }

  /**
   * The head, and then the image as base64 (RFC 4648, section 4), block by block. Makes sure that
   * it has the length that was announced. <b>Memory:</b> 56 KiB. Owns the stream that it opens.
   *
   * <p>An {@link java.io.InputStreamReader} would do, but allocates some bytes for every read.
   */
  private final class Text extends Reader {
    private static final int BLOCK_BYTES = 3 << 13;

    private final InputFiles files = new InputFiles();
    private final InputStream stream;
    private final byte[] bytes = new byte[BLOCK_BYTES];
    private long bytesLeft = sourceBytes;

    /** The head at first, then the current block. */
    private byte[] text = head().getBytes(US_ASCII);

    private int at;
    private boolean closed;

    Text() throws IOException {
      stream = new SourceStream(files.open(source));
    }

    /**
     * Encodes the next block.
     *
     * @return false at the end
     * @throws IOException if the stream fails, has another length than was announced, or is of a
     *     file that was written to meanwhile
     */
    private boolean next() throws IOException {
      int count = stream.readNBytes(bytes, 0, BLOCK_BYTES);
      bytesLeft -= count;
      boolean atEnd = count < BLOCK_BYTES;
      if (bytesLeft < 0 || (atEnd && bytesLeft > 0)) {
        throw new IOException(source + ": it changed its length while it was read");
      }
      if (bytesLeft == 0) {
        files.check();
      }
      encode(count);
      return count > 0;
    }

    private void encode(int count) {
      at = 0;
      if (count < BLOCK_BYTES) {
        text = Base64.getEncoder().encode(Arrays.copyOf(bytes, count));
      } else if (text.length == BLOCK_BYTES / 3 * 4) {
        Base64.getEncoder().encode(bytes, text);
      } else {
        text = Base64.getEncoder().encode(bytes);
      }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (closed) {
        throw new IOException("the reader is closed");
      }
      if (length > 0 && at == text.length && !next()) {
        return -1;
      }
      int count = Math.min(length, text.length - at);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (char) text[at++];
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      closed = true;
      stream.close();
    }
  }
}
