package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.hiding.Containers;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.testing.ExifBlocks;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of metadata travels: fields of the list, written anew. */
class TravellingMetadataTest {
  private static final String SECRET = "/9j/4AAQSkZJRgABAQ";
  private static final String NAMESPACES =
      " xmlns:dc='http://purl.org/dc/elements/1.1/'"
          + " xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/'"
          + " xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
          + " xmlns:g='http://ns.adobe.com/xap/1.0/g/img/'"
          + " xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'"
          + " xmlns:tiff='http://ns.adobe.com/tiff/1.0/'";

  private ImageMetadata travelling = ImageMetadata.NONE;

  private ImageMetadata of(ImageMetadata.Builder stored, Metadata level) {
    travelling = TravellingMetadata.of(stored.build(), OutputOptions.DEFAULT.withMetadata(level));
    return travelling;
  }

  private String xmp(String attributes, String elements) {
    String packet =
        "<?xpacket begin=''?><!-- "
            + SECRET
            + " --><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about=''"
            + NAMESPACES
            + attributes
            + ">"
            + elements
            + "</rdf:Description></rdf:RDF></x:xmpmeta>"
            + SECRET;
    of(new ImageMetadata.Builder().xmp(packet.getBytes(UTF_8)), Metadata.LISTED);
    return new String(travelling.xmp().orElse(new byte[0]), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "<dc:format>image/jpeg</dc:format>",
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"de\">Zimmer &amp; Küche</rdf:li></rdf:Alt></dc:title>",
    "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>",
    "<dc:source rdf:resource=\"http://a/b\"></dc:source>"
  })
  void listedPropertiesOfXmpStayAsTheyAre(String element) {
    assertThat(xmp("", element)).contains(element).doesNotContain(SECRET);
    assertThat(travelling.report().dropped()).isEmpty();
  }

  @Test
  void aStructureStaysWithItsListedParts() {
    String parts =
        "<core:CiAdrCity>Bern</core:CiAdrCity><crs:X><crs:Y>" + SECRET + "</crs:Y></crs:X>";
    String contact = "core:CreatorContactInfo";

    String kept =
        xmp("", "<" + contact + " rdf:parseType='Resource'>" + parts + "</" + contact + ">");

    assertThat(kept)
        .contains("<Iptc4xmpCore:CreatorContactInfo rdf:parseType=\"Resource\">")
        .contains("<Iptc4xmpCore:CiAdrCity>Bern</Iptc4xmpCore:CiAdrCity>")
        .doesNotContain(SECRET);
    assertThat(travelling.report().dropped()).containsExactly("XMP crs:X: it is not on the list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<crs:History>_</crs:History>",
        "<xmp:Thumbnails><rdf:Alt><rdf:li><g:image>_</g:image></rdf:li></rdf:Alt></xmp:Thumbnails>",
        "<dc:title><!-- _ --></dc:title>",
        "<dc:title><?hidden _ ?></dc:title>",
        "<dc:other>_</dc:other>",
        "<dc:title xmlns:dc='http://elsewhere'>_</dc:title>",
        "<none>_</none>"
      })
  void nothingElseOfXmpDoes(String element) {
    assertThat(xmp("", element.replace("_", SECRET))).doesNotContain(SECRET);
  }

  @Test
  void attributesOfADescriptionAreProperties() {
    assertThat(xmp(" dc:format='a&#x2f;b' crs:Version='" + SECRET + "'", ""))
        .contains("<dc:format>a/b</dc:format>")
        .doesNotContain(SECRET);
    assertThat(travelling.report().dropped())
        .containsExactly("XMP crs:Version: it is not on the list");
  }

  @Test
  void whatIsTooLongIsDroppedAndNamedAndNeverCut() {
    String fits = "x y ".repeat(512);
    String items = "<rdf:li>" + fits + "</rdf:li>";

    assertThat(xmp("", "<dc:source>" + fits + "</dc:source>")).contains(">" + fits + "<");
    assertThat(xmp("", "<dc:source>" + fits + "y</dc:source>")).doesNotContain("x y");
    assertThat(travelling.report().dropped())
        .containsExactly("XMP dc:source: it is longer than 2 KiB");
    assertThat(xmp("", "<dc:subject><rdf:Bag>" + items.repeat(2) + "</rdf:Bag></dc:subject>"))
        .doesNotContain("x y");
    assertThat(
            xmp("", "<dc:subject><rdf:Bag>" + "<rdf:li/>".repeat(300) + "</rdf:Bag></dc:subject>"))
        .isEmpty();
  }

