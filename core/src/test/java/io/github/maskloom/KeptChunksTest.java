package io.github.maskloom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which chunks of a photo stand in the result, spliced or encoded anew. */
class KeptChunksTest {
  private static final int WIDTH = 6;
  private static final int HEIGHT = 5;
  private static final byte[] PAINTED = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).encode();
  private static final byte[] UNPAINTED = Drawn.blank(WIDTH, HEIGHT);
  private static final byte[] TEXT = "Title\0A room".getBytes(ISO_8859_1);
  private static final byte[] XMP =
      ("XML:com.adobe.xmp\0\0\0\0\0" + "<rdf:RDF><rdf:Description dc:rights='mine'/></rdf:RDF>")
          .getBytes(ISO_8859_1);
  private static final byte[] THUMBNAIL = ExifBlocks.thumbnail(50);
  private static final byte[] EXIF =
      ExifBlocks.withThumbnail(ByteOrder.LITTLE_ENDIAN, 1, THUMBNAIL);

  private MetadataReport metadata = MetadataReport.NONE;

  private static TestPng photo() {
    return TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT);
  }

  private byte[] composite(Strategy strategy, byte[] photo, byte[] mask) throws IOException {
    DamagePolicy damage = strategy == Strategy.SPLICE ? DamagePolicy.STRICT : DamagePolicy.LENIENT;
    Made<CompositeReport> made =
        Made.composite(
            MaskCompositor.create().withReading(ReadOptions.DEFAULT.withDamage(damage)),
            photo,
            mask);
    assertThat(made.report().strategy()).isEqualTo(strategy);
    metadata = made.report().kept().metadata();
    return made.file();
  }

  @ParameterizedTest
  @CsvSource({"SPLICE, true", "SPLICE, false", "STREAM, true", "STREAM, false"})
  void whatPointsIntoOldPixelsOrShowsThemIsLeftOut(Strategy strategy, boolean painted)
      throws IOException {
    byte[] photo =
        photo()
            .chunk("iDOT", new byte[28])
            .chunk("prVW", new byte[2_000_000])
            .chunk("fcTL", new byte[26])
            .chunk("hIST", new byte[2])
            .chunk("prIV", new byte[3])
            .chunkAfterData("fdAT", new byte[40])
            .chunkAfterData("prVW", new byte[40])
            .chunkAfterData("iDOT", new byte[28])
            .encode();

    assertThat(PngFiles.types(composite(strategy, photo, painted ? PAINTED : UNPAINTED)))
        .containsExactly("IHDR", "IDAT", "IEND");
  }

  @ParameterizedTest
  @EnumSource(names = {"SPLICE", "STREAM"})
  void chunksThatAreNotOnTheListAreLeftOutAndNamed(Strategy strategy) throws IOException {
    byte[] photo =
        photo()
            .chunk("gAMA", new byte[] {0, 0, 1, 0})
            .chunk("bKGD", new byte[6])
            .chunk("pCAL", new byte[9])
            .chunk("vpAg", new byte[9])
            .chunk("tEXt", TEXT)
            .chunkAfterData("vpAg", new byte[9])
            .encode();

    assertThat(PngFiles.types(composite(strategy, photo, PAINTED)))
        .containsExactly("IHDR", "gAMA", "tEXt", "IDAT", "IEND");
    assertThat(metadata.dropped())
        .containsExactly(
            "PNG bKGD: it is not on the list",
            "PNG pCAL: it is not on the list",
            "PNG vpAg: it is not on the list");
  }

  @ParameterizedTest
  @EnumSource(names = {"SPLICE", "STREAM"})
  void colorHintsTextAndXmpTravel(Strategy strategy) throws IOException {
    byte[] photo =
        photo()
            .chunk("cICP", (byte) 12, (byte) 13, (byte) 0, (byte) 1)
            .chunk("mDCV", Arrays.copyOf(TEXT, 24))
            .chunk("cLLI", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
            .chunk("sBIT", (byte) 5, (byte) 6, (byte) 5)
            .chunk("tEXt", TEXT)
            .chunk("zTXt", deflated("Comment\0\0", "so it is"))
            .chunk("iTXt", XMP)
            .chunkAfterData("tEXt", "Author\0text".getBytes(ISO_8859_1))
            .encode();

    byte[] written = composite(strategy, photo, PAINTED);

    assertThat(PngFiles.types(written).stream().filter(type -> !type.equals("IDAT")))
        .containsExactlyInAnyOrder(
            "IHDR", "cICP", "mDCV", "cLLI", "sBIT", "tEXt", "tEXt", "iTXt", "tEXt", "IEND");
    for (String type : List.of("cICP", "mDCV", "cLLI", "sBIT", "tEXt")) {
      assertThat(PngFiles.data(written, type)).as(type).isEqualTo(PngFiles.data(photo, type));
    }
    assertThat(new String(written, ISO_8859_1))
        .contains("Author\0text", "Comment\0so it is", "<dc:rights>mine</dc:rights>");
  }

  private static byte[] deflated(String head, String text) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(head.getBytes(ISO_8859_1));
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
      deflater.write(text.getBytes(ISO_8859_1));
    }
    return chunk.toByteArray();
  }

  /** PNG 3rd edition, table 7: what says how samples are meant stands before PLTE and IDAT. */
  @Test
  void whatIsEncodedAnewKeepsTheOrderOfChunks() throws IOException {
    byte[] photo =
        photo()
            .chunk("tEXt", TEXT)
            .chunk("pHYs", new byte[] {0, 0, 11, 19, 0, 0, 11, 19, 1})
            .chunk("sBIT", (byte) 8, (byte) 8, (byte) 8)
            .chunk("gAMA", new byte[] {0, 0, 1, 0})
            .chunk("cICP", (byte) 1, (byte) 13, (byte) 0, (byte) 1)
            .chunk("tIME", new byte[7])
            .encode();

    assertThat(PngFiles.types(composite(Strategy.STREAM, photo, PAINTED)))
        .containsExactly("IHDR", "cICP", "gAMA", "sBIT", "pHYs", "tEXt", "tIME", "IDAT", "IEND");
  }

  @Test
  void significantBitsOfOtherChannelsDoNotTravel() throws IOException {
    byte[] gray = TestPng.of(ColorType.GRAY, 8, WIDTH, HEIGHT).chunk("sBIT", (byte) 5).encode();
    byte[] wrong = photo().chunk("sBIT", (byte) 5, (byte) 9, (byte) 5).encode();

    assertThat(PngFiles.types(composite(Strategy.STREAM, gray, PAINTED))).doesNotContain("sBIT");
    assertThat(PngFiles.types(composite(Strategy.STREAM, wrong, PAINTED))).doesNotContain("sBIT");
  }

  @Test
  void textTravelsWithinTheLimitOfMetadataAndRefusesNothing() throws IOException {
    byte[] photo =
        photo()
            .chunk("tEXt", ("Title\0" + "x ".repeat(297)).getBytes(ISO_8859_1))
            .chunk("tEXt", ("Title\0" + "x ".repeat(297)).getBytes(ISO_8859_1))
            .chunk("eXIf", EXIF)
            .encode();
    ReadOptions little =
        ReadOptions.DEFAULT
            .withDamage(DamagePolicy.LENIENT)
            .withLimits(ImageLimits.DEFAULT.withMaxMetadataBytes(800));
    Made<CompositeReport> made =
        Made.composite(MaskCompositor.create().withReading(little), photo, PAINTED);
    assertThat(made.report().strategy()).isEqualTo(Strategy.STREAM);
    assertThat(PngFiles.types(made.file())).containsExactly("IHDR", "eXIf", "tEXt", "IDAT", "IEND");
  }

  @ParameterizedTest
  @CsvSource({"SPLICE, false", "SPLICE, true", "STREAM, false", "STREAM, true"})
  void anExifBlockLosesItsThumbnail(Strategy strategy, boolean behindData) throws IOException {
    TestPng photo = photo();
    byte[] file =
        (behindData ? photo.chunkAfterData("eXIf", EXIF) : photo.chunk("eXIf", EXIF)).encode();

    byte[] written = PngFiles.data(composite(strategy, file, PAINTED), "eXIf");

    assertThat(written).isEqualTo(Arrays.copyOf(Arrays.copyOf(EXIF, ExifBlocks.LINK_AT), 26));
  }

  @ParameterizedTest
  @EnumSource(names = {"SPLICE", "STREAM"})
  void anExifBlockThatIsNoTiffIsNotCarried(Strategy strategy) throws IOException {
    byte[] photo = photo().chunk("eXIf", "MM nothing of the kind".getBytes(ISO_8859_1)).encode();

    assertThat(PngFiles.types(composite(strategy, photo, PAINTED))).doesNotContain("eXIf");
  }

  /** ImageMagick and libvips keep blocks so; what is there is read as what it is. */
  @ParameterizedTest
  @EnumSource(names = {"SPLICE", "STREAM"})
  void blocksThatStandAsTextTravelByTheList(Strategy strategy) throws IOException {
    String exif = "\nexif\n" + EXIF.length + "\n" + BaseEncoding.base16().encode(EXIF);
    String packet = new String(XMP, ISO_8859_1).substring(22);
    String iptc =
        "\niptc\n7\n" + BaseEncoding.base16().encode(new byte[] {28, 2, 80, 0, 2, 'm', 'e'});
    byte[] photo =
        photo()
            .chunk("zTXt", deflated("Raw profile type exif\0\0", exif))
            .chunk("tEXt", ("XML:com.adobe.xmp\0" + packet).getBytes(ISO_8859_1))
            .chunkAfterData("tEXt", ("Raw profile type iptc\0" + iptc).getBytes(ISO_8859_1))
            .encode();

    byte[] written = composite(strategy, photo, PAINTED);

    assertThat(PngFiles.types(written))
        .containsExactly("IHDR", "eXIf", "iTXt", "tEXt", "IDAT", "IEND");
    assertThat(PngFiles.data(written, "eXIf")).hasSize(26);
    assertThat(new String(written, ISO_8859_1))
        .contains("<dc:rights>mine</dc:rights>", "1c025000026d65");
    assertThat(metadata.dropped()).containsExactly("EXIF thumbnail: it shows the photo as it was");
  }

  @ParameterizedTest
  @CsvSource({"SPLICE, tEXt", "SPLICE, zTXt", "STREAM, tEXt", "STREAM, zTXt"})
  void aChunkWithAWrongCrcIsNotCarried(Strategy strategy, String type) throws IOException {
    byte[] photo =
        photo().chunk("tEXt", TEXT).chunkAfterData("zTXt", deflated("Author\0\0", "me")).encode();

    byte[] written = composite(strategy, PngFiles.withWrongCrc(photo, type), PAINTED);

    assertThat(new String(written, ISO_8859_1))
        .doesNotContain(type.equals("tEXt") ? "Title" : "Author")
        .contains(type.equals("tEXt") ? "Author" : "Title");
  }

  @ParameterizedTest
  @EnumSource(names = {"SPLICE", "STREAM"})
  void compressedXmpIsReadAndWhatDoesNotTravelIsNamed(Strategy strategy) throws IOException {
    String packet =
        "<rdf:RDF><rdf:Description><dc:rights>mine</dc:rights>"
            + "<xmp:Thumbnails>a room</xmp:Thumbnails></rdf:Description></rdf:RDF>";
    byte[] photo =
        photo()
            .chunk("caBX", new byte[40])
            .chunkAfterData("iTXt", deflated("XML:com.adobe.xmp\0\1\0\0\0", packet))
            .encode();

    byte[] written = composite(strategy, photo, PAINTED);

    assertThat(new String(PngFiles.data(written, "iTXt"), ISO_8859_1))
        .contains("<dc:rights>mine</dc:rights>")
        .doesNotContain("a room");
    assertThat(metadata.dropped())
        .containsExactly(
            "C2PA manifest: it signs the photo as it was",
            "XMP xmp:Thumbnails: it is not on the list");
  }

  @Test
  void aJpegHasXmpAndCommentsButNoOtherTextAndNeitherGammaNorChromaticities() throws IOException {
    byte[] photo =
        photo()
            .chunk("gAMA", new byte[] {0, 0, 1, 0})
            .chunk("cHRM", new byte[32])
            .chunk("tEXt", TEXT)
            .chunk("iTXt", XMP)
            .chunk("tEXt", "Comment\0it is mine".getBytes(ISO_8859_1))
            .encode();
    Made<CompositeReport> made =
        Made.composite(MaskCompositor.create().withFormat(OutputFormat.JPEG), photo, PAINTED);
    assertThat(made.text())
        .contains("\u00FF\u00FE\0\14it is mine", "xmpmeta")
        .doesNotContain("A room");
    assertThat(made.report().kept().metadata().dropped())
        .contains(
            "gAMA: a JPEG has no place for that of a PNG",
            "cHRM: a JPEG has no place for that of a PNG");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOrientationBehindTheDataTurnsThePhoto(boolean interlaced, @TempDir Path folder)
      throws IOException {
    byte[] sideways = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 6, THUMBNAIL);
    TestPng photo = photo().interlaced(interlaced);
    byte[] late = photo.chunkAfterData("eXIf", sideways).encode();
    byte[] early = photo().interlaced(interlaced).chunk("eXIf", sideways).encode();
    Path file = Files.write(folder.resolve("late.png"), late);

    int[] upright = Picture.decoded(early).samples();

    assertThat(Picture.decoded(late).samples()).isEqualTo(upright);
    assertThat(ImageInfo.read(ImageSource.of(file)).orientation()).isEqualTo(6);
    assertThat(ImageInfo.read(ImageSource.of(late)).geometry().width()).isEqualTo(HEIGHT);
    ImageInfo once = ImageInfo.read(Made.once(late));
    assertThat(once.orientation()).isEqualTo(interlaced ? 6 : 1);
  }

  /** Decoding tells that nothing is missing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPhotoWithoutItsEndIsSpliced(boolean once) throws IOException {
    TestPng photo = photo().idatBytes(20);
    byte[] file = photo.encode();
    byte[] endless = Arrays.copyOf(file, PngFiles.endOfData(file) + 4);

    Made<CompositeReport> made =
        Made.composite(
            MaskCompositor.create(),
            once ? Made.once(endless) : ImageSource.of(endless),
            ImageSource.of(UNPAINTED));
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(made.samples()).isEqualTo(photo.delivered());
    assertThat(PngFiles.types(made.file())).endsWith("IEND");
  }
}
