package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.UltraHdr;
import io.github.maskloom.testing.UltraHdrParts;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A photo keeps its gain map, which has no gain where the photo is painted. */
class GainMapSpliceTest {
  static final int WIDTH = 260;
  static final int HEIGHT = 196;

  /** A quarter of the photo is no gain: 64 of 255. */
  static final String XMP = "hdrgm:GainMapMin=\"-1\" hdrgm:GainMapMax=\"3\"";

  private static final int NEUTRAL = 64;

  static Stream<Arguments> kindsOfFiles() {
    byte[][] photos = {
      TestJpegs.baseline(WIDTH, HEIGHT, 3),
      TestJpegs.progressive(WIDTH, HEIGHT, 3),
      TestJpegs.baseline(WIDTH, HEIGHT, 1),
      TestJpegs.restarting(WIDTH, HEIGHT, 3)
    };
    byte[][] maps = {
      TestJpegs.baseline(65, 49, 1),
      TestJpegs.progressive(65, 49, 1),
      TestJpegs.subsampled(130, 98, 1, 1),
      TestJpegs.baseline(130, 98, 3),
      TestJpegs.progressive(87, 65, 3),
      TestJpegs.restarting(WIDTH, HEIGHT, 2)
    };
    return IntStream.range(0, photos.length * maps.length)
        .mapToObj(
            i ->
                Arguments.of(
                    i % photos.length,
                    i / photos.length,
                    photos[i % photos.length],
                    maps[i / photos.length]));
  }

  @ParameterizedTest(name = "photo {0}, map {1}")
  @MethodSource("kindsOfFiles")
  void keepsTheMapWithoutGainUnderThePaint(int photo, int map, byte[] photoJpeg, byte[] mapJpeg)
      throws IOException {
    SpliceCase image = new SpliceCase(new UltraHdr(photoJpeg, mapJpeg).xmp(XMP).file());
    image.rectangle(70, 41, 133, 90, 0x808080FF).rectangle(259, 195, 260, 196, 0x80808001);

    checkKept(image, mapJpeg, image.noise(new Random(photo)).splice(), 0x010101 * NEUTRAL);
  }

  private static void checkKept(SpliceCase image, byte[] map, Spliced result, int neutralRgb)
      throws IOException {
    UltraHdrParts parts = UltraHdrParts.of(result.jpeg());
    SpliceCase alone = image.over(UltraHdrParts.of(image.source).plainPhoto());
    assertThat(result.metadata().gainMapKept()).isTrue();
    assertThat(result.metadata().gainMapDropped()).isEmpty();
    assertThat(parts.plainPhoto()).isEqualTo(alone.splice().jpeg());
    checkMap(image, map, parts.map(), neutralRgb);
  }

  /** Coefficients are the source's outside of what is painted, and flat within. */
  private static void checkMap(SpliceCase image, byte[] before, byte[] after, int neutralRgb)
      throws IOException {
    SpliceCase map = new SpliceCase(after);
    boolean[] covered = coveredMcus(image, map);
    List<short[]> old = Coefficients.of(before);
    List<short[]> now = Coefficients.of(after);
    int touched = 0;
    for (int mcu = 0; mcu < covered.length; mcu++) {
      if (covered[mcu]) {
        checkFlat(map.header.frame(), now.get(mcu), neutralRgb, after);
        touched++;
      } else {
        assertThat(now.get(mcu)).as("MCU %d of the map", mcu).isEqualTo(old.get(mcu));
      }
    }
    assertThat(touched).isPositive();
  }

  /** By the definition: paint under a pixel of the map, or under one next to it. */
  private static boolean[] coveredMcus(SpliceCase image, SpliceCase map) {
    JpegFrame frame = map.header.frame();
    int across = reach(frame.maxMcuWidth());
    int down = reach(frame.maxMcuHeight());
    boolean[] covered = new boolean[frame.mcusAcross() * frame.mcusDown()];
    for (int y = 0; y < map.height; y++) {
      for (int x = 0; x < map.width; x++) {
        covered[map.mcuOf(x, y)] |= isPainted(image, map, x, y, across, down);
      }
    }
    return covered;
  }

