package io.github.maskloom.internal.jpeg.splice;

import static io.github.maskloom.internal.jpeg.splice.GainMapSpliceTest.HEIGHT;
import static io.github.maskloom.internal.jpeg.splice.GainMapSpliceTest.WIDTH;
import static io.github.maskloom.internal.jpeg.splice.GainMapSpliceTest.XMP;
import static io.github.maskloom.internal.jpeg.splice.GainMapSpliceTest.file;
import static io.github.maskloom.internal.jpeg.splice.GainMapSpliceTest.painted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.StoredObject;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.UltraHdr;
import io.github.maskloom.testing.UltraHdrParts;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gain map that cannot be kept: why it is dropped, and that the photo is edited all the same. */
class DroppedGainMapTest {
  static Stream<Arguments> filesWhoseMapIsDropped() {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    byte[] gray = TestJpegs.baseline(65, 49, 1);
    int[] sound = {0, 200, 100};
    UltraHdr apple =
        new UltraHdr(photo, gray)
            .otherXmp("<x apdi:AuxiliaryImageType='urn:com:apple:photo:2020:aux:hdrgainmap'/>");
    byte[] laterVersion = UltraHdr.isoBlock(0, 0, sound);
    laterVersion[1] = 1;
    return Stream.of(
        Arguments.of("HDR one", file(XMP + " hdrgm:BaseRenditionIsHDR=\"True\"")),
        Arguments.of("HDR one", new UltraHdr(photo, gray).iso(UltraHdr.isoBlock(4, 0, sound))),
        Arguments.of("HDR one", new UltraHdr(photo, gray).iso(UltraHdr.isoBlock(0, 300, sound))),
        Arguments.of("nothing changes", file("hdrgm:GainMapMin=\"0.5\" hdrgm:GainMapMax=\"2\"")),
        Arguments.of("nothing changes", file("hdrgm:GainMapMin=\"-2\" hdrgm:GainMapMax=\"-1\"")),
        Arguments.of("Apple's older kind", apple),
        Arguments.of("no index", file(XMP).withoutIndex()),
        Arguments.of("damaged or not known", file("hdrgm:GainMapMin=\"0\"")),
        Arguments.of("damaged or not known", file("hdrgm:GainMapMax=\"NaN\"")),
        Arguments.of("damaged or not known", file("hdrgm:GainMapMax=\"1,2\"")),
        Arguments.of("damaged or not known", new UltraHdr(photo, gray).iso(new byte[4])),
        Arguments.of("damaged or not known", new UltraHdr(photo, gray).iso(laterVersion)),
        Arguments.of("contradict", file(XMP).iso(UltraHdr.isoBlock(0, 0, sound))),
        Arguments.of("only component", file("hdrgm:GainMapMin=\"-1,0,0\" hdrgm:GainMapMax=\"2\"")),
        Arguments.of("larger", new UltraHdr(photo, TestJpegs.baseline(520, 392, 1)).xmp(XMP)),
        Arguments.of("shape", new UltraHdr(photo, TestJpegs.baseline(49, 65, 1)).xmp(XMP)),
        Arguments.of(
            "inks",
            new UltraHdr(photo, TestJpegs.inks(65, 49, new int[] {9, 9, 9, 9}, 0)).xmp(XMP)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filesWhoseMapIsDropped")
  void dropsAMapThatCannotBeKeptAndSaysWhy(String why, UltraHdr file) throws IOException {
    checkDropped(painted(file), why);
  }

  private static void checkDropped(SpliceCase image, String why) throws IOException {
    Spliced result = image.splice();
    SpliceCase alone = image.over(UltraHdrParts.of(image.source).plainPhoto());
    assertThat(result.metadata().gainMapDropped()).isPresent();
    assertThat(result.metadata().gainMapDropped().orElseThrow()).contains(why);
    byte[] jpeg = result.jpeg();
    assertThat(UltraHdrParts.segment(jpeg, 0xE2, "MPF\0")).isNegative();
    assertThat(new String(jpeg, ISO_8859_1))
        .doesNotContain("hdrgm:Version", "Item:Semantic", "21496");
    byte[] withoutXmp = UltraHdrParts.of(jpeg).plainPhoto();
    assertThat(Arrays.equals(withoutXmp, alone.splice().jpeg())).isTrue();
  }

  /** Wherever the file ends within the map, the photo is edited as if there were none. */
  @Test
  void dropsAMapThatIsCutAnywhere() throws IOException {
    byte[] whole = smallFile().file();
    int end = UltraHdrParts.end(whole, 0);
    byte[] alone = smallPainted(smallFile().withoutIndex().file()).jpeg();
    for (int length = end; length < whole.length; length++) {
      Spliced result = smallPainted(Arrays.copyOf(whole, length));

      assertThat(result.metadata().gainMapDropped()).as("cut at %d", length).isPresent();
      assertThat(result.jpeg()).isEqualTo(alone);
    }
  }

  /** A map that is too large to be held is read from wherever the file is. */
  @Test
  void dropsALargeMapThatIsCutOnlyThen() throws IOException {
    byte[] whole = new UltraHdr(noise(900, 700), noise(600, 467)).xmp(XMP).file();
    int end = UltraHdrParts.end(whole, 0);
    assertThat(whole.length - end).isGreaterThan(GainMapSearch.HELD_BYTES);
    for (int cut : new int[] {0, 1, 1000, whole.length - end - 9, whole.length - end}) {
      byte[] file = Arrays.copyOf(whole, whole.length - cut);
      SpliceCase image = new SpliceCase(file).rectangle(70, 41, 133, 90, 0x2040F0FF);
      for (ImageSource source : sources(file)) {
        Spliced spliced = image.splice(source, ImageLimits.DEFAULT);
        // Where the length is unknown, the end of the coded data may be all that is needed.
        assertThat(spliced.metadata().gainMapKept()).isEqualTo(cut == 0 || isUnknown(source, cut));
        assertThat(UltraHdrParts.of(spliced.jpeg()).photo()).isNotEmpty();
      }
    }
  }

  private static boolean isUnknown(ImageSource source, int cut) throws IOException {
    return source.length().isEmpty() && cut == 1;
  }

  private static byte[] noise(int width, int height) {
    return TestJpegs.ofQuality(Jpegs.noise(width, height, 0xFFFFFF), 0.8f);
  }

  private static List<ImageSource> sources(byte[] file) {
    return List.of(
        ImageSource.of(file),
        ImageSource.reopening(() -> new BufferedInputStream(new ByteArrayInputStream(file))),
        new StoredObject(file).source());
  }

  /** Any byte of the map, or of what stands before the photo's tables, is another one. */
  @Test
  @Tag("slow")
  void givesThePhotoWhateverIsDamaged() throws IOException {
    byte[] whole = smallFile().file();
    int head = UltraHdrParts.segment(whole, 0xE0, "JFIF");
    int end = UltraHdrParts.end(whole, 0);
    int mcus = Coefficients.of(whole).size();
    for (int at = 2; at < whole.length; at = at == head - 1 ? end : at + 1) {
      if (isLengthOrMarker(whole, at, head)) {
        continue;
      }
      Spliced result = smallPainted(JpegEdits.withBytes(whole, at, ~whole[at]));

      assertThat(Coefficients.of(result.jpeg())).as("byte %d", at).hasSize(mcus);
    }
  }

  private static UltraHdr smallFile() {
    return new UltraHdr(TestJpegs.baseline(64, 48, 3), TestJpegs.baseline(16, 12, 1))
        .xmp(XMP)
        .iso(UltraHdr.isoBlock(0, 0, new int[] {-100, 300, 100}));
  }

  private static Spliced smallPainted(byte[] file) throws IOException {
    return new SpliceCase(file).rectangle(20, 9, 41, 30, 0x2040F0FF).splice();
  }

  /** What the photo itself cannot do without. */
  private static boolean isLengthOrMarker(byte[] jpeg, int at, int head) {
    for (int segment = 2; segment < head; ) {
      if (at >= segment && at < segment + 4) {
        return true;
      }
      segment += 2 + ((jpeg[segment + 2] & 0xFF) << 8 | (jpeg[segment + 3] & 0xFF));
    }
    return false;
  }

  @Test
  void dropsTheMapWhereTemporaryFilesMayNotBeLargeEnough() throws IOException {
    SpliceCase image = painted(file(XMP));
    ImageLimits limits = ImageLimits.DEFAULT.withMaxSpoolBytes(10_000);
    Spliced copy = image.splice(ImageSource.of(image.source), limits);

    assertThat(copy.metadata().gainMapDropped()).hasValue("temporary files may not be so large");
    assertThat(copy.jpeg()).isEqualTo(painted(file(XMP).withoutIndex()).splice().jpeg());
  }
}
