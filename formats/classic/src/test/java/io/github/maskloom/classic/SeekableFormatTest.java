package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GIF, BMP and TIFF in every form, against what the JDK's own readers make of them at once. */
class SeekableFormatTest {
  private static final int[][] SIZES = {{1, 1}, {37, 23}, {8, 9}, {130, 300}};

  static Stream<Named<byte[]>> gifs() {
    List<Named<byte[]>> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int bits : new int[] {1, 2, 4, 8}) {
        for (int transparent : new int[] {-1, 1}) {
          BufferedImage image = TestImages.indexed(bits, transparent, size[0], size[1]);
          for (boolean interlaced : new boolean[] {false, true}) {
            files.add(
                Named.of(
                    "gif %dx%d of %d bits, transparent %d, interlaced %s"
                        .formatted(size[0], size[1], bits, transparent, interlaced),
                    ForeignFiles.gif(image, interlaced)));
          }
        }
      }
    }
    return files.stream();
  }

  static Stream<Named<byte[]>> bmps() {
    List<Named<byte[]>> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int bits : new int[] {1, 4, 8}) {
        BufferedImage image = TestImages.indexed(bits, -1, size[0], size[1]);
        add(files, "bmp of " + bits, ForeignFiles.bmp(image, "BI_RGB"), size);
        add(files, "bmp top down of " + bits, ForeignFiles.topDownBmp(image), size);
      }
      BufferedImage nibbles = TestImages.indexed(4, -1, size[0], size[1]);
      BufferedImage bytes = TestImages.indexed(8, -1, size[0], size[1]);
      add(files, "bmp rle4", ForeignFiles.runLengthBmp(nibbles, 4), size);
      add(files, "bmp rle8", ForeignFiles.runLengthBmp(bytes, 8), size);
      add(files, "bmp rle8 of the JDK", ForeignFiles.bmp(bytes, "BI_RLE8"), size);
      for (int type :
          new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_USHORT_555_RGB
          }) {
        BufferedImage image = TestImages.ofType(type, size[0], size[1]);
        add(files, "bmp of type " + type, ForeignFiles.bmp(image, "BI_RGB"), size);
      }
      BufferedImage image565 =
          TestImages.ofType(BufferedImage.TYPE_USHORT_565_RGB, size[0], size[1]);
      BufferedImage image888 = TestImages.ofType(BufferedImage.TYPE_INT_RGB, size[0], size[1]);
      add(files, "bmp bit fields 16", ForeignFiles.bmp(image565, "BI_BITFIELDS"), size);
      add(files, "bmp bit fields 32", ForeignFiles.bmp(image888, "BI_BITFIELDS"), size);
    }
    return files.stream();
  }

  private static void add(List<Named<byte[]>> files, String name, byte[] file, int[] size) {
    files.add(Named.of("%s %dx%d".formatted(name, size[0], size[1]), file));
  }

  static Stream<Named<byte[]>> writtenTiffs() {
    List<Named<byte[]>> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (BufferedImage image : kinds(size[0], size[1])) {
        for (String compression : new String[] {"", "LZW", "ZLib", "Deflate", "PackBits"}) {
          String name =
              "tiff of type %d, %d bits, %d bands by '%s'"
                  .formatted(
                      image.getType(),
                      image.getColorModel().getPixelSize(),
                      image.getRaster().getNumBands(),
                      compression);
          add(files, name, ForeignFiles.tiff(image, compression, 7), size);
          add(files, name + " in tiles", ForeignFiles.tiledTiff(image, compression, 16, 32), size);
        }
      }
    }
    return files.stream();
  }

  private static List<BufferedImage> kinds(int width, int height) {
    return List.of(
        TestImages.ofType(BufferedImage.TYPE_BYTE_BINARY, width, height),
        TestImages.indexed(4, -1, width, height),
        TestImages.indexed(8, -1, width, height),
        TestImages.components(1, 8, width, height),
        TestImages.components(2, 8, width, height),
        TestImages.components(3, 8, width, height),
        TestImages.components(4, 8, width, height),
        TestImages.components(1, 16, width, height),
        TestImages.components(3, 16, width, height),
        TestImages.components(4, 16, width, height),
        TestImages.ofType(BufferedImage.TYPE_4BYTE_ABGR_PRE, width, height));
  }

  static Stream<Named<byte[]>> builtTiffs() {
    List<Named<byte[]>> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int compression : new int[] {1, 8, 32_773}) {
        for (int samples = 1; samples <= 4; samples++) {
          for (int bits : new int[] {8, 16}) {
            String name = "tiff by %d, %d of %d bits".formatted(compression, samples, bits);
            TestTiff strip = tiff(size, samples, bits, compression);
            TestTiff planar = tiff(size, samples, bits, compression).planar().strips(5);
            TestTiff tiles = tiff(size, samples, bits, compression).planar().tiles(32, 16);
            add(files, name + " in one strip", strip.encode(), size);
            add(files, name + " planar", planar.encode(), size);
            add(
                files,
                name + " big-endian, planar, in tiles",
                tiles.order(ByteOrder.BIG_ENDIAN).encode(),
                size);
          }
        }
        for (int bits : new int[] {1, 2, 4}) {
          String name = "tiff by %d, inverted gray of %d bits".formatted(compression, bits);
          TestTiff tiff = tiff(size, 1, bits, compression).strips(3).shorts(262, 0);
          add(files, name, tiff.encode(), size);
        }
      }
    }
    return files.stream();
  }

  private static TestTiff tiff(int[] size, int samples, int bits, int compression) {
    return new TestTiff(size[0], size[1], samples, bits).compression(compression);
  }

  @ParameterizedTest
  @MethodSource("gifs")
  void aGifEqualsWhatTheJdkReads(byte[] file) throws IOException {
    assertEqual("gif", file);
  }

  @ParameterizedTest
  @MethodSource("bmps")
  void aBmpEqualsWhatTheJdkReads(byte[] file) throws IOException {
    assertEqual("bmp", file);
  }

  @ParameterizedTest
  @MethodSource({"writtenTiffs", "builtTiffs"})
  void aTiffEqualsWhatTheJdkReads(byte[] file) throws IOException {
    assertEqual("tiff", file);
  }

  private static void assertEqual(String format, byte[] file) throws IOException {
    BufferedImage expected = ForeignFiles.read(format, file);
    for (int windowRows : new int[] {3, 1000}) {
      try (EncodedImage image = OpenedImage.of(file)) {
        ImageGeometry geometry = image.rows().geometry();
        assertThat(TestRows.drain(image.rows(), windowRows))
            .isEqualTo(TestImages.samples(expected, geometry));
      }
    }
  }

  /** The JDK's own reader loses rows of these. */
  @Test
  void rowsOfLowInterlacedGifsAreAllThere() throws IOException {
    for (int height = 1; height < 20; height++) {
      BufferedImage drawn = TestImages.indexed(8, -1, 5, height);
      byte[] file = ForeignFiles.gif(drawn, true);
      try (EncodedImage image = OpenedImage.of(file)) {
        assertThat(TestRows.drain(image.rows(), 3))
            .isEqualTo(TestImages.samples(drawn, image.rows().geometry()));
      }
    }
  }

  @Test
  void filesStreamsAndArraysGiveTheSame(@TempDir Path folder) throws IOException {
    byte[] file = new TestTiff(40, 30, 3, 8).compression(8).strips(4).encode();
    Path path = Files.write(folder.resolve("picture"), file);
    int[] samples = OpenedImage.samples(ImageSource.of(file));

    assertThat(OpenedImage.samples(ImageSource.of(path))).isEqualTo(samples);
    assertThat(OpenedImage.samples(ImageSource.once(new ByteArrayInputStream(file))))
        .isEqualTo(samples);
    assertThat(OpenedImage.samples(ImageSource.reopening(() -> new ByteArrayInputStream(file))))
        .isEqualTo(samples);
  }

  @Test
  void aFileIsReadInPlaceAndCounted(@TempDir Path folder) throws IOException {
    byte[] file = ForeignFiles.bmp(TestImages.components(3, 8, 40, 30), "BI_RGB");
    Path path = Files.write(folder.resolve("picture"), file);
    ImageLimits limits = ImageLimits.DEFAULT.withMaxSpoolBytes(0);
    try (EncodedImage image = OpenedImage.of(ImageSource.of(path), limits)) {
      TestRows.drain(image.rows(), 7);

      assertThat(image.bytesRead()).isGreaterThanOrEqualTo(file.length);
    }
  }

  @Test
  void aTiffIsTurnedAndKeepsItsProfileAndResolution() throws IOException {
    byte[] profile = {1, 2, 3, 4, 5, 6, 7};
    byte[] file =
        new TestTiff(5, 3, 3, 16)
            .shorts(274, 6)
            .bytes(34_675, 7, profile.length, profile)
            .bytes(282, 5, 1, new byte[] {(byte) 254, 0, 0, 0, 1, 0, 0, 0})
            .bytes(283, 5, 1, new byte[] {127, 0, 0, 0, 1, 0, 0, 0})
            .encode();
    BufferedImage stored = ForeignFiles.read("tiff", file);
    try (EncodedImage image = OpenedImage.of(file)) {
      int[] upright = TestRows.drain(image.rows(), 2);

      assertThat(image.rows().geometry()).isEqualTo(ImageGeometry.of(3, 5, 3, 16));
      for (int band = 0; band < 3; band++) {
        assertThat(upright[band]).isEqualTo(stored.getRaster().getSample(0, 2, band));
      }
      assertThat(image.rows().metadata().iccProfile()).contains(profile);
      assertThat(image.rows().metadata().pixelsPerMeterX()).isEqualTo(5000);
      assertThat(image.rows().metadata().pixelsPerMeterY()).isEqualTo(10_000);
    }
  }

  @Test
  void openingManyStripsGivesItsMemoryBack() throws IOException {
    byte[] file = new TestTiff(4, 5_000, 3, 8).strips(1).encode();
    MemoryBudget budget = MemoryBudget.ofBytes(400_000);

    try (EncodedImage image = OpenedImage.of(ImageSource.of(file), budget)) {
      assertThat(budget.reservedBytes()).isZero();
      assertThat(image.description().heapBytes()).isGreaterThan(5_000 * 40);
      assertThat(TestRows.drain(image.rows(), 7)).hasSize(4 * 5_000 * 3);
    }
    assertThatThrownBy(() -> OpenedImage.of(ImageSource.of(file), MemoryBudget.ofBytes(100_000)))
        .isInstanceOf(MemoryBudgetException.class);
  }

  @Test
  void theStringsOfLzwCountAmongWhatATiffTakes() throws IOException {
    BufferedImage image = TestImages.components(1, 8, 300, 200);

    assertThat(heapBytes(ForeignFiles.tiff(image, "LZW", 200)))
        .isGreaterThan(heapBytes(ForeignFiles.tiff(image, "PackBits", 200)) + 300 * 200);
  }

  private static long heapBytes(byte[] file) throws IOException {
    try (EncodedImage image = OpenedImage.of(file)) {
      return image.description().heapBytes();
    }
  }
}