  @Test
  void allTextsOfAFileHaveABound() {
    String long2 = "x y ".repeat(500);
    StringBuilder elements = new StringBuilder();
    for (String name :
        "coverage format identifier language publisher relation rights source title type"
            .split(" ", -1)) {
      elements.append("<dc:" + name + ">" + long2 + "</dc:" + name + ">");
    }

    String kept = xmp("", elements.toString());

    assertThat(kept).hasSizeLessThan(18_000).contains("<dc:source>").doesNotContain("<dc:title>");
    assertThat(travelling.report().dropped())
        .containsExactly(
            "XMP dc:title: all texts together are longer than 16 KiB",
            "XMP dc:type: all texts together are longer than 16 KiB");
  }

  @Test
  void aLongRunOfLettersIsNoText() {
    assertThat(xmp("", "<dc:source>" + "x".repeat(257) + "</dc:source>")).isEmpty();
    assertThat(xmp("", "<dc:source>" + "\u6c99".repeat(400) + "</dc:source>")).isNotEmpty();
  }

  @Test
  void namesInAReportAreShortAndPlain() {
    xmp("", "<crs:" + "n\u00E4me".repeat(100) + "/>");

    assertThat(travelling.report().dropped())
        .singleElement()
        .satisfies(
            told -> assertThat(told).hasSizeLessThan(100).matches("[ -~]*").contains("crs:n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a", "no XML", "<!DOCTYPE a [<!ENTITY b '_'>]><a/>", "<a><b></a>"})
  void xmpThatIsNotWellFormedIsDroppedAndNamed(String packet) {
    of(new ImageMetadata.Builder().xmp(packet.getBytes(UTF_8)), Metadata.LISTED);

    assertThat(travelling.xmp()).isEmpty();
    assertThat(travelling.report().dropped()).containsExactly("XMP: it is not well-formed");
  }

  @Test
  void xmpSaysTheOrientationThatExifSays() {
    String packet = "<rdf:RDF><rdf:Description tiff:Orientation='6' tiff:Make='m'/></rdf:RDF>";

    of(new ImageMetadata.Builder().xmp(packet.getBytes(UTF_8)), Metadata.LISTED);

    assertThat(new String(travelling.xmp().orElseThrow(), UTF_8))
        .contains("<tiff:Orientation>1</tiff:Orientation>");
  }

  private byte[] exif(byte[] tiff) {
    return of(new ImageMetadata.Builder().exif(tiff), Metadata.LISTED).exif().orElse(new byte[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "0x010E, a room",
    "0x8298, somebody",
    "0x9003, no",
    "0x927C, no",
    "0x014A, no",
    "0x501B, no"
  })
  void onlyListedTagsOfADirectoryStay(String tag, String text) {
    byte[] value = text.equals("no") ? SECRET.getBytes(ISO_8859_1) : text.getBytes(ISO_8859_1);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] kept = exif(ExifBlocks.withValue(order, Integer.decode(tag), value));

      assertThat(Bytes.indexOf(kept, value) >= 0).isEqualTo(!text.equals("no"));
      assertThat(ExifBlock.orientation(kept)).isEqualTo(6);
      assertThat(travelling.report().dropped()).hasSize(text.equals("no") ? 1 : 0);
    }
  }

