package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.XmpLabel;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a file's metadata once something is painted. */
class KeptSegmentsTest {
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PHOTOSHOP = "Photoshop 3.0\0";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MetadataReport.Builder report = MetadataReport.builder();

  /** What is written of segments that stand together. */
  private byte[] kept(byte[]... segments) throws IOException {
    return kept(MetadataOptions.DEFAULT, segments);
  }

  private byte[] kept(MetadataOptions options, byte[]... segments) throws IOException {
    KeptSegments kept = new KeptSegments(out, options, report);
    for (byte[] segment : segments) {
      kept.take(segment[1] & 0xFF, Arrays.copyOfRange(segment, 4, segment.length));
    }
    kept.flush();
    return out.toByteArray();
  }

  private static byte[] segment(int marker, byte[]... content) {
    byte[] all = Bytes.concat(content);
    int length = all.length + 2;
    byte[] head = {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length};
    return Bytes.concat(head, all);
  }

  private static byte[] segment(int marker, String text) {
    return segment(marker, bytes(text.replace('~', '\0')));
  }

  @ParameterizedTest
  @CsvSource({
    "0xFE, a comment",
    "0xE2, ICC_PROFILE~~~~profile",
    "0xEE, Adobe~d~~~~~",
    "0xED, Photoshop 3.0~8BIM~~~~~~~~",
    "0xE1, http://ns.adobe.com/xap/1.0/~<x:xmpmeta>title</x:xmpmeta>"
  })
  void keepsWhatStillHolds(int marker, String text) throws IOException {
    byte[] segment = segment(marker, text);

    assertThat(kept(segment)).isEqualTo(segment);
    assertThat(report.build().dropped()).isEmpty();
    assertThat(report.build().erasedPictures()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0xE0, CIFF, APP0 segment",
    "0xE0, JFIF~, JFIF segment",
    "0xE1, http://ns.adobe.com/xmp/extension/~more, extended XMP",
    "0xE1, http://ns.adobe.com/xap/1.0/~more, XMP",
    "0xE1, no name, APP1 segment",
    "0xE1, Exif~~no TIFF, EXIF beyond its first segment",
    "0xE2, MPF~an index of images, index of further images",
    "0xE2, FPXR~a preview, FlashPix extension",
    "0xE3, Meta~, APP3 segment",
    "0xEB, JP~~a signature, C2PA manifest",
    "0xED, Photoshop 3.0~damaged, Photoshop resources behind a damaged one",
  })
  void dropsAndNamesWhatShowsOrDescribesAnotherImage(int marker, String text, String name)
      throws IOException {
    assertThat(kept(segment(marker, text))).isEmpty();
    assertThat(report.build().dropped())
        .singleElement()
        .satisfies(told -> assertThat(told).startsWith(name + ": "));
  }

  @Test
  void dropsTheThumbnailOfJfifAndItsExtension() throws IOException {
    byte[] jfif = segment(0xE0, bytes("JFIF\0\1\2\0\0\1\0\1\2\1rgbrgb"));
    byte[] extension = segment(0xE0, "JFXX~~a thumbnail");

    assertThat(kept(jfif, extension)).isEqualTo(segment(0xE0, bytes("JFIF\0\1\2\0\0\1\0\1\0\0")));
    assertThat(report.build().erasedPictures()).isEqualTo(2);
    assertThat(report.build().dropped()).isEmpty();
  }

  @Test
  void dropsTheThumbnailOfExifAndKeepsItsOrientation() throws IOException {
    byte[] thumbnail = TestJpegs.baseline(16, 16, 3);
    byte[] tiff = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 6, thumbnail);

