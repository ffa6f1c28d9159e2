package io.github.maskloom.internal.jpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.FullDisk;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegWriterTest {
  private static final OutputFormat.Jpeg FORMAT = new OutputFormat.Jpeg(95, 0xFFFFFF);
  private static final ImageGeometry RGB = ImageGeometry.of(67, 45, 3, 8);
  private static final byte[] SAMPLES = samplesOf(RGB);

  @ParameterizedTest
  @CsvSource({"67, 45, 3", "67, 45, 1", "64, 48, 3", "1, 1, 3", "1, 1, 1", "1, 40, 3", "40, 1, 3"})
  void writesWhatImageIoReadsAsNearlyTheSameImage(int width, int height, int bands)
      throws IOException {
    ImageGeometry geometry = ImageGeometry.of(width, height, bands, 8);
    byte[] samples = samplesOf(geometry);

    byte[] read = TestJpegs.samplesByImageIo(write(geometry, samples, ImageMetadata.NONE));

    assertThat(read).hasSameSizeAs(samples);
    assertThat(meanDifference(read, samples)).isLessThan(4);
  }

  @Test
  void writesBaselineWithChromaAtHalfSize() throws IOException {
    JpegHeader header = Jpegs.open(write(RGB, SAMPLES, ImageMetadata.NONE)).header();

    assertThat(header.frame().process()).isEqualTo(CodingProcess.BASELINE);
    assertThat(header.encoding()).isEqualTo(ColorEncoding.YCBCR);
    assertThat(header.frame().components())
        .containsExactly(
            new Component(1, 2, 2, 0), new Component(2, 1, 1, 1), new Component(3, 1, 1, 1));
  }

  @ParameterizedTest
  @EnumSource
  void writesTheBytesOfTheJdkAtEveryQuality(ChromaSampling chroma) throws IOException {
    BufferedImage picture = TestJpegs.picture(67, 45, 3);
    for (int quality : new int[] {1, 25, 49, 50, 75, 100}) {
      for (boolean optimized : new boolean[] {false, true}) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JpegWriter.write(
            new ArrayRows(RGB, SAMPLES),
            new OutputFormat.Jpeg(quality, 0, chroma, optimized, false),
            ImageMetadata.NONE,
            out);

        byte[] expected =
            TestJpegs.ofKind(
                picture, chroma.pixelsAcross(), chroma.pixelsDown(), 0, optimized, quality / 100f);
        assertThat(out.toByteArray()).as("quality %s, %s", quality, optimized).isEqualTo(expected);
      }
    }
  }

  @Test
  void givesBackTheMetadataItWasGiven() throws IOException {
    ImageMetadata.Builder metadata =
        new ImageMetadata.Builder()
            .iccProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
            .exif(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1))
            .pixelsPerMeter(11_811, 2_835);

    assertThat(back(RGB, metadata)).usingRecursiveComparison().isEqualTo(metadata.build());
  }

  /** What a file says that was written with metadata. */
  private static ImageMetadata back(ImageGeometry geometry, ImageMetadata.Builder metadata)
      throws IOException {
    return Jpegs.open(write(geometry, samplesOf(geometry), metadata.build())).metadata();
  }

  @ParameterizedTest
  @CsvSource({
    "11800, 5000, true",
    "2835, 2835, true",
    "0, 0, true",
    "100, 6553500, true",
    "1, 7000000, false"
  })
  void keepsADensityThatJfifCanHold(int x, int y, boolean kept) throws IOException {
    ImageMetadata read = back(RGB, new ImageMetadata.Builder().pixelsPerMeter(x, y));

    assertThat(read.pixelsPerMeterX()).isEqualTo(kept ? x : 0);
    assertThat(read.pixelsPerMeterY()).isEqualTo(kept ? y : 0);
  }

  /** A large one in several segments. */
  @ParameterizedTest
  @CsvSource({
    "3, RGB, 200000, true",
    "3, GRAY, 200, false",
    "3, RGB, 18, false",
    "1, GRAY, 200, true"
  })
  void keepsAProfileOfTheImagesColors(int bands, String colors, int bytes, boolean kept)
      throws IOException {
    byte[] profile = new byte[bytes];
    new Random(bytes).nextBytes(profile);
    byte[] space = Arrays.copyOf(colors.concat(" ").getBytes(US_ASCII), 4);
    System.arraycopy(space, 0, profile, 16, Math.min(4, bytes - 16));

    ImageMetadata read =
        back(ImageGeometry.of(9, 9, bands, 8), new ImageMetadata.Builder().iccProfile(profile));

    assertThat(read.iccProfile().orElse(new byte[0])).isEqualTo(kept ? profile : new byte[0]);
  }

  @Test
  void leavesOutExifThatDoesNotFitIntoASegment() throws IOException {
    byte[] largest = Arrays.copyOf(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1), 65_527);
    byte[] tooLarge = Arrays.copyOf(largest, 65_528);

    assertThat(back(RGB, new ImageMetadata.Builder().exif(largest)).exif()).contains(largest);
    assertThat(back(RGB, new ImageMetadata.Builder().exif(tooLarge)).exif()).isEmpty();
  }

  @Test
  void refusesSamplesThatJpegCannotHold() {
    for (ImageGeometry geometry :
        new ImageGeometry[] {
          ImageGeometry.of(9, 9, 3, 16), ImageGeometry.of(9, 9, 4, 8), ImageGeometry.of(9, 9, 2, 8)
        }) {
      assertThatThrownBy(() -> write(geometry, new byte[1000], ImageMetadata.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("8-bit gray or RGB");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65_501, 1_000_000})
  void refusesSidesThatAreTooLongBeforeWritingAnything(int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArrayRows rows = new ArrayRows(ImageGeometry.of(1, side, 1, 8), new byte[0]);

    assertThatThrownBy(() -> write(rows, out))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("65500");
    assertThat(out.size()).isZero();
  }

  @Test
  void writesTheLongestSideThereIs() throws IOException {
    ImageGeometry geometry = ImageGeometry.of(65_500, 1, 1, 8);

    byte[] jpeg = write(geometry, new byte[65_500], ImageMetadata.NONE);

    assertThat(Jpegs.samples(jpeg)).hasSize(65_500);
  }

  @Test
  void objectsToRowsThatEndEarly() {
    WindowReader rows = failingAt(20, null);

    assertThatThrownBy(() -> write(rows, OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before row 20");
  }

  @Test
  void passesThroughWhatTheRowsThrow() {
    IOException io = new IOException("disk gone");
    IllegalArgumentException runtime = new IllegalArgumentException("bug");
    AssertionError error = new AssertionError("worse");

    for (int row : new int[] {0, 1, 20, 44}) {
      for (Throwable failure : new Throwable[] {io, runtime, error}) {
        WindowReader rows = failingAt(row, failure);
        assertThatThrownBy(() -> write(rows, OutputStream.nullOutputStream())).isSameAs(failure);
      }
    }
  }

  @Test
  void passesThroughWhatTheTargetThrows() throws IOException {
    ImageGeometry geometry = ImageGeometry.of(600, 400, 3, 8);
    byte[] noise = new byte[geometry.rowSamples() * geometry.height()];
    new Random(1).nextBytes(noise);
    int size = write(geometry, noise, ImageMetadata.NONE).length;
    for (int room = 0; room < size; room += size / 7) {
      FullDisk full = new FullDisk(room);
      assertThatThrownBy(() -> write(new ArrayRows(geometry, noise), full)).isSameAs(full.failure);
    }
    write(new ArrayRows(geometry, noise), new FullDisk(size));
  }

  private static void write(WindowReader rows, OutputStream out) throws IOException {
    JpegWriter.write(rows, FORMAT, ImageMetadata.NONE, out);
  }

  private static WindowReader failingAt(int row, @Nullable Throwable failure) {
    ArrayRows rows = new ArrayRows(RGB, SAMPLES);
    return new WindowReader() {
      private int next;

      @Override
      public ImageGeometry geometry() {
        return RGB;
      }

      @Override
      public int read(RasterWindow window) throws IOException {
        if (next++ < row) {
          return rows.read(window);
        }
        if (failure != null) {
          Throwables.throwIfInstanceOf(failure, IOException.class);
          Throwables.throwIfUnchecked(failure);
        }
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  private static byte[] samplesOf(ImageGeometry geometry) {
    int[] samples =
        TestJpegs.picture(geometry.width(), geometry.height(), geometry.bands())
            .getRaster()
            .getPixels(0, 0, geometry.width(), geometry.height(), (int[]) null);
    return ArrayRows.bytes(samples);
  }

  private static byte[] write(ImageGeometry geometry, byte[] samples, ImageMetadata metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JpegWriter.write(new ArrayRows(geometry, samples), FORMAT, metadata, out);
    return out.toByteArray();
  }

  private static double meanDifference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return (double) sum / a.length;
  }
}
