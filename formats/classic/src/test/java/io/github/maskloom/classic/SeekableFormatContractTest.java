package io.github.maskloom.classic;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Files in each form of storage, cut, damaged, and from sources that fail. */
@Tag("slow")
class SeekableFormatContractTest {
  private static final BufferedImage COLORS = TestImages.components(3, 8, 24, 18);
  private static final BufferedImage BYTES = TestImages.indexed(8, -1, 24, 18);
  private static final BufferedImage NIBBLES = TestImages.indexed(4, -1, 24, 18);

  /** A file, and what the JDK's reader makes of it. */
  private static FormatSample sample(String format, String name, byte[] file) throws IOException {
    BufferedImage expected = ForeignFiles.read(format, file);
    ImageGeometry geometry = OpenedImage.of(file).rows().geometry();
    return new FormatSample(name, file, geometry, TestImages.samples(expected, geometry));
  }

  private static byte[] withLargestSize(byte[] file, int at, int bytes) {
    byte[] huge = file.clone();
    ByteBuffer header = ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN);
    for (int side = 0; side < 2; side++) {
      if (bytes == Short.BYTES) {
        header.putShort(at + side * bytes, (short) -1);
      } else {
        header.putInt(at + side * bytes, Integer.MAX_VALUE);
      }
    }
    return huge;
  }

  @Nested
  class OfGif extends ImageFormatContract {
    @Override
    protected ImageFormat format() {
      return new GifFormat();
    }

    @Override
    protected List<FormatSample> samples() throws IOException {
      BufferedImage transparent = TestImages.indexed(8, 3, 24, 18);
      return List.of(
          sample("gif", "transparent", ForeignFiles.gif(transparent, false)),
          sample("gif", "interlaced", ForeignFiles.gif(NIBBLES, true)));
    }

    @Override
    protected byte[] huge() {
      return withLargestSize(ForeignFiles.gif(BYTES, false), 6, Short.BYTES);
    }
  }

  @Nested
  class OfBmp extends ImageFormatContract {
    @Override
    protected ImageFormat format() {
      return new BmpFormat();
    }

    @Override
    protected List<FormatSample> samples() throws IOException {
      BufferedImage packed = TestImages.ofType(BufferedImage.TYPE_USHORT_565_RGB, 24, 18);
      return List.of(
          sample("bmp", "colors", ForeignFiles.bmp(COLORS, "BI_RGB")),
          sample("bmp", "palette, top down", ForeignFiles.topDownBmp(NIBBLES)),
          sample("bmp", "bit fields", ForeignFiles.bmp(packed, "BI_BITFIELDS")),
          sample("bmp", "run lengths of 4 bits", ForeignFiles.runLengthBmp(NIBBLES, 4)),
          sample("bmp", "run lengths of 8 bits", ForeignFiles.runLengthBmp(BYTES, 8)));
    }

    @Override
    protected byte[] huge() {
      return withLargestSize(ForeignFiles.bmp(BYTES, "BI_RGB"), 18, Integer.BYTES);
    }
  }

  @Nested
  class OfTiff extends ImageFormatContract {
    @Override
    protected ImageFormat format() {
      return new TiffFormat();
    }

    @Override
    protected List<FormatSample> samples() throws IOException {
      TestTiff planar = new TestTiff(24, 18, 4, 8).order(ByteOrder.BIG_ENDIAN).planar();
      return List.of(
          sample("tiff", "plain", new TestTiff(24, 18, 3, 16).strips(5).encode()),
          sample("tiff", "LZW", ForeignFiles.tiff(COLORS, "LZW", 5)),
          sample("tiff", "deflate", ForeignFiles.tiff(COLORS, "Deflate", 18)),
          sample("tiff", "PackBits", ForeignFiles.tiff(NIBBLES, "PackBits", 4)),
          sample("tiff", "tiles", ForeignFiles.tiledTiff(COLORS, "LZW", 16, 16)),
          sample("tiff", "planes", planar.compression(8).tiles(16, 16).encode()));
    }

    @Override
    protected byte[] huge() {
      return new TestTiff(24, 18, 1, 8).longs(256, 0x7FFFFFFF).longs(257, 0x7FFFFFFF).encode();
    }
  }
}
