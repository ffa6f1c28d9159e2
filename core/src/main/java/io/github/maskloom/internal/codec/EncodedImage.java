package io.github.maskloom.internal.codec;

import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ChecksumPolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.imageio.ForeignPictures;
import io.github.maskloom.internal.imageio.ForeignRows;
import io.github.maskloom.internal.imageio.JpegReader;
import io.github.maskloom.internal.pixel.Orientation;
import io.github.maskloom.internal.png.Adam7Reader;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngSignature;
import io.github.maskloom.internal.spool.SeekableBytes;
import io.github.maskloom.internal.spool.SpoolFile;
import io.github.maskloom.raster.WindowSource;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An encoded picture opened as upright rows: tells the format from the first bytes, chooses the
 * decoder, and applies a stored orientation.
 *
 * <p>Owns the decoder and, for a source that must be read several times or out of order and cannot,
 * the temporary file its compressed bytes were copied to. <b>Threads:</b> confined.
 */
public final class EncodedImage implements Closeable {
  private final ByteCounter counter;
  private final Closer resources = Closer.create();
  private final ImageLimits limits;
  private final ChecksumPolicy checksums;
  private @Nullable WindowSource rows;

  private EncodedImage(ImageLimits limits, ChecksumPolicy checksums, CancelSignal cancel) {
    this.limits = limits;
    this.checksums = checksums;
    this.counter = new ByteCounter(limits, cancel);
  }

  /**
   * Opens a picture; the caller closes it.
   *
   * @param cancel asked whenever encoded bytes are read
   * @throws IOException if the source cannot be read
   * @throws ImageFormatException if the bytes are of no known format or break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the picture passes a limit
   */
  public static EncodedImage open(
      ImageSource source, ImageLimits limits, ChecksumPolicy checksums, CancelSignal cancel)
      throws IOException {
    EncodedImage image = new EncodedImage(limits, checksums, cancel);
    try {
      image.rows = image.decode(source);
      return image;
    } catch (Throwable e) {
      try (Closer failed = image.resources) {
        throw failed.rethrow(e);
      }
    }
  }

  /** The picture's rows, upright. */
  public WindowSource rows() {
    WindowSource opened = rows;
    if (opened == null) {
      throw new IllegalStateException("the picture is closed");
    }
    return opened;
  }

  /** Encoded bytes read so far, each pass over the source counted. */
  public long bytesRead() {
    return counter.bytes();
  }

  private WindowSource decode(ImageSource source) throws IOException {
    InputStream stream = resources.register(counter.open(source));
    byte[] head = stream.readNBytes(PngSignature.HEAD_BYTES);
    boolean png = PngSignature.matches(head, head.length);
    if (png && !PngSignature.interlaced(head, head.length)) {
      PngReader reader =
          resources.register(PngReader.open(joined(head, stream), limits, checksums));
      return checked(reader, source.length());
    }
    if (!png && !beginsJpeg(head)) {
      return openForeign(source, head, stream);
    }
    ImageSource again = reopenable(source, head, stream);
    WindowSource opened =
        resources.register(png ? Adam7Reader.open(again, limits, checksums) : openJpeg(again));
    return checked(opened, again.length());
  }

  /** A start-of-image marker, then another marker (ITU-T T.81, B.1.1). */
  private static boolean beginsJpeg(byte[] head) {
    return head.length >= 3
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xFF) == 0xD8
        && (head[2] & 0xFF) == 0xFF;
  }

  private WindowSource openForeign(ImageSource source, byte[] head, InputStream stream)
      throws IOException {
    if (head.length == 0) {
      throw ImageFormatException.at("image", "", 0, "there are no bytes");
    }
    if (!ForeignPictures.mayBe(head)) {
      throw ForeignPictures.unknown(head);
    }
    SeekableBytes bytes = seekable(source, head, stream);
    ForeignRows stored = resources.register(ForeignPictures.open(head, bytes, limits));
    checked(stored, OptionalLong.of(bytes.length()));
    return resources.register(
        UprightRows.of(stored, Orientation.of(stored.plan().orientation()), limits));
  }

  private SeekableBytes seekable(ImageSource source, byte[] head, InputStream stream)
      throws IOException {
    if (source.path().isPresent() && source.length().isPresent()) {
      stream.close();
      return resources.register(CountedFile.open(source.path().get(), counter));
    }
    return spooled(head, stream);
  }

  private static InputStream joined(byte[] head, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  private ImageSource reopenable(ImageSource source, byte[] head, InputStream stream)
      throws IOException {
    if (source.reopenable()) {
      stream.close();
      return counter.counting(source);
    }
    return spooled(head, stream).source();
  }

  private SpoolFile spooled(byte[] head, InputStream stream) throws IOException {
    SpoolFile spool = resources.register(SpoolFile.create(limits));
    spool.append(joined(head, stream));
    return spool;
  }

  /** Refuses a picture of too many pixels in its bytes, as far as their number is known. */
  private WindowSource checked(WindowSource opened, OptionalLong length) {
    if (length.isPresent()) {
      limits.checkRatio(opened.geometry().pixels(), length.getAsLong());
    }
    return opened;
  }

  private WindowSource openJpeg(ImageSource source) throws IOException {
    JpegReader jpeg = JpegReader.open(source, limits);
    return UprightRows.of(jpeg, Orientation.of(jpeg.orientation()), limits);
  }

  /** Closes the decoder, and deletes the temporary file if there is one. */
  @Override
  public void close() throws IOException {
    rows = null;
    resources.close();
  }
}
