package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a file's metadata once something is painted. */
class KeptSegmentsTest {
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PHOTOSHOP = "Photoshop 3.0\0";

  @ParameterizedTest
  @CsvSource({
    "0xFE, a comment",
    "0xE2, ICC_PROFILE~~~~profile",
    "0xEE, Adobe~d~~~~~",
    "0xE1, http://ns.adobe.com/xap/1.0/~<x:xmpmeta>title</x:xmpmeta>"
  })
  void keepsWhatStillHolds(int marker, String text) {
    byte[] content = bytes(text.replace('~', '\0'));

    assertThat(KeptSegments.keep(marker, content)).contains(content);
  }

  @ParameterizedTest
  @CsvSource({
    "0xE0, JFXX~~a thumbnail",
    "0xE1, http://ns.adobe.com/xmp/extension/~more",
    "0xE1, no name",
    "0xE1, Exif~~no TIFF",
    "0xE2, MPF~an index of images",
    "0xE2, FPXR~a preview",
    "0xE2, urn:iso:std:iso:ts:21496:-1~a gain map",
    "0xE3, Meta~",
    "0xEB, JP~~a signature",
    "0xED, Photoshop 3.0~damaged",
    "0xDC, ~~"
  })
  void dropsWhatShowsOrDescribesAnotherImage(int marker, String text) {
    assertThat(KeptSegments.keep(marker, bytes(text.replace('~', '\0')))).isEmpty();
  }

  @Test
  void dropsTheThumbnailOfJfif() {
    byte[] jfif = bytes("JFIF\0\1\2\0\0\1\0\1\2\1rgbrgb");

    assertThat(KeptSegments.keep(0xE0, jfif)).contains(bytes("JFIF\0\1\2\0\0\1\0\1\0\0"));
    assertThat(KeptSegments.keep(0xE0, bytes("JFIF\0\1"))).isEmpty();
  }

  @Test
  void dropsTheThumbnailOfExifAndKeepsItsOrientation() throws IOException {
    byte[] tiff = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);
    byte[] exif = Bytes.concat(bytes("Exif\0\0"), tiff);

    assertThat(KeptSegments.keep(0xE1, exif))
        .contains(Bytes.concat(bytes("Exif\0\0"), ExifBlock.withoutPictures(tiff).bytes()));
    SpliceCase image =
        new SpliceCase(JpegEdits.withExif(TestJpegs.baseline(30, 20, 3), tiff))
            .rectangle(1, 1, 5, 5, 0x0000FFFF);
    assertThat(new SpliceCase(image.splice().jpeg()).header.orientation()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<xmp:Thumbnails><rdf:Alt><xmpGImg:image>/9j</xmpGImg:image></rdf:Alt></xmp:Thumbnails>",
        "<xap:Thumbnails rdf:parseType=\"x\">\n/9j\n</xap:Thumbnails>",
        "<xmp:Thumbnails/>"
      })
  void cutsThumbnailsOutOfXmp(String thumbnails) {
    byte[] xmp = bytes(XMP + "<a>" + thumbnails + "<b/></a>");

    assertThat(KeptSegments.keep(0xE1, xmp)).contains(bytes(XMP + "<a><b/></a>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<xmp:Thumbnails><xmpGImg:image>",
        "GCamera:MicroVideo=\"1\"",
        "GCamera:MotionPhoto=\"1\"",
        "<Container:Directory>",
        "hdrgm:Version=\"1.0\"",
        "GDepth:Data",
        "xmpNote:HasExtendedXMP"
      })
  void dropsXmpThatDescribesWhatDoesNotComeAlong(String text) {
    assertThat(KeptSegments.keep(0xE1, bytes(XMP + text))).isEmpty();
  }

  @Test
  void cutsThumbnailsOutOfPhotoshopsResources() {
    byte[] caption = resource(0x0404, "", "caption");
    byte[] named = resource(0x03ED, "name", "resolution");
    byte[] content =
        Bytes.concat(
            bytes(PHOTOSHOP),
            caption,
            resource(0x0409, "", "old"),
            resource(0x040C, "x", "thumbnail"),
            named);

    assertThat(KeptSegments.keep(0xED, content))
        .contains(Bytes.concat(bytes(PHOTOSHOP), caption, named));
    assertThat(KeptSegments.keep(0xED, Arrays.copyOf(content, content.length - 3))).isEmpty();
    assertThat(
            KeptSegments.keep(0xED, Bytes.concat(bytes(PHOTOSHOP), resource(0x040C, "", "only"))))
        .isEmpty();
  }

  @Test
  void dropsSegmentsFromBaselineAndProgressiveFilesAlike() throws IOException {
    byte[] mpf = bytes("MPF\0index");
    for (byte[] jpeg :
        new byte[][] {TestJpegs.baseline(30, 20, 3), TestJpegs.progressive(30, 20, 3)}) {
      byte[] with =
          JpegEdits.withSegment(JpegEdits.withSegment(jpeg, 0xE2, mpf), 0xFE, bytes("note"));
      byte[] spliced = new SpliceCase(with).rectangle(1, 1, 5, 5, 0x0000FFFF).splice().jpeg();

      assertThat(new String(spliced, ISO_8859_1)).contains("note").doesNotContain("MPF");
    }
  }

  private static byte[] resource(int id, String name, String data) {
    byte[] head = {'8', 'B', 'I', 'M', (byte) (id >> 8), (byte) id, (byte) name.length()};
    byte[] padding = new byte[(name.length() + 1) % 2];
    byte[] size = {0, 0, 0, (byte) data.length()};
    return Bytes.concat(head, bytes(name), padding, size, bytes(data), new byte[data.length() % 2]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
