package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.ProcessStatus;
import io.github.maskloom.testing.StoredObject;
import io.github.maskloom.testing.TestJpegs;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it looks for open temporary files")
class MultiScanJpegTest {
  private static final byte[] PROGRESSIVE = TestJpegs.progressive(67, 45, 3);
  private static final byte[] THREE_SCANS = JpegFixtures.load("three-scans.jpg");
  private static final byte[] RESTARTS = JpegFixtures.load("progressive-restarts.jpg");

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2", "4, 1", "1, 4", "3, 1", "1, 3", "4, 2"})
  void decodesToTheSamplesOfTheJdkWhateverTheSamplingAndSize(int h, int v) throws IOException {
    for (int width = 1; width <= 70; width += 3) {
      BufferedImage noisy = Jpegs.noise(width, 71 - width, 0x3F3F3F);
      byte[] jpeg = TestJpegs.progressive(noisy, h, v);

      assertThat(Jpegs.samples(jpeg))
          .as("width %s", width)
          .isEqualTo(TestJpegs.samplesByImageIo(jpeg));
    }
  }

  @Test
  void decodesGrayToTheSamplesOfTheJdkWhateverTheSize() throws IOException {
    for (int width = 1; width <= 40; width++) {
      byte[] jpeg = TestJpegs.progressive(width, 41 - width, 1);

      assertThat(Jpegs.samples(jpeg))
          .as("width %s", width)
          .isEqualTo(TestJpegs.samplesByImageIo(jpeg));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void decodesInksToTheSamplesOfTheSameFileInOneScan(int adobeTransform) throws IOException {
    WritableRaster inks =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 45, 31, 4, new Point());
    new Random(4).nextBytes(((DataBufferByte) inks.getDataBuffer()).getData());
    byte[] oneScan = JpegEdits.withAdobe(TestJpegs.encodeAsIs(inks), adobeTransform);
    byte[] manyScans = JpegEdits.withAdobe(TestJpegs.encodeProgressively(inks), adobeTransform);

    assertThat(Jpegs.open(oneScan).header().multiScan()).isFalse();
    assertThat(Jpegs.open(manyScans).header().multiScan()).isTrue();
    assertThat(Jpegs.samples(manyScans)).isEqualTo(Jpegs.samples(oneScan));
  }

  @Test
  void showsWhatIsCodedWhereAFileEndsBeforeItsLastBit() throws IOException {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 16, 8, 1)
            .scan(0, 0, 0, 1)
            .data("x05 10100 x03 011")
            .end();

    byte[] samples = Jpegs.samples(jpeg);

    assertThat(samples[0] & 0xFF).isEqualTo(128 + 2 * 20);
    assertThat(samples[15] & 0xFF).isEqualTo(128 + 2 * (20 - 4));
  }

  @Test
  void usesTheDivisorsThatStoodBeforeAComponentsFirstScan() throws IOException {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 8, 8, 1)
            .scan(0, 0, 0, 1)
            .data("x05 10100")
            .divisors(16)
            .scan(0, 0, 1, 0)
            .data("1")
            .end();

