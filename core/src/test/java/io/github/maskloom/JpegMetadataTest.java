package io.github.maskloom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestProfiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of metadata in {@code docs/jpeg.md}, row by row, whichever way a JPEG photo goes. */
class JpegMetadataTest {
  private static final String OLD = "the room before the paint";
  private static final String KEPT = "what still holds";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, 9, 7).encode();
  private static final byte[] PROFILE = TestProfiles.displayP3().encode();

  /** What becomes of a photo. */
  enum Way {
    SPLICED,
    MERGED,
    RESTORED,
    ENCODED_ANEW,
    PNG,
    PREPARED_SCENE,
    PREPARED,
    PREPARED_PNG;

    boolean splices() {
      return this == SPLICED || this == MERGED || this == RESTORED;
    }

    byte[] take(byte[] photo) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageSource source = ImageSource.of(photo);
      ImageTarget target = ImageTarget.of(out);
      switch (this) {
        case SPLICED, MERGED -> composite(OutputFormat.JPEG, source, target);
        case ENCODED_ANEW -> composite(new OutputFormat.Jpeg(80, 0xFFFFFF), source, target);
        case PNG -> composite(OutputFormat.PNG, source, target);
        case RESTORED -> {
          CompositeReport report =
              PhotoRestorer.create()
                  .withFormat(OutputFormat.JPEG)
                  .withComparison(RestoreOptions.Comparison.OFF)
                  .restore(source, ImageSource.of(base()), ImageSource.of(MASK), target);
          assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
        }
        case PREPARED_SCENE ->
            compositor(OutputFormat.PNG)
                .composite(source, ImageSource.of(MASK), preparer(OutputFormat.JPEG), target);
        case PREPARED -> preparer(OutputFormat.JPEG).prepare(source, target);
        case PREPARED_PNG -> preparer(OutputFormat.PNG).prepare(source, target);
      }
      return out.toByteArray();
    }

    private void composite(OutputFormat format, ImageSource photo, ImageTarget target)
        throws IOException {
      CompositeReport report = compositor(format).composite(photo, ImageSource.of(MASK), target);
      assertThat(report.strategy()).isEqualTo(splices() ? Strategy.SPLICE : Strategy.STREAM);
    }

    private static MaskCompositor compositor(OutputFormat format) {
      return MaskCompositor.create().withFormat(format);
    }

    private static ImagePreparer preparer(OutputFormat format) {
      return ImagePreparer.create().withFormat(format).withPassThrough(false);
    }

    /** A photo without metadata but JFIF's. */
    byte[] base() {
      return this == MERGED ? TestJpegs.progressive(24, 18, 3) : TestJpegs.baseline(24, 18, 3);
    }
  }

  private static String taken(Way way, int marker, String content) throws IOException {
    return new String(way.take(photoWith(way, marker, content)), ISO_8859_1);
  }

  private static byte[] photoWith(Way way, int marker, String content) {
    return JpegEdits.withSegment(way.base(), marker, content.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void jfifKeepsItsDensityAndLosesItsThumbnail(Way way) throws IOException {
    byte[] bare = JpegEdits.withoutSegment(way.base(), 0xE0);
    byte[] head = "JFIF\0\1\2\2\0\50\0\50\3\3".getBytes(ISO_8859_1);
    byte[] thumbnail = (OLD + "..").getBytes(ISO_8859_1);
    byte[] photo = JpegEdits.withSegment(bare, 0xE0, Bytes.concat(head, thumbnail));

    byte[] result = way.take(photo);

    assertThat(new String(result, ISO_8859_1)).doesNotContain(OLD);
    assertThat(Made.metadata(result).pixelsPerMeterX()).isEqualTo(4000);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void exifStaysWithoutItsThumbnail(Way way) throws IOException {
    byte[] thumbnail = ExifBlocks.thumbnail(500);
    byte[] exif = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 1, thumbnail);

    byte[] result = way.take(JpegEdits.withExif(way.base(), exif));

    assertThat(Bytes.indexOf(result, thumbnail)).isNegative();
    assertThat(Made.metadata(result).exif())
        .contains(Arrays.copyOf(Arrays.copyOf(exif, ExifBlocks.LINK_AT), 26));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void exifThatIsNoTiffIsLeftOut(Way way) throws IOException {
    byte[] result = way.take(JpegEdits.withExif(way.base(), OLD.getBytes(ISO_8859_1)));
    assertThat(new String(result, ISO_8859_1)).doesNotContain(OLD);
    assertThat(Made.metadata(result).exif()).isEmpty();
  }

  @Test
  void exifIsFoundBehindASegmentThatOnlyHasItsName() throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1);
    byte[] photo = JpegEdits.withExif(Way.SPLICED.base(), exif);
    byte[] both = JpegEdits.withExif(photo, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertThat(Made.metadata(both).exif()).contains(exif);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theColorProfileStays(Way way) throws IOException {
    byte[] result = way.take(JpegEdits.withProfile(way.base(), PROFILE, 2));

    assertThat(Made.metadata(result).iccProfile()).contains(PROFILE);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void adobesSegmentStaysWhereCoefficientsDo(Way way) throws IOException {
    String result = new String(way.take(JpegEdits.withAdobe(way.base(), 1)), ISO_8859_1);

    assertThat(result.contains("Adobe")).isEqualTo(way.splices());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void commentsStay(Way way) throws IOException {
    assertThat(taken(way, 0xFE, KEPT)).contains(KEPT);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void fieldsOfIptcStayAndNothingElseOfPhotoshopsResources(Way way) throws IOException {
    String field = "\34\2\170\0" + (char) KEPT.length() + KEPT;
    String resources =
        "Photoshop 3.0\0" + resource(0x0404, field) + resource(0x0409, OLD) + resource(0x040C, OLD);

    byte[] result = way.take(photoWith(way, 0xED, resources));

    assertThat(new String(result, ISO_8859_1)).doesNotContain(OLD);
    assertThat(Made.metadata(result).iptc()).contains(resource(0x0404, field).getBytes(ISO_8859_1));
  }

  private static String resource(int id, String data) {
    String padding = data.length() % 2 == 0 ? "" : "\0";
    return "8BIM"
        + (char) (id >> 8)
        + (char) (id & 0xFF)
        + "\0\0\0\0\0"
        + (char) data.length()
        + data
        + padding;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void xmpStaysWithoutThumbnails(Way way) throws IOException {
    String packet =
        "<rdf:RDF><rdf:Description><dc:title>"
            + KEPT
            + "</dc:title><xmp:Thumbnails><xmpGImg:image>"
            + OLD
            + "</xmpGImg:image></xmp:Thumbnails></rdf:Description></rdf:RDF>";

    assertThat(taken(way, 0xE1, XMP + packet)).doesNotContain(OLD).contains(KEPT);
  }

  static Stream<Arguments> waysAndDescriptions() {
    return Stream.of(
            "hdrgm:Version=\"",
            "HDRGainMap:HDRGainMapVersion=\"",
            "GDepth:Data=\"",
            "GImage:Data=\"",
            "GAudio:Data=\"",
            "Device:Depthmap=\"",
            "GCamera:MicroVideoOffset=\"",
            "GCamera:MotionPhoto=\"",
            "Container:Directory=\"",
            "xmpNote:HasExtendedXMP=\"")
        .flatMap(text -> Stream.of(Way.values()).map(way -> Arguments.of(way, text)));
  }

  @ParameterizedTest
  @MethodSource("waysAndDescriptions")
  void propertiesOfGainMapsDepthMapsFilmsAndFurtherImagesAreLeftOut(Way way, String text)
      throws IOException {
    String packet =
        "<rdf:RDF><rdf:Description dc:title=\"" + KEPT + "\" " + text + OLD + "\"/></rdf:RDF>";

    assertThat(taken(way, 0xE1, XMP + packet)).doesNotContain(OLD).contains(KEPT);
  }

  static Stream<Arguments> waysAndSegments() {
    return Stream.of(
            Map.entry("JFXX\0\20", 0xE0),
            Map.entry("CIFF", 0xE0),
            Map.entry(XMP + "<x:xmpmeta ", 0xE1),
            Map.entry("http://ns.adobe.com/xmp/extension/\0", 0xE1),
            Map.entry("MPF\0", 0xE2),
            Map.entry("FPXR\0", 0xE2),
            Map.entry("urn:iso:std:iso:ts:21496:-1\0", 0xE2),
            Map.entry("Meta\0\0", 0xE3),
            Map.entry("RMETA\0", 0xE5),
            Map.entry("JP\1\2", 0xEB),
            Map.entry("Ducky", 0xEC),
            Map.entry("Text\0", 0xEF))
        .flatMap(
            segment ->
                Stream.of(Way.values())
                    .map(way -> Arguments.of(way, segment.getValue(), segment.getKey())));
  }

  @ParameterizedTest
  @MethodSource("waysAndSegments")
  void brokenXmpExtendedJfifIndexesOfImagesAndUnknownSegmentsAreLeftOut(
      Way way, int marker, String name) throws IOException {
    assertThat(taken(way, marker, name + OLD)).doesNotContain(OLD, name);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void gainMapsDepthMapsAndFilmsBehindTheEndAreLeftOut(Way way) throws IOException {
    byte[] gainMap = JpegEdits.withSegment(way.base(), 0xFE, OLD.getBytes(ISO_8859_1));
    byte[] film = ("\0\0\0\30ftypmp42" + OLD).getBytes(ISO_8859_1);

    byte[] result = way.take(Bytes.concat(way.base(), gainMap, film));

    assertThat(new String(result, ISO_8859_1)).doesNotContain(OLD).doesNotContain("ftyp");
    assertThat(result).isEqualTo(way.take(way.base()));
  }
}