  /** Tags such as GPSLatitudeRef must have two bytes, also where they say nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11})
  void textOfZerosKeepsItsLength(int length) {
    byte[] kept = exif(ExifBlocks.withValue(ByteOrder.BIG_ENDIAN, 0x010E, new byte[length]));

    assertThat(ByteBuffer.wrap(kept).getInt(14)).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({"0x8769, 0x9003, true", "0x8825, 0x001D, true", "0x8769, 0x927C, false"})
  void listedDirectoriesStayWithListedTags(String directory, String tag, boolean stays) {
    byte[] value = "2026:11:30".getBytes(ISO_8859_1);
    byte[] tiff =
        ExifBlocks.withDirectory(
            ByteOrder.BIG_ENDIAN, Integer.decode(directory), Integer.decode(tag), value);

    assertThat(Bytes.indexOf(exif(tiff), value) >= 0).isEqualTo(stays);
    assertThat(exif(exif(tiff))).isEqualTo(exif(tiff));
  }

  @ParameterizedTest
  @CsvSource({
    "ASCII, a room, ISO-8859-1, true",
    "UNICODE, Zimmer ä, UTF-16BE, true",
    "UNICODE, Zimmer ä, UTF-16LE, true",
    "UNICODE, ØØØØ, ISO-8859-1, false",
    "NONE, '\1\2', ISO-8859-1, false"
  })
  void aCommentStaysIfItIsTextInItsOwnCode(String code, String text, String charset, boolean stays)
      throws UnsupportedEncodingException {
    byte[] comment = text.getBytes(charset);
    byte[] value = Bytes.concat((code + "\0\0\0\0").substring(0, 8).getBytes(ISO_8859_1), comment);

    byte[] kept = exif(ExifBlocks.withDirectory(ByteOrder.BIG_ENDIAN, 0x8769, 0x9286, value));

    assertThat(Bytes.indexOf(kept, value) >= 0).isEqualTo(stays);
    assertThat(travelling.report().dropped()).hasSize(stays ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({"Zimmer, UTF-16LE, true", "ØØ, ISO-8859-1, false"})
  void aTitleStaysInTheCodeThatWindowsWrites(String text, String charset, boolean stays)
      throws UnsupportedEncodingException {
    byte[] title = text.getBytes(charset);

    byte[] kept = exif(ExifBlocks.withValue(ByteOrder.LITTLE_ENDIAN, 0x9C9B, title));

    assertThat(Bytes.indexOf(kept, title) >= 0).isEqualTo(stays);
  }

  @Test
  void theThumbnailOfExifIsDroppedAndNamed() {
    byte[] thumbnail = ExifBlocks.thumbnail(500);

    byte[] kept = exif(ExifBlocks.withThumbnail(ByteOrder.LITTLE_ENDIAN, 6, thumbnail));

    assertThat(kept).hasSize(26);
    assertThat(travelling.report().dropped())
        .containsExactly("EXIF thumbnail: it shows the photo as it was");
  }

  @ParameterizedTest
  @CsvSource({"0x010E, 3000", "0x9286, 40", "0x8298, 40"})
  void bytesThatAreNoTextDoNotStay(String tag, int length) {
    byte[] binary = new byte[length];
    for (int i = 0; i < length; i++) {
      binary[i] = (byte) (i * 37 + 1);
    }

    assertThat(exif(ExifBlocks.withValue(ByteOrder.BIG_ENDIAN, Integer.decode(tag), binary)))
        .hasSize(26);
    assertThat(travelling.report().dropped()).hasSize(1);
  }

  private static byte[] dataset(int record, int number, String text) {
    return Containers.dataset(record, number, text.getBytes(ISO_8859_1));
  }

  private static byte[] resource(int id, byte[] data) {
    return Containers.resource("8BIM", id, "", data);
  }

  @Test
  void listedFieldsOfIptcStayAndOfPhotoshopTheResolution() {
    byte[] resolution = resource(0x03ED, new byte[16]);
    byte[] listed = Bytes.concat(dataset(2, 120, "a room"), dataset(2, 25, "room"));
    byte[] unlisted = Bytes.concat(dataset(2, 202, SECRET), dataset(9, 10, SECRET));
    byte[] resources =
        Bytes.concat(
            resource(0x0404, Bytes.concat(listed, unlisted)),
            resource(0x040C, SECRET.getBytes(ISO_8859_1)),
            resolution,
            SECRET.getBytes(ISO_8859_1));

    of(new ImageMetadata.Builder().iptc(resources), Metadata.LISTED);

    assertThat(travelling.iptc().orElseThrow())
        .isEqualTo(Bytes.concat(resolution, resource(0x0404, listed)));
    assertThat(travelling.report().dropped())
        .containsExactlyInAnyOrder(
            "IPTC 2:202: it is not on the list",
            "IPTC 9:10: it is not on the list",
            "Photoshop 0x040C: it is not on the list",
            "Photoshop resources behind a damaged one: they cannot be found");
  }

  @Test
  void iptcThatStandsInSeveralResourcesIsKeptOnce() {
    byte[] one = Bytes.concat(dataset(2, 80, "me"), dataset(2, 25, "room"));
    byte[] two = Bytes.concat(dataset(2, 80, "me"), dataset(2, 25, "house"));

    of(
        new ImageMetadata.Builder()
            .iptc(
                Bytes.concat(
                    resource(0x0404, Bytes.concat(one, new byte[4])), resource(0x0404, two))),
        Metadata.LISTED);

    byte[] all = Bytes.concat(one, dataset(2, 25, "house"));
    assertThat(travelling.iptc()).contains(resource(0x0404, all));
    assertThat(travelling.report().dropped()).isEmpty();
  }

  @Test
  void iptcThatStandsAloneIsPutIntoAResource() {
    byte[] listed = dataset(2, 80, "me");

    of(new ImageMetadata.Builder().iptc(listed), Metadata.LISTED);

    assertThat(travelling.iptc()).contains(resource(0x0404, listed));
  }

  @ParameterizedTest
  @CsvSource({
    "tEXt, Title~a room, true",
    "iTXt, Title~~~de~~ein Zimmer, true",
    "tEXt, Thumb::Image~a room, false",
    "zTXt, Title~~a room, false",
    "tEXt, Raw profile type exif~00, false",
    "prVW, Title~a room, false",
    "bKGD, ~~, false"
  })
  void onlyListedTextStays(String type, String data, boolean stays) {
    PngChunk chunk = new PngChunk(type, data.replace('~', '\0').getBytes(ISO_8859_1));

    of(new ImageMetadata.Builder().pngChunks(List.of(chunk)), Metadata.LISTED);

    assertThat(travelling.pngChunks().stream().map(kept -> new String(kept.data(), UTF_8)))
        .isEqualTo(stays ? List.of(data.replace('~', '\0')) : List.of());
  }

  @Test
  void ofNothingOnlyMeaningTurnAndLabelAreLeft() {
    PngChunk bits = new PngChunk("sBIT", new byte[] {5, 6, 5});
    PngChunk text = new PngChunk("tEXt", "Title\0a room".getBytes(ISO_8859_1));
    ImageMetadata.Builder stored =
        new ImageMetadata.Builder()
            .exif(ExifBlocks.withValue(ByteOrder.LITTLE_ENDIAN, 0x010E, new byte[] {'a', 'b'}))
            .xmp("<rdf:RDF><rdf:Description dc:title='a'/></rdf:RDF>".getBytes(UTF_8))
            .iptc(dataset(2, 80, "me"))
            .pixelsPerMeter(3000, 3000)
            .timestamped(true)
            .pngChunks(List.of(bits, text));
    OutputOptions options =
        OutputOptions.DEFAULT.withMetadata(Metadata.NOTHING).withLabel(AiLabel.COMPOSITE);

    ImageMetadata left = TravellingMetadata.of(stored.build(), options);

    assertThat(left.pngChunks()).containsExactly(bits);
    assertThat(ExifBlock.orientation(left.exif().orElseThrow())).isEqualTo(6);
    assertThat(left.exif().orElseThrow()).hasSize(26);
    assertThat(left.iptc()).isEmpty();
    assertThat(left.timestamped()).isFalse();
    assertThat(left.pixelsPerMeterX()).isEqualTo(3000);
    assertThat(left.xmp()).contains(XmpPacket.of(AiLabel.COMPOSITE));
  }

  @Test
  void unexaminedEverythingStaysAsItIs() {
    byte[] tiff = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 1, ExifBlocks.thumbnail(99));
    ImageMetadata.Builder stored =
        new ImageMetadata.Builder().exif(tiff).xmp(new byte[] {1, 2}).iptc(new byte[] {3});

    of(stored, Metadata.UNEXAMINED);

    assertThat(travelling.exif()).contains(tiff);
    assertThat(travelling.xmp()).contains(new byte[] {1, 2});
    assertThat(travelling.iptc()).contains(new byte[] {3});
  }
}