    assertThat(Jpegs.samples(jpeg)[0] & 0xFF).isEqualTo(128 + 41);
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "40, 32"})
  void readsUpTo32ScansSideBySideAndCopiesOthers(int scans, int ranges) throws IOException {
    CraftedJpeg crafted =
        CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 8, 8, 1).scan(0, 0, 0, 0).data("x05 10100");
    for (int k = 1; k < scans; k++) {
      crafted = crafted.scan(k, k, 0, 0).data(k % 3 == 0 ? "x05 10100" : "x00");
    }
    byte[] jpeg = crafted.end();
    StoredObject object = new StoredObject(jpeg);

    byte[] samples = ArrayRows.collect(Jpegs.open(object.source()), 8);

    assertThat(samples).isEqualTo(TestJpegs.samplesByImageIo(jpeg));
    assertThat(object.mostOpen()).isEqualTo(ranges);
    assertThat(object.open()).isZero();
  }

  @Test
  void refinesCoefficientsAsTheJdkDoes() throws IOException {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 24, 8, 1)
            .scan(0, 0, 0, 0)
            .data("x00 x00 x00")
            .scan(1, 63, 0, 1)
            .data("x02 10 xF0 x03 001 x10 11")
            .scan(1, 63, 1, 0)
            .data("x11 0 1 xF0 1 x01 0 x00 x10 0")
            .end();

    assertThat(Jpegs.samples(jpeg)).isEqualTo(TestJpegs.samplesByImageIo(jpeg));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 75", "2, 1, 52", "1, 2, 110", "2, 2, 83", "4, 1, 39.5", "1, 4, 152"})
  void declaresTheBlocksAndSamplesOfARowWhateverTheSampling(int h, int v, double bytesPerPixel)
      throws IOException {
    assertThat(heapBytes(960, h, v) - heapBytes(480, h, v)).isEqualTo((long) (480 * bytesPerPixel));
  }

  private static long heapBytes(int width, int h, int v) throws IOException {
    byte[] jpeg = TestJpegs.progressive(TestJpegs.picture(width, 40, 3), h, v);
    return Jpegs.open(jpeg).heapBytes();
  }

  @Test
  void declaresMoreForEveryScanThatMayCome() throws IOException {
    JpegFrame progressive = Jpegs.open(PROGRESSIVE).header().frame();
    JpegFrame sequential = Jpegs.open(THREE_SCANS).header().frame();

    assertThat(CoefficientRows.heapBytes(progressive, 200))
        .isEqualTo(CoefficientRows.heapBytes(progressive, 100) + 100 * (3 << 10));
    assertThat(CoefficientRows.heapBytes(progressive, Integer.MAX_VALUE)).isLessThan(16 << 20);
    assertThat(CoefficientRows.heapBytes(sequential, 200))
        .isEqualTo(CoefficientRows.heapBytes(sequential, 3));
  }

  @Test
  void decodesEightyScansFromSmallerBuffers() throws IOException {
    CraftedJpeg jpeg = CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 400, 8, 1);
    jpeg.scan(0, 0, 0, 0).data("x00 ".repeat(49) + "x00");
    for (int k = 1; k <= 63; k++) {
      jpeg.scan(k, k, 0, 0).data("x01 1 ".repeat(49) + "x01 1");
    }
    byte[] file = jpeg.end();

    assertThat(Jpegs.samples(file)).isEqualTo(TestJpegs.samplesByImageIo(file));
  }

  @Test
  void needsNoTemporaryFileForOneScan() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);

    assertThat(samples(jpeg, ImageLimits.DEFAULT.withMaxSpoolBytes(0))).isNotEmpty();
  }

  @Test
  void stopsInTheMiddleOfAScanWhenCancelled() throws IOException {
    FaultySource source = FaultySource.sound(PROGRESSIVE);
    AtomicInteger left = new AtomicInteger(20);
    AtomicInteger rows = new AtomicInteger();
    JpegReader reader =
        JpegReader.open(
            source.source(),
            ImageLimits.DEFAULT,
            DamagePolicy.STRICT,
            () -> left.getAndDecrement() == 0);

    assertThatThrownBy(() -> reader.push(1, window -> rows.incrementAndGet()))
        .isInstanceOf(CancelledException.class);

    assertThat(left).hasValue(-1);
    assertThat(rows).hasValueLessThan(45);
    assertThat(source.openStreams()).isZero();
    assertNoTemporaryFileIsOpen();
  }

  @Test
  void closesItsTemporaryFileHoweverDecodingEnds() throws IOException {
    Jpegs.samples(RESTARTS);
    assertNoTemporaryFileIsOpen();
    for (int length = 0; length < RESTARTS.length; length += 7) {
      byte[] cut = Arrays.copyOf(RESTARTS, length);

      assertThatThrownBy(() -> Jpegs.samples(cut)).isInstanceOf(ImageFormatException.class);
    }
    assertNoTemporaryFileIsOpen();
  }

  private static void assertNoTemporaryFileIsOpen() throws IOException {
    assertThat(ProcessStatus.open())
        .noneMatch(name -> name.contains("maskloom-") && name.contains(".spool"));
  }

  @Test
  void countsScansSegmentsBetweenThemAndBytesOfTheTemporaryFile() throws IOException {
    ImageLimits limits = ImageLimits.DEFAULT;
    assertThat(samples(THREE_SCANS, limits.withMaxScans(3))).isNotEmpty();
    assertLimit(limits.withMaxScans(2), "maxScans", 3);
    assertLimit(limits.withMaxParts(10), "maxParts", 11);
    assertLimit(limits.withMaxSpoolBytes(113), "maxSpoolBytes", 114);
  }

  private static void assertLimit(ImageLimits limits, String limit, long asked) {
    assertThatExceptionOfType(ImageLimitException.class)
        .isThrownBy(() -> samples(THREE_SCANS, limits))
        .satisfies(e -> assertThat(e.limit()).isEqualTo(limit))
        .satisfies(e -> assertThat(e.asked()).isEqualTo(asked));
  }

  private static byte[] samples(byte[] jpeg, ImageLimits limits) throws IOException {
    return ArrayRows.collect(Jpegs.open(ImageSource.of(jpeg), limits), 8);
  }
}
