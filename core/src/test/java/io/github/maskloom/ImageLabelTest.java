package io.github.maskloom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.C2paStores;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a result says of a model's part in it, and what of the camera's notes it takes along. */
class ImageLabelTest {
  private static final AiLabel LABEL = AiLabel.COMPOSITE.withAigc(Map.of("Label", "1"));
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, 9, 7).encode();
  private static final byte[] JPEG = TestJpegs.baseline(24, 18, 3);
  private static final byte[] PNG = TestPng.of(ColorType.RGB, 8, 24, 18).encode();
  private static final byte[] PACKET = XmpPacket.of(LABEL);
  private static final byte[] TITLE =
      "<rdf:RDF><rdf:Description dc:title='a room'/></rdf:RDF>".getBytes(ISO_8859_1);

  /** A segment of a JPEG holds 64 KB, and a quotation mark takes six bytes of XML. */
  @Test
  void theLongestLabelFitsIntoAJpeg() throws IOException {
    String quotes = "\"".repeat(AiLabel.MAX_CHARACTERS);
    AiLabel longest =
        AiLabel.NONE.withDigitalSourceType(quotes).withAigc("{" + quotes.substring(2) + "}");
    OutputOptions options = OutputOptions.DEFAULT.withLabel(longest);

    for (OutputFormat format : new OutputFormat[] {OutputFormat.JPEG, OutputFormat.jpeg(80)}) {
      byte[] jpeg = composite(JPEG, format, options);

      assertThat(ImageInfo.read(ImageSource.of(jpeg)).geometry().width()).isEqualTo(24);
      assertThat(TestJpegs.samplesByImageIo(jpeg)).isNotEmpty();
      assertThat(composite(jpeg, OutputFormat.PNG, OutputOptions.DEFAULT)).isNotEmpty();
    }
  }

  static Stream<Arguments> photosAndFormats() {
    return Stream.of(
            Named.of("a JPEG", jpeg(JPEG, TITLE)),
            Named.of("a progressive JPEG", jpeg(TestJpegs.progressive(24, 18, 3), TITLE)),
            Named.of("a PNG", png(TITLE)))
        .flatMap(
            photo ->
                Stream.of(OutputFormat.JPEG, OutputFormat.jpeg(80), OutputFormat.PNG)
                    .map(format -> Arguments.of(photo, format)));
  }

  private static byte[] jpeg(byte[] jpeg, byte[] packet) {
    byte[] name = "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1);
    return JpegEdits.withSegment(jpeg, 0xE1, Bytes.concat(name, packet));
  }

  private static byte[] png(byte[] packet) {
    byte[] name = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);
    return TestPng.of(ColorType.RGB, 8, 24, 18).chunk("iTXt", Bytes.concat(name, packet)).encode();
  }

  private static byte[] composite(byte[] photo, OutputFormat format, OutputOptions options)
      throws IOException {
    return composited(options.withFormat(format), photo).file();
  }

  private static Made<CompositeReport> composited(OutputOptions output, byte[] photo)
      throws IOException {
    return Made.composite(MaskCompositor.create().withOutput(output), photo, MASK);
  }

  private static String packet(byte[] file) throws IOException {
    byte[] packet = Made.metadata(file).xmp().orElse(new byte[0]);
    return new String(packet, ISO_8859_1);
  }

  private static AiLabel label(byte[] file) throws IOException {
    return XmpPacket.label(packet(file).getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("photosAndFormats")
  void aLabelThatIsAskedForAndNoOtherStandsBesideThePhotosXmp(byte[] photo, OutputFormat format)
      throws IOException {
    for (AiLabel asked : new AiLabel[] {AiLabel.NONE, LABEL}) {
      byte[] result = composite(photo, format, OutputOptions.DEFAULT.withLabel(asked));

      assertThat(label(result)).isEqualTo(asked);
      assertThat(packet(result)).contains("a room");
    }
  }

  /** Answers that say of themselves that a model made them: by a manifest, XMP, both, nothing. */
  private static List<byte[]> answers() {
    byte[] store = C2paStores.of(AiLabel.TRAINED_SOURCE);
    byte[] packet = XmpPacket.of(AiLabel.TRAINED);
    return List.of(
        C2paStores.inPng(PNG, store),
        C2paStores.inJpeg(JPEG, store, 60_000),
        C2paStores.inJpeg(JPEG, store, 1000),
        png(packet),
        jpeg(JPEG, packet),
        C2paStores.inPng(png(packet), store),
        C2paStores.inJpeg(jpeg(JPEG, packet), store, 1000),
        PNG,
        JPEG);
  }

  @ParameterizedTest
  @MethodSource("photosAndFormats")
  void aRestoredPhotoSaysThatAModelMadeAPart(byte[] photo, OutputFormat format) throws IOException {
    for (byte[] answer : answers()) {
      for (Metadata level : Metadata.values()) {
        OutputOptions output = OutputOptions.DEFAULT.withFormat(format).withMetadata(level);
        Made<CompositeReport> made = restored(output, photo, answer);

        assertThat(label(made.file())).isEqualTo(AiLabel.COMPOSITE);
        assertThat(packet(made.file()).contains("a room")).isEqualTo(level != Metadata.NOTHING);
        assertThat(made.text()).doesNotContain("c2pa");
        for (AiLabel asked : List.of(AiLabel.NONE, LABEL)) {
          OutputOptions only = output.withLabeled(false).withLabel(asked);
          assertThat(label(restored(only, photo, answer).file())).isEqualTo(asked);
        }
      }
    }
  }

  private static Made<CompositeReport> restored(OutputOptions output, byte[] photo, byte[] answer)
      throws IOException {
    return Made.restore(PhotoRestorer.create().withOutput(output), photo, answer, MASK);
  }

  /** A format, what a photo says in XMP, in a manifest, and what the restored one says. */
  static Stream<Arguments> saidBefore() {
    String capture = C2paStores.TERMS + "digitalCapture";
    String trained = AiLabel.TRAINED_SOURCE;
    String composite = AiLabel.COMPOSITE_SOURCE;
    return Stream.of(OutputFormat.JPEG, OutputFormat.jpeg(80), OutputFormat.PNG)
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of(format, capture, "", composite),
                    Arguments.of(format, "", capture, composite),
                    Arguments.of(format, capture, trained, trained),
                    Arguments.of(format, trained, composite, trained),
                    Arguments.of(format, "", composite, composite)));
  }

  /**
   * What a photo says of an earlier edit stays where it says more, and a camera's word does not.
   */
  @ParameterizedTest
  @MethodSource("saidBefore")
  void thatAPhotoWasMadeByAModelStays(
      OutputFormat format, String inXmp, String inManifest, String after) throws IOException {
    byte[] packet =
        inXmp.isEmpty() ? TITLE : XmpPacket.of(AiLabel.NONE.withDigitalSourceType(inXmp));
    byte[] store = inManifest.isEmpty() ? C2paStores.of() : C2paStores.of(inManifest);
    byte[] jpeg = C2paStores.inJpeg(jpeg(JPEG, packet), store, 2000);
    for (byte[] photo : List.of(jpeg, C2paStores.inPng(png(packet), store))) {
      for (Metadata level : Metadata.values()) {
        OutputOptions output = OutputOptions.DEFAULT.withFormat(format).withMetadata(level);
        Made<CompositeReport> made = restored(output, photo, answers().get(0));
        assertThat(label(made.file())).isEqualTo(AiLabel.NONE.withDigitalSourceType(after));
        LabelReport labels = made.report().restored().orElseThrow().labels();
        assertThat(labels.written()).isEqualTo(label(made.file()));
        assertThat(labels.answer()).isEqualTo(AiLabel.TRAINED);
        assertThat(labels.dropped()).doesNotContainAnyElementsOf(labels.written().names().toList());
      }
      OutputOptions off = OutputOptions.DEFAULT.withFormat(format).withLabeled(false);
      assertThat(packet(restored(off, photo, answers().get(0)).file()))
          .doesNotContain("digitalCapture");
    }
  }

  /** A mask alone is no model; what a manifest said of one before stays, for the manifest goes. */
  @ParameterizedTest
  @MethodSource("saidBefore")
  void aCompositeGetsNoLabelOfItsOwn(
      OutputFormat format, String inXmp, String inManifest, String after) throws IOException {
    byte[] store = inManifest.isEmpty() ? C2paStores.of() : C2paStores.of(inManifest);

    byte[] made = composite(C2paStores.inPng(PNG, store), format, OutputOptions.DEFAULT);

    assertThat(label(made).isOfModel()).isEqualTo(inManifest.contains("lgorithmic"));
    assertThat(label(made).digitalSourceType().orElse("")).doesNotContain("digitalCapture");
  }

  static Stream<Arguments> hostile() {
    byte[] store = C2paStores.of(AiLabel.TRAINED_SOURCE);
    byte[] large = Bytes.concat(C2paStores.box("free", new byte[2 << 20]), store);
    byte[] camera = C2paStores.of(C2paStores.TERMS + "digitalCapture");
    byte[] broken = C2paStores.inPng(PNG, store);
    broken[60]++;
    byte[] late = TestPng.of(ColorType.RGB, 8, 24, 18).chunkAfterData("caBX", store).encode();
    return Stream.of(
        Arguments.of("longer than metadata may be, in a PNG", C2paStores.inPng(PNG, large), false),
        Arguments.of("the same in a JPEG", C2paStores.inJpeg(JPEG, large, 60_000), false),
        Arguments.of("a wrong CRC", broken, false),
        Arguments.of(
            "a second chunk", C2paStores.inPng(C2paStores.inPng(PNG, store), camera), false),
        Arguments.of("behind the pixels", late, true),
        Arguments.of("eight bytes a segment", C2paStores.inJpeg(JPEG, store, 8), true),
        Arguments.of(
            "segments without their first",
            JpegEdits.withSegment(C2paStores.inJpeg(JPEG, store, 700), 0xEB, new byte[9]),
            true),
        Arguments.of(
            "a segment that ends in its head",
            JpegEdits.withSegment(JPEG, 0xEB, "JP\0\1\0\0\0\1jumb".getBytes(ISO_8859_1)),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aManifestThatIsHostileSaysNothing(String name, byte[] photo, boolean counts)
      throws IOException {
    ImageInfo info = ImageInfo.read(ImageSource.of(photo));

    assertThat(info.metadata().manifestLabel().isOfModel()).isEqualTo(counts);
    assertThat(info.metadata().report().dropped())
        .contains("C2PA manifest: it signs the photo as it was");
  }

  @Test
  void chinasLabelOfAnAnswerGoesIntoTheRestoredPhoto() throws IOException {
    for (byte[] answer : new byte[][] {png(PACKET), jpeg(JPEG, PACKET)}) {
      assertThat(label(restored(OutputOptions.DEFAULT, png(TITLE), answer).file()))
          .isEqualTo(LABEL);
    }
  }

  /** What an answer says of itself says nothing of a photo that nothing of it went into. */
  @ParameterizedTest
  @MethodSource("photosAndFormats")
  void aPhotoOnWhichNothingIsPaintedHasNoLabel(byte[] photo, OutputFormat format)
      throws IOException {
    for (RestoreOptions.Comparison comparison : RestoreOptions.Comparison.values()) {
      byte[] result =
          Made.restore(
                  PhotoRestorer.create().withFormat(format).withComparison(comparison),
                  photo,
                  png(PACKET),
                  Drawn.blank(24, 18))
              .file();
      assertThat(label(result)).isEqualTo(AiLabel.NONE);
      assertThat(packet(result)).contains("a room");
    }
  }

  @Test
  void aPhotoThatIsPaintedOnlyBesideTheRegionHasNoLabel() throws IOException {
    byte[] mask = Drawn.painted(24, 18, new Rectangle(1, 1, 1, 1));
    for (BoundingBox region :
        new BoundingBox[] {new BoundingBox(9, 9, 9, 9), new BoundingBox(0, 0, 9, 9)}) {
      byte[] result =
          Made.restore(
                  PhotoRestorer.create().withFormat(OutputFormat.PNG).withRegion(region),
                  JPEG,
                  png(PACKET),
                  mask)
              .file();
      assertThat(label(result).equals(AiLabel.NONE)).isEqualTo(region.x() > 0);
    }
  }

  @Test
  void aLabelStaysWhereATextOfXmpIsTooLong() throws IOException {
    String title = "a room".repeat(12_000);
    byte[] packet =
        ("<rdf:RDF><rdf:Description dc:title='" + title + "'/></rdf:RDF>").getBytes(ISO_8859_1);
    OutputOptions output = OutputOptions.DEFAULT.withFormat(OutputFormat.JPEG).withLabel(LABEL);
    Made<CompositeReport> made = composited(output, png(packet));
    assertThat(label(made.file())).isEqualTo(LABEL);
    assertThat(packet(made.file())).doesNotContain("a room");
    assertThat(made.report().kept().metadata().dropped())
        .containsExactly("XMP dc:title: it is longer than 2 KiB");
  }

  @Test
  void textOfAPngThatAJpegHasNoPlaceForIsTold() throws IOException {
    byte[] photo =
        TestPng.of(ColorType.RGB, 8, 24, 18)
            .chunk("tEXt", "Title\0a room".getBytes(ISO_8859_1))
            .encode();
    for (OutputFormat format : new OutputFormat[] {OutputFormat.JPEG, OutputFormat.PNG}) {
      Made<CompositeReport> made = composited(OutputOptions.DEFAULT.withFormat(format), photo);
      boolean stays = made.text().contains("a room");
      assertThat(made.report().kept().metadata().dropped().isEmpty()).isEqualTo(stays);
      assertThat(stays).isEqualTo(format.equals(OutputFormat.PNG));
    }
  }

  @Test
  void theLabelStandsInTheOnlyPacketWhereThatOfThePhotoComesLate() throws IOException {
    byte[] name = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);
    byte[] png =
        TestPng.of(ColorType.RGB, 8, 24, 18)
            .chunkAfterData("iTXt", Bytes.concat(name, TITLE))
            .chunkAfterData("tEXt", "Title\0a sofa".getBytes(ISO_8859_1))
            .encode();
    byte[] jpeg = late(jpeg(JPEG, TITLE));
    for (byte[] photo : new byte[][] {png, jpeg}) {
      Made<CompositeReport> made = composited(OutputOptions.DEFAULT.withLabel(LABEL), photo);
      assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
      assertThat(label(made.file())).isEqualTo(LABEL);
      assertThat(made.text())
          .containsOnlyOnce("<rdf:RDF")
          .matches(written -> photo == jpeg || written.contains("a sofa"));
      assertThat(packet(made.file())).contains("a room");
      assertThat(made.report().kept().metadata().dropped()).isEmpty();
    }
  }

  /** The same JPEG, whose first segment stands behind the first that is no metadata. */
  private static byte[] late(byte[] jpeg) {
    int length = 2 + segmentBytes(jpeg, 2);
    int next = 2 + length;
    while ((jpeg[next + 1] & 0xFF) != 0xDB) {
      next += 2 + segmentBytes(jpeg, next);
    }
    int behind = next + 2 + segmentBytes(jpeg, next);
    return Bytes.concat(
        Arrays.copyOf(jpeg, 2),
        Arrays.copyOfRange(jpeg, 2 + length, behind),
        Arrays.copyOfRange(jpeg, 2, 2 + length),
        Arrays.copyOfRange(jpeg, behind, jpeg.length));
  }

  private static int segmentBytes(byte[] jpeg, int marker) {
    return (jpeg[marker + 2] & 0xFF) << 8 | (jpeg[marker + 3] & 0xFF);
  }

  @ParameterizedTest
  @MethodSource("photosAndFormats")
  void makersNotesStayWhereNothingIsExamined(byte[] photo, OutputFormat format) throws IOException {
    byte[] note = "what the camera notes".getBytes(ISO_8859_1);
    byte[] exif = ExifBlocks.withDirectory(ByteOrder.BIG_ENDIAN, 0x8769, 0x927C, note);
    exif[ExifBlocks.ORIENTATION_AT + 1] = 1;
    byte[] noted =
        photo[0] == (byte) 0xFF
            ? JpegEdits.withExif(photo, exif)
            : TestPng.of(ColorType.RGB, 8, 24, 18).chunk("eXIf", exif).encode();

    for (Metadata level : Metadata.values()) {
      byte[] result = composite(noted, format, OutputOptions.DEFAULT.withMetadata(level));
      assertThat(Bytes.indexOf(result, note) >= 0).isEqualTo(level == Metadata.UNEXAMINED);
    }
  }
}
