package io.github.maskloom.internal.webp;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.ngengine.webp.decoder.WebPDecodeException;
import org.ngengine.webp.decoder.WebPDecoder;

/**
 * A WebP, opened. The first read decodes the whole frame, and the last one lets it go.
 *
 * <p><b>Memory:</b> what {@link WebpFrame#heldBytes} says, from the first read on.
 */
final class WebpReader extends RowReader implements ImageFile {
  private static final int PIXEL_BYTES = 4;

  /** What the header and a look at a chunk take. */
  private static final int IDLE_BYTES = 4 << 10;

  private final WebpHeader header;
  private final WebpFrame frame;
  private final SeekableBytes bytes;
  private ImageMetadata metadata;

  /** Red, green, blue and alpha of the frame, from the first row on. */
  private byte @Nullable [] pixels;

  WebpReader(WebpHeader header, SeekableBytes bytes) {
    super(header.geometry());
    this.header = header;
    this.frame = header.frame();
    this.bytes = bytes;
    this.metadata = header.metadata();
  }

  @Override
  public WindowReader rows() {
    return this;
  }

  @Override
  public ImageMetadata metadata() {
    return metadata;
  }

  @Override
  public void forgetMetadata() {
    metadata = ImageMetadata.NONE;
  }

  @Override
  public int orientation() {
    return header.orientation();
  }

  @Override
  public boolean isStreamed() {
    return false;
  }

  @Override
  public long heapBytes() {
    return frame.heldBytes();
  }

  @Override
  public OptionalLong idleHeapBytes() {
    return OptionalLong.of(IDLE_BYTES);
  }

  @Override
  public int countFrames() throws IOException {
    return header.countFrames();
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    byte[] decoded = pixels;
    if (decoded == null && rows > 0) {
      decoded = decode(frame.file(bytes));
      pixels = decoded;
    }
    for (int row = 0; decoded != null && row < rows; row++) {
      copy(decoded, y + row - frame.top(), window, row);
    }
    if (y + rows == geometry().height()) {
      pixels = null;
    }
  }

  private byte[] decode(byte[] file) {
    try {
      return WebPDecoder.decode(file).rgba.array();
    } catch (WebPDecodeException e) {
      throw broken("its coded pixels are broken", e);
    } catch (OutOfMemoryError e) {
      // What the decoder had taken is free again.
      throw broken("decoding it takes more heap than there is", e);
    }
  }

  private ImageFormatException broken(String rule, Throwable cause) {
    ImageFormatException broken = frame.picture().wrong(rule);
    broken.initCause(cause);
    return broken;
  }

  /** Copies a row of the frame to its place; around it there is nothing. */
  private void copy(byte[] decoded, int frameRow, RasterWindow window, int row) {
    ImageGeometry geometry = geometry();
    int from = window.rowOffset(row);
    if (frame.width() < geometry.width() || frame.height() < geometry.height()) {
      Arrays.fill(window.bytes(), from, from + geometry.rowSamples(), (byte) 0);
    }
    if (frameRow < 0 || frameRow >= frame.height()) {
      return;
    }
    int source = frameRow * frame.width() * PIXEL_BYTES;
    int target = from + frame.left() * geometry.bands();
    if (geometry.bands() == PIXEL_BYTES) {
      System.arraycopy(decoded, source, window.bytes(), target, frame.width() * PIXEL_BYTES);
    } else {
      copyOpaque(decoded, source, window.bytes(), target);
    }
  }

  private void copyOpaque(byte[] decoded, int from, byte[] target, int to) {
    int source = from;
    int at = to;
    for (int x = 0; x < frame.width(); x++) {
      target[at] = decoded[source];
      target[at + 1] = decoded[source + 1];
      target[at + 2] = decoded[source + 2];
      at += 3;
      source += PIXEL_BYTES;
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    pixels = null;
  }
}