    assertThat(kept(segment(0xE1, bytes("Exif\0\0"), tiff)))
        .isEqualTo(segment(0xE1, bytes("Exif\0\0"), ExifBlock.withoutPictures(tiff).bytes()));
    assertThat(report.build().erasedPictures()).isEqualTo(1);
    SpliceCase image =
        new SpliceCase(JpegEdits.withExif(TestJpegs.baseline(30, 20, 3), tiff))
            .rectangle(1, 1, 5, 5, 0x0000FFFF);
    assertThat(new SpliceCase(image.splice().jpeg()).header.orientation()).isEqualTo(6);
  }

  @Test
  void writesALabelIntoThePacketThatIsThere() throws IOException {
    String packet = "<rdf:RDF><rdf:Description dc:title='a room'/></rdf:RDF>";
    byte[] note = segment(0xFE, "note");
    MetadataOptions options = MetadataOptions.DEFAULT.withLabel(AiLabel.COMPOSITE);

    byte[] labeled = XmpLabel.write(Optional.of(bytes(packet)), AiLabel.COMPOSITE);

    assertThat(kept(options, segment(0xE1, XMP + packet), note))
        .isEqualTo(Bytes.concat(segment(0xE1, bytes(XMP), labeled), note));
    assertThat(new String(labeled, ISO_8859_1)).contains("a room", AiLabel.COMPOSITE_SOURCE);
  }

  @Test
  void writesALabelIntoAPacketOfItsOwnWhereNoOtherTakesIt() throws IOException {
    String full = "<rdf:RDF>" + " ".repeat(65_400) + "</rdf:RDF>";
    MetadataOptions options = MetadataOptions.DEFAULT.withLabel(AiLabel.COMPOSITE);
    byte[] alone = segment(0xE1, bytes(XMP), XmpLabel.write(Optional.empty(), AiLabel.COMPOSITE));

    assertThat(kept(options, segment(0xE1, XMP + full))).isEqualTo(alone);
    assertThat(report.build().dropped()).singleElement().asString().startsWith("XMP: ");
    out.reset();
    assertThat(kept(options)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesOnePacketWhereALabelIsWritten(boolean together) throws IOException {
    MetadataOptions options = MetadataOptions.DEFAULT.withLabel(AiLabel.COMPOSITE);
    byte[] packet = segment(0xE1, XMP + "<rdf:RDF><rdf:Description dc:title='a room'/></rdf:RDF>");
    KeptSegments kept = new KeptSegments(out, options, report);

    for (int i = 0; i < 2; i++) {
      kept.take(0xE1, Arrays.copyOfRange(packet, 4, packet.length));
      if (!together) {
        kept.flush();
      }
    }
    kept.flush();

    assertThat(out.toString(ISO_8859_1))
        .containsOnlyOnce("a room")
        .containsOnlyOnce(AiLabel.COMPOSITE_SOURCE);
    assertThat(report.build().dropped()).containsExactly("XMP: the label stands in another packet");
  }

  @Test
  void dropsTheMakersNoteIfAskedFor() throws IOException {
    byte[] tiff = ExifBlocks.withDirectory(ByteOrder.BIG_ENDIAN, 0x8769, 0x927C, bytes("settings"));

    assertThat(kept(segment(0xE1, bytes("Exif\0\0"), tiff))).contains(bytes("settings"));
    assertThat(
            kept(
                MetadataOptions.DEFAULT.withMakerNotes(false),
                segment(0xE1, bytes("Exif\0\0"), tiff)))
        .endsWith(ExifBlock.withoutMakerNote(tiff));
  }

  @Test
  void erasesAPictureInAComment() throws IOException {
    byte[] picture = TestJpegs.baseline(16, 16, 3);

    assertThat(kept(segment(0xFE, bytes("note"), picture)))
        .isEqualTo(segment(0xFE, bytes("note"), new byte[picture.length]));
    assertThat(report.build().erasedPictures()).isEqualTo(1);
  }

  @Test
  void keepsTheTitleBesideAThumbnailInXmp() throws IOException {
    String thumbnail = "<xmp:Thumbnails><xmpGImg:image>/9j</xmpGImg:image></xmp:Thumbnails>";
    String declared = "<a xmlns:xmpGImg='http://ns.adobe.com/xap/1.0/g/img/'>";

    assertThat(kept(segment(0xE1, XMP + declared + thumbnail + "<b/></a>")))
        .isEqualTo(segment(0xE1, XMP + declared + "<b/></a>"));
    assertThat(report.build().erasedPictures()).isEqualTo(1);
    assertThat(report.build().dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GCamera:MicroVideo, motion photo",
    "GCamera:MotionPhoto, motion photo",
    "GDepth:Data, depth map",
    "GImage:Data, embedded original",
    "GAudio:Data, sound",
    "xmpNote:HasExtendedXMP, extended XMP"
  })
  void keepsTheTitleBesideWhatDoesNotComeAlong(String property, String name) throws IOException {
    assertThat(kept(segment(0xE1, XMP + "<a b='c' " + property + "='1'/>")))
        .isEqualTo(segment(0xE1, XMP + "<a b='c'/>"));
    assertThat(report.build().dropped())
        .singleElement()
        .satisfies(told -> assertThat(told).startsWith(name + ": "));
  }

  private static byte[] extension(String guid, int length, int offset, String part) {
    byte[] numbers = ByteBuffer.allocate(8).putInt(length).putInt(offset).array();
    return segment(
        0xE1, bytes("http://ns.adobe.com/xmp/extension/\0" + guid), numbers, bytes(part));
  }

  @Test
  void keepsExtendedXmpThatShowsNothing() throws IOException {
    String guid = "0123456789ABCDEF0123456789ABCDEF";
    byte[] main = segment(0xE1, XMP + "<a xmpNote:HasExtendedXMP='" + guid + "'/>");
    byte[] first = extension(guid, 14, 0, "<a>hist");
    byte[] second = extension(guid, 14, 7, "ory</a>");

    assertThat(kept(main, first, second)).isEqualTo(Bytes.concat(main, first, second));
    assertThat(report.build().dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a GDepth:Data='x'/>", "<a><xmp:Thumbnails/></a>", "<a>", "<a/>cut"})
  void dropsExtendedXmpThatShowsThePhotoOrIsNotWhole(String part) throws IOException {
    String guid = "0123456789ABCDEF0123456789ABCDEF";
    byte[] main = segment(0xE1, XMP + "<a b='c' xmpNote:HasExtendedXMP='" + guid + "'/>");
    int length = part.endsWith("cut") ? part.length() + 1 : part.length();

    assertThat(kept(main, extension(guid, length, 0, part)))
        .isEqualTo(segment(0xE1, XMP + "<a b='c'/>"));
    assertThat(report.build().dropped())
        .anySatisfy(told -> assertThat(told).startsWith("extended XMP: "));
  }

  @Test
  void dropsExtendedXmpThatIsTooLongToBeHeld() throws IOException {
    byte[] part = extension("0".repeat(32), 40 * 60_000, 0, "x".repeat(60_000));
    byte[][] segments = new byte[40][];
    Arrays.fill(segments, part);

    assertThat(kept(segments)).isEmpty();
    assertThat(report.build().dropped())
        .allSatisfy(told -> assertThat(told).startsWith("extended XMP: "));
  }

  @Test
  void cutsThumbnailsOutOfPhotoshopsResources() throws IOException {
    byte[] caption = resource(0x0404, "", "caption");
    byte[] named = resource(0x03ED, "name", "resolution");
    byte[] content =
        Bytes.concat(
            bytes(PHOTOSHOP),
            caption,
            resource(0x0409, "", "old"),
            resource(0x040C, "x", "thumbnail"),
            named);

    assertThat(kept(segment(0xED, content)))
        .isEqualTo(segment(0xED, bytes(PHOTOSHOP), caption, named));
    assertThat(report.build().erasedPictures()).isEqualTo(2);
  }

  @Test
  void keepsWhatStandsBeforeADamagedResource() throws IOException {
    byte[] caption = resource(0x0404, "", "caption");
    byte[] cut = Arrays.copyOf(resource(0x0404, "", "another one"), 15);

    assertThat(kept(segment(0xED, bytes(PHOTOSHOP), caption, cut)))
        .isEqualTo(segment(0xED, bytes(PHOTOSHOP), caption));
    assertThat(report.build().dropped()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PHUT", "AgHg", "DCSR", "MeSa"})
  void keepsResourcesOfOtherPrograms(String signature) throws IOException {
    byte[] other = resource(0x0404, "", "caption");
    System.arraycopy(bytes(signature), 0, other, 0, 4);
    byte[] segment = segment(0xED, bytes(PHOTOSHOP), other, resource(0x0404, "", "copyright"));

    assertThat(kept(segment)).isEqualTo(segment);
  }

  @Test
  void keepsResourcesThatAreSplitOverSegments() throws IOException {
    byte[] name = bytes(PHOTOSHOP);
    byte[] blocks =
        Bytes.concat(
            resource(0x0404, "", "caption"),
            resource(0x040C, "", "thumbnail"),
            resource(0x0404, "", "copyright"));
    byte[] first = segment(0xED, name, Arrays.copyOf(blocks, 30));
    byte[] second = segment(0xED, name, Arrays.copyOfRange(blocks, 30, blocks.length));

    assertThat(kept(first, segment(0xFE, "between"), second))
        .isEqualTo(
            Bytes.concat(
                segment(
                    0xED, name, resource(0x0404, "", "caption"), resource(0x0404, "", "copyright")),
                segment(0xFE, "between")));
  }

  @Test
  void keepsTheResourcesOfEachSegmentThatIsWhole() throws IOException {
    byte[] name = bytes(PHOTOSHOP);
    byte[] first = Bytes.concat(resource(0x0404, "", "caption"), new byte[3]);
    byte[] second = resource(0x0404, "", "copyright");

    assertThat(kept(segment(0xED, name, first), segment(0xED, name, second)))
        .isEqualTo(segment(0xED, name, resource(0x0404, "", "caption"), second));
  }

  @Test
  void splitsResourcesThatFillMoreThanASegment() throws IOException {
    byte[] name = bytes(PHOTOSHOP);
    byte[] large = Bytes.concat(resource(0x0404, "", "caption"), large(70_001));
    int room = 65_533 - name.length;
    byte[] first = segment(0xED, name, Arrays.copyOf(large, room));
    byte[] second = segment(0xED, name, Arrays.copyOfRange(large, room, large.length));

    assertThat(kept(first, second)).isEqualTo(Bytes.concat(first, second));
  }

  private static byte[] large(int length) {
    return ByteBuffer.allocate(12 + length + length % 2)
        .put(bytes("8BIM"))
        .putShort((short) 0x0BB7)
        .putShort((short) 0)
        .putInt(length)
        .array();
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
