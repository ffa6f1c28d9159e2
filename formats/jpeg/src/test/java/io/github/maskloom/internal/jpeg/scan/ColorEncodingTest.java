package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.jpeg.JpegFixtures;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColorEncodingTest {
  private static final byte[] JFIF = TestJpegs.subsampled(33, 17, 1, 1);
  private static final byte[] BARE = JpegEdits.withoutSegment(JFIF, 0xE0);

  /** The rules of libjpeg's default_decompress_parms, case by case. */
  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("JFIF", JFIF, ColorEncoding.YCBCR),
        Arguments.of("JFIF before names", named(JFIF, 'R', 'G', 'B'), ColorEncoding.YCBCR),
        Arguments.of("JFIF before Adobe", JpegEdits.withAdobe(JFIF, 0), ColorEncoding.YCBCR),
        Arguments.of("Adobe 0", JpegEdits.withAdobe(BARE, 0), ColorEncoding.RGB),
        Arguments.of("Adobe 1", JpegEdits.withAdobe(BARE, 1), ColorEncoding.YCBCR),
        Arguments.of("Adobe unknown", JpegEdits.withAdobe(BARE, 9), ColorEncoding.YCBCR),
        Arguments.of("names 1 2 3", BARE, ColorEncoding.YCBCR),
        Arguments.of("names R G B", named(BARE, 'R', 'G', 'B'), ColorEncoding.RGB),
        Arguments.of("other names", named(BARE, 0, 1, 2), ColorEncoding.YCBCR),
        Arguments.of("gray", TestJpegs.baseline(9, 9, 1), ColorEncoding.GRAY),
        Arguments.of("four bare", TestJpegs.inks(9, 9, new int[4], -1), ColorEncoding.CMYK),
        Arguments.of("four, Adobe 0", TestJpegs.inks(9, 9, new int[4], 0), ColorEncoding.CMYK),
        Arguments.of("four, Adobe 2", TestJpegs.inks(9, 9, new int[4], 2), ColorEncoding.YCCK),
        Arguments.of("four, unknown", TestJpegs.inks(9, 9, new int[4], 1), ColorEncoding.YCCK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void followsTheRulesOfLibjpeg(String rule, byte[] jpeg, ColorEncoding encoding)
      throws IOException {
    assertThat(Jpegs.open(jpeg).header().encoding()).as(rule).isEqualTo(encoding);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void decodesByTheSameRule(String rule, byte[] jpeg, ColorEncoding encoding) throws IOException {
    if (encoding == ColorEncoding.YCBCR) {
      assertThat(Jpegs.samples(jpeg)).as(rule).isEqualTo(Jpegs.samples(JFIF));
    } else if (encoding == ColorEncoding.RGB) {
      assertThat(Jpegs.samples(jpeg))
          .as(rule)
          .isEqualTo(Jpegs.samples(JpegEdits.withAdobe(BARE, 0)));
    }
  }

  @Test
  void deliversRgbAsItStandsInTheFile() throws IOException {
    byte[] asRgb = Jpegs.samples(JpegEdits.withAdobe(BARE, 0));
    byte[] asYcc = Jpegs.samples(JFIF);
    int pixel = 3 * (33 * 8 + 16);

    int y = asRgb[pixel] & 0xFF;
    int cr = asRgb[pixel + 2] & 0xFF;
    assertThat(asYcc[pixel] & 0xFF).isEqualTo((int) Math.round(y + 1.402 * (cr - 128)));
  }

  @Test
  void deliversRgbOfAnotherEncoderLikeImageIo() throws IOException {
    byte[] jpeg = JpegFixtures.load("adobe-rgb.jpg");

    assertThat(Jpegs.samples(jpeg)).isEqualTo(TestJpegs.samplesByImageIo(jpeg));
  }

  @Test
  void multipliesInksIntoRgb() throws IOException {
    int[] inverted = {200, 100, 50, 230};
    byte[] rgb = {(byte) 180, (byte) 90, 45};

    for (int transform : new int[] {-1, 0}) {
      byte[] samples = Jpegs.samples(TestJpegs.inks(17, 9, inverted, transform));
      assertThat(IntStream.range(0, 17 * 9))
          .allSatisfy(i -> assertThat(slice(samples, 3 * i)).isEqualTo(slice(rgb, 0)));
    }
  }

  @Test
  void restoresTheColorThatAnotherEncoderStoredAsYcck() throws IOException {
    byte[] samples = Jpegs.samples(JpegFixtures.load("ycck.jpg"));

    assertThat(slice(samples, 3 * 40)).isEqualTo(List.of(200, 80, 41));
  }

  private static byte[] named(byte[] jpeg, int... ids) {
    return JpegEdits.withComponentIds(jpeg, ids);
  }

  private static List<Integer> slice(byte[] samples, int at) {
    return List.of(samples[at] & 0xFF, samples[at + 1] & 0xFF, samples[at + 2] & 0xFF);
  }
}
