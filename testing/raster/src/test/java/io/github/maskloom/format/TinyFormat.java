package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** As little as a format can be: {@code TINY}, width and height in two bytes each, gray samples. */
public final class TinyFormat implements ImageFormat {
  static final byte[] SIGNATURE = "TINY".getBytes(US_ASCII);

  @Override
  public String name() {
    return "Tiny";
  }

  @Override
  public String mediaType() {
    return "image/x-tiny";
  }

  @Override
  public List<String> extensions() {
    return List.of("tiny");
  }

  @Override
  public boolean begins(byte[] head) {
    return head.length >= SIGNATURE.length
        && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    DataInputStream bytes = new DataInputStream(input.inOrder());
    bytes.skipNBytes(SIGNATURE.length);
    ImageGeometry size =
        ImageGeometry.of(bytes.readUnsignedShort(), bytes.readUnsignedShort(), 1, 8);
    RowReader rows =
        new RowReader(size) {
          @Override
          protected void fill(RasterWindow window, int y, int count) throws IOException {
            int samples = count * size.width();
            if (bytes.readNBytes(window.bytes(), window.rowOffset(0), samples) < samples) {
              throw new EOFException("the image is cut short");
            }
          }
        };
    return () -> rows;
  }
}
