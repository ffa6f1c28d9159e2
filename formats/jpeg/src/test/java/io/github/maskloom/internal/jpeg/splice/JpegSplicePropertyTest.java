package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.SplicedMcus.Coding;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the splice of any image with any paint. */
class JpegSplicePropertyTest {
  private static final int[][] SAMPLINGS = {
    {0, 0}, {1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {1, 4}, {4, 2}, {3, 1}, {1, 3}
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsCoefficientsOutsideTouchedMcusAndPixelsBeyondOne(int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      SpliceCase image = randomCase(random);
      Spliced spliced = image.splice();

      assertCoefficients(image, spliced);
      byte[] before = TestJpegs.samplesByImageIo(image.source);
      byte[] after = TestJpegs.samplesByImageIo(spliced.jpeg());
      assertFarPixels(image, before, after);
    }
  }

  @Test
  void copiesTheSameWhetherIntervalsAreDecodedOrNot() throws IOException {
    Random random = new Random(21);
    for (int i = 0; i < 60; i++) {
      SpliceCase image = randomCase(random);
      byte[] strict = image.splice().jpeg();

      assertThat(image.lenient().splice().jpeg()).isEqualTo(strict);
    }
  }

  /** A soft stroke over grain, as over a photograph. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2"})
  void keepsUnpaintedPixelsBesideASoftStrokeTo52Decibels(int h, int v) throws IOException {
    BufferedImage picture = TestJpegs.picture(400, 300, 3);
    Random random = new Random(7);
    for (int at = 0; at < 400 * 300; at++) {
      int x = at % 400;
      int y = at / 400;
      double light = 120 + 50 * Math.sin((x + 2 * y) / 9.0) + 4 * random.nextGaussian();
      for (int band = 0; band < 3; band++) {
        double tint = 25 * Math.sin((x * (band + 1) - y) / 60.0);
        picture.getRaster().setSample(x, y, band, (int) (light + tint));
      }
    }
    byte[] jpeg = TestJpegs.ofKind(picture, h, v, 0, false, 0.9f);
    SpliceCase image = new SpliceCase(jpeg);
    for (int y = 0; y < 300; y++) {
      double middle = 200 + 120 * Math.sin(y / 60.0);
      for (int x = 0; x < 400; x++) {
        int alpha = (int) (128 / (1 + Math.exp((Math.abs(x - middle) - 40) / 5)));
        image.rectangle(x, y, x + 1, y + 1, alpha == 0 ? 0 : 0x0078FF00 | alpha);
      }
    }

    double error =
        meanSquare(
            image,
            TestJpegs.samplesByImageIo(jpeg),
            TestJpegs.samplesByImageIo(image.splice().jpeg()));

    assertThat(10 * Math.log10(255 * 255 / error)).isGreaterThan(52);
  }

  /** The error of unpainted pixels in touched MCUs. */
  private static double meanSquare(SpliceCase image, byte[] before, byte[] after) {
    boolean[] touched = image.touched();
    long sum = 0;
    long count = 0;
    for (int at = 0; at < before.length; at++) {
      int x = at / 3 % image.width;
      int y = at / 3 / image.width;
      if (touched[image.mcuOf(x, y)] && image.rgba[4 * (at / 3) + 3] == 0) {
        int difference = (before[at] & 0xFF) - (after[at] & 0xFF);
        sum += (long) difference * difference;
        count++;
      }
    }
    return (double) sum / count;
  }

  private static SpliceCase randomCase(Random random) throws IOException {
    int[] sampling = SAMPLINGS[random.nextInt(SAMPLINGS.length)];
    BufferedImage picture =
        noisy(
            TestJpegs.picture(
                1 + random.nextInt(150), 1 + random.nextInt(150), sampling[0] == 0 ? 1 : 3),
            random);
    int restart = random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0;
    int h = Math.max(1, sampling[0]);
    int v = Math.max(1, sampling[1]);
    float quality = 0.3f + 0.69f * random.nextFloat();
    byte[] jpeg =
        random.nextInt(5) == 0 && sampling[0] != 0
            ? TestJpegs.progressive(picture, h, v)
            : TestJpegs.ofKind(picture, h, v, restart, random.nextBoolean(), quality);
    SpliceCase image = new SpliceCase(jpeg);
    for (int n = random.nextInt(4); n > 0; n--) {
      paint(image, random);
    }
    return random.nextInt(3) == 0 ? image.noise(random) : image;
  }

  private static void paint(SpliceCase image, Random random) {
    int left = random.nextInt(image.width);
    int top = random.nextInt(image.height);
    int color = random.nextInt() | (random.nextBoolean() ? 0xFF : 0);
    if (image.header.frame().components().size() == 1) {
      int gray = color >>> 24;
      color = gray << 24 | gray << 16 | gray << 8 | (color & 0xFF);
    }
    int width = 1 + random.nextInt(60);
    int height = 1 + random.nextInt(60);
    image.rectangle(left, top, left + width, top + height, color);
  }

  private static BufferedImage noisy(BufferedImage picture, Random random) {
    int strength = 1 << random.nextInt(8);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
          int sample = picture.getRaster().getSample(x, y, band) + random.nextInt(strength);
          picture.getRaster().setSample(x, y, band, Math.min(255, sample));
        }
      }
    }
    return picture;
  }

  private static void assertCoefficients(SpliceCase image, Spliced spliced) throws IOException {
    List<short[]> before = Coefficients.of(image.source);
    boolean copied = spliced.report().coding() == Coding.COPIED;
    List<short[]> after =
        copied ? Coefficients.of(spliced.jpeg()) : Coefficients.byBlocks(spliced.jpeg());
    boolean[] touched = image.touched();
    int count = 0;
    int changes = 0;
    assertThat(after).hasSameSizeAs(before);
    for (int mcu = 0; mcu < before.size(); mcu++) {
      boolean same = Arrays.equals(before.get(mcu), after.get(mcu));
      assertThat(touched[mcu] || same).as("MCU %s", mcu).isTrue();
      count += touched[mcu] ? 1 : 0;
      changes += same ? 0 : 1;
    }
    SplicedMcus report = spliced.report();
    assertThat(report.total()).isEqualTo(before.size());
    assertThat(report.touched()).isEqualTo(count);
    assertThat(report.changed()).isEqualTo(changes);
    assertThat(copied).isEqualTo(count == 0);
  }

  private static void assertFarPixels(SpliceCase image, byte[] before, byte[] after) {
    int bands = image.header.frame().components().size();
    boolean[] touched = image.touched();
    assertThat(after).hasSameSizeAs(before);
    for (int at = 0; at < before.length; at++) {
      int x = at / bands % image.width;
      int y = at / bands / image.width;
      if (before[at] != after[at]) {
        assertThat(image.isFar(x, y, touched)).as("pixel %s, %s is far", x, y).isFalse();
      }
    }
  }
}
