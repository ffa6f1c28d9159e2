package io.github.maskloom.internal.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.C2paStores;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestProfiles;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chunks of a file do to its image, beside what every format does. */
class WebpReaderTest {
  private static final int ALPHA = 0x10;
  private static final int PROFILE = 0x20;
  private static final int EXIF = 0x08;
  private static final int XMP = 0x04;

  @ParameterizedTest
  @MethodSource("still")
  void everyKindIsDecodedAsItsInventorsDo(String name) throws IOException {
    ImageGeometry geometry = WebpFiles.geometry(name);

    try (EncodedImage image = OpenedImage.of(WebpFiles.file(name))) {
      assertThat(image.rows().geometry()).isEqualTo(geometry);
      assertThat(TestRows.drain(image.rows(), 4))
          .isEqualTo(WebpFiles.decoded(name, geometry.bands()));
    }
  }

  static List<String> still() {
    return WebpFiles.STILL;
  }

  @Test
  void theFirstFrameStandsAtItsPlaceWithNothingAroundIt() throws IOException {
    int[] frame = WebpFiles.decoded("animated", 4);
    int[] canvas = new int[17 * 11 * 4];
    for (int row = 0; row < 7; row++) {
      System.arraycopy(frame, row * 9 * 4, canvas, ((row + 2) * 17 + 4) * 4, 9 * 4);
    }

    try (EncodedImage image = OpenedImage.of(WebpFiles.file("animated"))) {
      assertThat(image.countFrames()).isEqualTo(2);
      assertThat(image.rows().geometry()).isEqualTo(ImageGeometry.of(17, 11, 4, 8));
      assertThat(TestRows.drain(image.rows(), 3)).isEqualTo(canvas);
    }
  }

  @Test
  void aStillImageHasOneFrame() throws IOException {
    try (EncodedImage image = OpenedImage.of(WebpFiles.file("lossy"))) {
      assertThat(image.countFrames()).isEqualTo(1);
      assertThat(image.description().streamable()).isFalse();
    }
  }

  @Test
  void whatIsAnnouncedTravelsWithTheImage() throws IOException {
    byte[] profile = TestProfiles.srgbFormula();
    byte[] exif = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6);
    byte[] xmp = "<x:xmpmeta>a room</x:xmpmeta>".getBytes(ISO_8859_1);