  /** Enlarged chroma takes its share from further away. */
  private static int reach(int sampling) {
    return sampling == 1 ? 1 : 1 + sampling;
  }

  private static boolean isPainted(
      SpliceCase image, SpliceCase map, int mapX, int mapY, int across, int down) {
    int left = Math.max(0, mapX - across) * image.width / map.width;
    int top = Math.max(0, mapY - down) * image.height / map.height;
    for (int y = top; y < image.height && y * map.height < (mapY + down + 1) * image.height; y++) {
      for (int x = left;
          x < image.width && x * map.width < (mapX + across + 1) * image.width;
          x++) {
        if (image.rgba[4 * (y * image.width + x) + 3] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static void checkFlat(JpegFrame frame, short[] mcu, int rgb, byte[] jpeg) {
    double red = rgb >> 16;
    double green = rgb >> 8 & 0xFF;
    double blue = rgb & 0xFF;
    double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    double[] samples = {luma, 128 + (blue - luma) / 1.772, 128 + (red - luma) / 1.402};
    int block = 0;
    for (int i = 0; i < frame.components().size(); i++) {
      int step = dcStep(jpeg, frame.components().get(i).quantizationSlot());
      for (int n = frame.mcuBlocks(frame.components().get(i)); n > 0; n--) {
        short[] coefficients = Arrays.copyOfRange(mcu, 64 * block, 64 * block + 64);
        double sample = 128 + coefficients[0] * step / 8.0;
        assertThat(Math.abs(sample - samples[i])).isLessThanOrEqualTo(Math.max(1, step / 8.0));
        assertThat(Arrays.copyOfRange(coefficients, 1, 64)).containsOnly(0);
        block++;
      }
    }
  }

  private static int dcStep(byte[] jpeg, int slot) {
    for (int at = 2; (jpeg[at + 1] & 0xFF) != 0xDA; ) {
      int length = (jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF);
      for (int table = at + 4; (jpeg[at + 1] & 0xFF) == 0xDB && table < at + 2 + length; ) {
        if (jpeg[table] == slot) {
          return jpeg[table + 1] & 0xFF;
        }
        table += 65;
      }
      at += 2 + length;
    }
    throw new AssertionError("no table " + slot);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsThePaintForTheMapAsForThePhoto(int orientation) throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);
    byte[] photo = JpegEdits.withExif(TestJpegs.baseline(WIDTH, HEIGHT, 3), exif);
    byte[] map = TestJpegs.baseline(65, 49, 1);
    SpliceCase image = new SpliceCase(new UltraHdr(photo, map).xmp(XMP).file());

    image.rectangle(20, 100, 90, 120, 0xFF0000FF);

    checkKept(image, map, image.splice(), 0x010101 * NEUTRAL);
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.09", "0.60"})
  void keepsTheMapUnderAnyShareOfNoise(double share) throws IOException {
    byte[] map = TestJpegs.baseline(130, 98, 3);
    SpliceCase image =
        new SpliceCase(
            new UltraHdr(TestJpegs.baseline(WIDTH, HEIGHT, 3), map).xmp(XMP).littleEndian().file());
    int right = 7 + (int) (WIDTH * Math.sqrt(share));
    int bottom = 5 + (int) (HEIGHT * Math.sqrt(share));

    image.rectangle(7, 5, right, bottom, 0xFF).noise(new Random(1));

    checkKept(image, map, image.splice(), 0x010101 * NEUTRAL);
  }

  @Test
  void statesTheNewLengthAndKeepsWhatElseXmpSays() throws IOException {
    Spliced result = painted(file(XMP)).splice();

    UltraHdrParts parts = UltraHdrParts.of(result.jpeg());
    assertThat(parts.statedLength()).hasValue(parts.map().length);
    assertThat(new String(parts.photo(), ISO_8859_1))
        .contains("<xmp:CreatorTool>Test</xmp:CreatorTool>");
  }

  static UltraHdr file(String xmp) {
    return new UltraHdr(TestJpegs.baseline(WIDTH, HEIGHT, 3), TestJpegs.baseline(65, 49, 1))
        .xmp(xmp);
  }

  static SpliceCase painted(UltraHdr file) throws IOException {
    return new SpliceCase(file.file()).rectangle(70, 41, 133, 90, 0x2040F0FF);
  }

  @Test
  void copiesTheFileByteForByteWhereNothingIsPainted() throws IOException {
    SpliceCase image = new SpliceCase(file(XMP).file());

    Spliced result = image.splice();

    assertThat(result.jpeg()).isEqualTo(image.source);
    assertThat(result.report().coding()).isEqualTo(SplicedMcus.Coding.COPIED);
    assertThat(result.metadata().gainMapKept()).isTrue();
  }

  @Test
  void saysNothingOfPhotosWithoutAMap() throws IOException {
    SpliceCase image = new SpliceCase(TestJpegs.baseline(WIDTH, HEIGHT, 3));

    assertThat(image.rectangle(0, 0, 9, 9, 0xFF).splice().metadata())
        .usingRecursiveComparison()
        .isEqualTo(MetadataReport.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0, 255, 0", "-1, 3, 64", "-100, 100, 128", "-2, 0, 255", "0, 0, 0"})
  void paintsTheValueWithoutGain(String min, String max, int neutral) throws IOException {
    String xmp = "hdrgm:GainMapMin='%s' hdrgm:GainMapMax = '%s'".formatted(min, max);
    SpliceCase image = painted(file(xmp));

    byte[] map = TestJpegs.baseline(65, 49, 1);
    checkKept(image, map, image.splice(), 0x010101 * neutral);
  }

  @Test
  void paintsTheValueWithoutGainOfEachChannel() throws IOException {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    byte[] map = TestJpegs.subsampled(130, 98, 1, 1);
    String channels =
        "<hdrgm:GainMapMin><rdf:Seq><rdf:li>-1</rdf:li><rdf:li>-2</rdf:li>"
            + "<rdf:li>0</rdf:li></rdf:Seq></hdrgm:GainMapMin>"
            + "<hdrgm:Gamma>\n <rdf:Seq>\n <rdf:li>2</rdf:li> <rdf:li>1</rdf:li>"
            + "<rdf:li>1</rdf:li>\n</rdf:Seq></hdrgm:Gamma>";
    UltraHdr inXmp = new UltraHdr(photo, map).xmp("hdrgm:GainMapMax=\"2\"", channels);
    int[][] numbers = {{-100, 200, 200}, {-200, 200, 100}, {0, 200, 100}};
    UltraHdr inIso = new UltraHdr(photo, map).iso(UltraHdr.isoBlock(0, 0, numbers));
    UltraHdr inBoth = new UltraHdr(photo, map).iso(UltraHdr.isoBlock(0, 0, numbers));
    inBoth.xmp("hdrgm:GainMapMax=\"2\"", channels);

    for (UltraHdr file : List.of(inXmp, inIso, inBoth)) {
      SpliceCase image = painted(file);
      // 255 * (1/3)^2, 255 * 1/2, 0
      checkKept(image, map, image.splice(), 28 << 16 | 128 << 8);
    }
  }

  @Test
  void leavesFurtherPicturesBehind() throws IOException {
    byte[] preview = TestJpegs.baseline(99, 77, 3);
    SpliceCase image = painted(file(XMP).other(preview).other(preview));

    checkKept(image, TestJpegs.baseline(65, 49, 1), image.splice(), 0x010101 * NEUTRAL);
  }

  @Test
  void declaresWhatItSpools() throws IOException {
    SpliceCase image = new SpliceCase(file(XMP).file()).rectangle(0, 0, WIDTH, HEIGHT, 0xFF);
    image.noise(new Random(3));
    long declared = image.open().spoolBytes();
    ImageLimits limits = ImageLimits.DEFAULT.withMaxSpoolBytes(declared);
    byte[] jpeg = image.splice(ImageSource.of(image.source), limits).jpeg();

    assertThat((long) jpeg.length).isLessThan(declared);
    assertThat(painted(file(XMP).withoutIndex()).open().spoolBytes()).isZero();
  }
}
