package io.github.maskloom.internal.codec;

import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ChecksumPolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.RowAccess;
import io.github.maskloom.internal.imageio.JpegReader;
import io.github.maskloom.internal.pixel.Orientation;
import io.github.maskloom.internal.png.Adam7Reader;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngSignature;
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
 * decoder, and applies a JPEG's orientation.
 *
 * <p>Owns the decoder and, for a source that can be opened only once but must be read several
 * times, the temporary file its compressed bytes were copied to. <b>Threads:</b> confined.
 */
public final class EncodedImage implements Closeable {
  private static final int UPRIGHT = 1;

  private final ByteCounter counter;
  private final Closer resources = Closer.create();
  private final ImageLimits limits;
  private final ChecksumPolicy checksums;
  private final CancelSignal cancel;
  private @Nullable WindowSource rows;
  private @Nullable PictureDescription description;

  private EncodedImage(ImageLimits limits, ChecksumPolicy checksums, CancelSignal cancel) {
    this.limits = limits;
    this.checksums = checksums;
    this.cancel = cancel;
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

  /** What the picture is. */
  public PictureDescription describe() {
    if (description == null) {
      throw new IllegalStateException("the picture is closed");
    }
    return description;
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
      description = png(reader.frames(), reader.heapBytes());
      return checked(reader, source.length());
    }
    if (!png && !beginsJpeg(head)) {
      throw ImageFormatException.at("image", "", 0, describeUnknown(head.length));
    }
    ImageSource again = reopenable(source, head, stream);
    return checked(png ? openInterlaced(again) : openJpeg(again), again.length());
  }

  /** A start-of-image marker, then another marker (ITU-T T.81, B.1.1). */
  private static boolean beginsJpeg(byte[] head) {
    return head.length >= 3
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xFF) == 0xD8
        && (head[2] & 0xFF) == 0xFF;
  }

  private static String describeUnknown(int bytes) {
    return bytes == 0 ? "there are no bytes" : "the bytes begin neither a PNG nor a JPEG";
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
    SpoolFile spool = resources.register(SpoolFile.create(limits));
    spool.append(joined(head, stream));
    return spool.source();
  }

  /** Refuses a picture of too many pixels in its bytes, as far as their number is known. */
  private WindowSource checked(WindowSource opened, OptionalLong length) {
    if (length.isPresent()) {
      limits.checkRatio(opened.geometry().pixels(), length.getAsLong());
    }
    return opened;
  }

  private static PictureDescription png(int frames, long heapBytes) {
    return new PictureDescription(
        "PNG", "image/png", UPRIGHT, frames, RowAccess.STREAMED, heapBytes, 0);
  }

  private WindowSource openInterlaced(ImageSource source) throws IOException {
    Adam7Reader reader = resources.register(Adam7Reader.open(source, limits, checksums));
    description = png(reader.frames(), reader.heapBytes());
    return reader;
  }

  private WindowSource openJpeg(ImageSource source) throws IOException {
    JpegReader jpeg = JpegReader.open(source, limits, cancel);
    Orientation orientation = Orientation.of(jpeg.orientation());
    long spoolBytes = jpeg.spoolBytes() + UprightRows.spoolBytes(jpeg.geometry(), orientation);
    description =
        new PictureDescription(
            "JPEG",
            "image/jpeg",
            jpeg.orientation(),
            1,
            spoolBytes > 0 ? RowAccess.SPOOLED : RowAccess.STREAMED,
            jpeg.heapBytes() + UprightRows.heapBytes(jpeg.geometry(), orientation),
            spoolBytes);
    return resources.register(UprightRows.of(jpeg, orientation, limits));
  }

  /** Closes the decoder, and deletes the temporary file if there is one. */
  @Override
  public void close() throws IOException {
    rows = null;
    resources.close();
  }
}