    try (EncodedImage image =
        OpenedImage.of(withMetadata(PROFILE | EXIF | XMP, profile, exif, xmp))) {
      ImageMetadata metadata = image.metadata();

      assertThat(image.description().orientation()).isEqualTo(6);
      assertThat(image.rows().geometry()).isEqualTo(ImageGeometry.of(11, 17, 3, 8));
      assertThat(metadata.iccProfile()).contains(profile);
      assertThat(metadata.exif()).contains(JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 1));
      assertThat(metadata.xmp()).contains(xmp);
    }
  }

  @Test
  void whatIsNotAnnouncedIsNotThere() throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6);
    byte[] xmp = "<x:xmpmeta/>".getBytes(ISO_8859_1);

    try (EncodedImage image =
        OpenedImage.of(withMetadata(0, TestProfiles.srgbFormula(), exif, xmp))) {
      assertThat(image.description().orientation()).isEqualTo(1);
      assertThat(image.metadata()).hasToString(ImageMetadata.NONE.toString());
    }
  }

  @Test
  void whatDoesNotTravelIsNamed() throws IOException {
    byte[] exif = WebpFiles.chunk("EXIF", JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 1));
    byte[] still = WebpFiles.chunksOf(WebpFiles.file("lossy"));
    byte[] file =
        WebpFiles.riff(
            WebpFiles.canvas(XMP | EXIF, WebpFiles.WIDTH, WebpFiles.HEIGHT),
            WebpFiles.chunk("ICCP", TestProfiles.srgbFormula()),
            still,
            WebpFiles.chunk("XMP\0", xmp()),
            exif,
            exif,
            still);

    try (EncodedImage image = OpenedImage.of(file)) {
      assertThat(image.metadata().report().dropped())
          .containsExactly(
              "WebP ICCP: it is not announced, not the first, or cut",
              "WebP XMP?: it is not on the list",
              "WebP EXIF: it is not announced, not the first, or cut",
              "WebP VP8: it is not on the list");
    }
  }

  /** It needs no flag, and one that is too long or cut says nothing. */
  @Test
  void aManifestIsReadAndDoesNotTravel() throws IOException {
    byte[] manifest = WebpFiles.chunk("C2PA", C2paStores.of(AiLabel.TRAINED_SOURCE));
    byte[] cut = manifest.clone();
    cut[6] = 0x7F;
    byte[] still = WebpFiles.chunksOf(WebpFiles.file("lossy"));
    byte[] canvas = WebpFiles.canvas(0, WebpFiles.WIDTH, WebpFiles.HEIGHT);
    for (byte[] said : new byte[][] {manifest, cut}) {
      for (byte[] file :
          new byte[][] {WebpFiles.riff(still, said), WebpFiles.riff(canvas, still, said)}) {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxMetadataBytes(1000);
        try (EncodedImage image = OpenedImage.of(file);
            EncodedImage held = OpenedImage.of(file, limits)) {
          assertThat(image.metadata().manifestLabel())
              .isEqualTo(said == manifest ? AiLabel.TRAINED : AiLabel.NONE);
          assertThat(held.metadata().manifestLabel()).isEqualTo(AiLabel.NONE);
          assertThat(image.metadata().report().dropped().toString()).contains("C2PA");
        }
      }
    }
  }

  @Test
  void chunksBeyondTheLimitAreNotNamedOneByOne() throws IOException {
    byte[] more = WebpFiles.chunk("room", new byte[2]);
    byte[] file = WebpFiles.riff(WebpFiles.chunksOf(WebpFiles.file("lossy")), more, more, more);

    try (EncodedImage image = OpenedImage.of(file, ImageLimits.DEFAULT.withMaxParts(2))) {
      assertThat(image.metadata().report().dropped())
          .containsExactly(
              "WebP room: it is not on the list", "further chunks: there are too many");
    }
  }

  @Test
  void metadataHaveTheirLimit() throws IOException {
    byte[] file = withMetadata(XMP, new byte[1], new byte[1], new byte[1001]);

    assertThatThrownBy(() -> OpenedImage.of(file, ImageLimits.DEFAULT.withMaxMetadataBytes(1000)))
        .isInstanceOfSatisfying(
            ImageLimitException.class, e -> assertThat(e.limit()).isEqualTo("maxMetadataBytes"));
  }

  private static byte[] withMetadata(int flags, byte[] profile, byte[] exif, byte[] xmp)
      throws IOException {
    return WebpFiles.riff(
        WebpFiles.canvas(flags, WebpFiles.WIDTH, WebpFiles.HEIGHT),
        WebpFiles.chunk("ICCP", profile),
        WebpFiles.chunksOf(WebpFiles.file("lossy")),
        WebpFiles.chunk("EXIF", exif),
        WebpFiles.chunk("XMP ", xmp));
  }

  @Test
  void aPictureOfAnotherSizeThanItsCanvasIsRefused() throws IOException {
    byte[] picture = WebpFiles.chunksOf(WebpFiles.file("lossless"));

    assertThatThrownBy(
            () -> OpenedImage.of(WebpFiles.riff(WebpFiles.canvas(ALPHA, 18, 11), picture)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("another size than the canvas");
  }

  @Test
  void aFileWithoutAPictureIsRefused() {
    assertThatThrownBy(() -> OpenedImage.of(WebpFiles.riff(WebpFiles.canvas(0, 17, 11))))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("there is no image");
    assertThatThrownBy(() -> OpenedImage.of(WebpFiles.riff(WebpFiles.chunk("ABCD", new byte[20]))))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("no image begins with such a chunk");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 150})
  void aFileThatIsCutSaysSo(int missing) throws IOException {
    byte[] file = WebpFiles.file("lossy");

    assertThatThrownBy(() -> OpenedImage.of(Arrays.copyOf(file, file.length - missing)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the file ends before the image does");
  }

  @Test
  void whatIsMissingBehindTheImageIsOverlookedIfReadingIsLenient() throws IOException {
    byte[] whole = withMetadata(EXIF, new byte[1], JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1), xmp());
    byte[] cut = Arrays.copyOf(whole, whole.length - 40);

    assertThatThrownBy(() -> OpenedImage.of(cut)).isInstanceOf(ImageFormatException.class);
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(cut), ImageLimits.DEFAULT, DamagePolicy.LENIENT, CancelSignal.NEVER)) {
      assertThat(TestRows.drain(image.rows(), 4)).isEqualTo(WebpFiles.decoded("lossy", 3));
    }
  }

  private static byte[] xmp() {
    return "<x:xmpmeta>a rather long packet</x:xmpmeta>".getBytes(ISO_8859_1);
  }

  @Test
  void brokenPixelsAreRefused() throws IOException {
    byte[] file = WebpFiles.file("lossless");
    Arrays.fill(file, 40, file.length, (byte) 0xFF);

    try (EncodedImage image = OpenedImage.of(file)) {
      assertThatThrownBy(() -> TestRows.drain(image.rows(), 4))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("VP8L")
          .hasMessageContaining("its coded pixels are broken");
    }
  }

  @Test
  void whatDecodingHoldsHasALimit() throws IOException {
    byte[] file = WebpFiles.file("large");
    long held = OpenedImage.of(file).file().heapBytes();

    OpenedImage.of(file, ImageLimits.DEFAULT.withMaxHeldBytes(held)).close();
    assertThatThrownBy(() -> OpenedImage.of(file, ImageLimits.DEFAULT.withMaxHeldBytes(held - 1)))
        .isInstanceOfSatisfying(
            ImageLimitException.class,
            e -> {
              assertThat(e.limit()).isEqualTo("maxHeldBytes");
              assertThat(e.asked()).isEqualTo(held);
            });
  }

  @Test
  void moreTablesThanThePictureMayHaveAreRefusedBeforeTheyAreMade() throws IOException {
    WebpFiles.BitWriter bits = new WebpFiles.BitWriter().picture(64, 64);
    bits.put(1, 0).put(1, 0).put(1, 1).put(3, 4);
    // A picture of one pixel says that there are 65536 groups, whose codes have two symbols.
    bits.put(1, 0);
    for (int symbol : new int[] {0xFF, 0xFF, 0, 0, 0}) {
      bits.put(1, 1).put(1, 0).put(1, 1).put(8, symbol);
    }
    bits.group(65_536);
    byte[] file = WebpFiles.riff(WebpFiles.chunk("VP8L", bits.bytes()));

    try (EncodedImage image = OpenedImage.of(file)) {
      assertThat(image.file().heapBytes()).isLessThan(8 << 20);
      assertThatThrownBy(() -> TestRows.drain(image.rows(), 4))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("more tables");
    }
  }

  @Test
  void aPictureOfOneColorIsRead() throws IOException {
    try (EncodedImage image = OpenedImage.of(WebpFiles.flat(300, 20))) {
      int[] samples = TestRows.drain(image.rows(), 7);

      assertThat(Arrays.copyOf(samples, 3)).containsExactly(0x41, 0x40, 0x42);
      assertThat(samples).hasSize(300 * 20 * 3);
    }
  }

  @Test
  void alphaIsReadThoughNoFlagAnnouncesIt() throws IOException {
    byte[] file = WebpFiles.file("lossy-alpha");
    file[20] = 0;

    try (EncodedImage image = OpenedImage.of(Arrays.copyOf(file, file.length + 3))) {
      assertThat(TestRows.drain(image.rows(), 2)).isEqualTo(WebpFiles.decoded("lossy-alpha", 4));
    }
  }
}
