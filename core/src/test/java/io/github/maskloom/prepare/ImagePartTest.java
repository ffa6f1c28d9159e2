package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of images, and what is read for them. */
class ImagePartTest {
  private static final ImagePart PART = new ImagePart(60, 40, 11, 7, 30, 20);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void holdsThePixelsOfTheImageAsItIsSeen(int orientation) throws IOException {
    boolean turned = orientation > 4;
    byte[] stored =
        PngFiles.withChunk(
            TestPng.of(ColorType.RGBA, 16, turned ? 40 : 60, turned ? 60 : 40)
                .randomSamples(orientation)
                .encode(),
            "eXIf",
            JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, orientation));
    prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withPassThrough(false), stored);
    Picture whole = Picture.decoded(out.toByteArray());

    PrepareReport report =
        prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withPart(PART), stored);

    assertThat(report.passedThrough()).isFalse();
    assertPart(whole, Picture.decoded(out.toByteArray()));
  }

  @Test
  void ofAJpegOrAnInterlacedPngHoldsThePixelsToo() throws IOException {
    byte[] jpeg = TestJpegs.baseline(60, 40, 3);
    byte[] interlaced =
        TestPng.of(ColorType.RGB, 8, 60, 40).randomSamples(3).interlaced(true).encode();
    for (byte[] file : new byte[][] {jpeg, interlaced, TestJpegs.progressive(60, 40, 3)}) {
      prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withPart(PART), file);

      assertPart(Picture.decoded(file), Picture.decoded(out.toByteArray()));
    }
  }

  @Test
  void whatLiesBelowIsNotRead() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 60, 4000).randomSamples(3).encode();
    byte[] cut = Arrays.copyOf(photo, photo.length / 50);

    prepare(ImagePreparer.create().withPart(new ImagePart(60, 4000, 11, 7, 30, 20)), cut);

    assertThatThrownBy(
            () ->
                prepare(
                    ImagePreparer.create().withPart(new ImagePart(60, 4000, 0, 900, 5, 5)), cut))
        .isInstanceOf(ImageFormatException.class);
  }

  @Test
  void noRowBelowIsBlended() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 60, 400).randomSamples(3).encode();

    assertThat(rowsBlended(photo, new ImagePart(60, 400, 11, 70, 30, 20))).isEqualTo(90);
  }

  @Test
  void ofAJpegNoMoreIsBlendedThanIsHandedOffAhead() throws IOException {
    byte[] photo = TestJpegs.baseline(3000, 700, 3);
    int windowRows = (256 << 10) / 9000;

    assertThat(rowsBlended(photo, new ImagePart(3000, 700, 100, 30, 200, 20)))
        .isBetween(50, 50 + 3 * windowRows);
  }

  private int rowsBlended(byte[] photo, ImagePart part) throws IOException {
    byte[] mask =
        TestPng.of(ColorType.RGBA, 8, part.imageWidth(), part.imageHeight())
            .samples(new int[part.imageWidth() * part.imageHeight() * 4])
            .encode();
    AtomicInteger rows = new AtomicInteger();
    PreparedComposite made =
        MaskCompositor.create()
            .withWork(
                WorkOptions.DEFAULT.withListener(Heard.rows((done, total) -> rows.set((int) done))))
            .composite(
                ImageSource.of(photo),
                ImageSource.of(mask),
                ImagePreparer.create().withPart(part),
                ImageTarget.of(out));
    assertThat(made.prepared().width()).isEqualTo(part.width());
    assertThat(made.prepared().height()).isEqualTo(part.height());
    return rows.get();
  }

  @Test
  void ofAMaskOfAnotherSizeShowsWhatThePhotosPartShows() throws IOException {
    int[] samples = new int[30 * 20 * 4];
    for (int pixel = 0; pixel < 30 * 20; pixel++) {
      boolean painted = pixel % 30 >= 10 && pixel / 30 >= 10;
      samples[pixel * 4 + 3] = painted ? 255 : 0;
    }
    byte[] half = TestPng.of(ColorType.RGBA, 8, 30, 20).samples(samples).encode();

    prepare(
        ImagePreparer.create()
            .withMask(MaskOptions.DEFAULT, MaskConvention.binary(127))
            .withPart(PART)
            .withExactSize(60, 40),
        half);

    Picture mask = Picture.decoded(out.toByteArray());
    for (int pixel = 0; pixel < 60 * 40; pixel++) {
      int fromEdge = Math.min(pixel % 60 - 18, pixel / 60 - 26);
      if (fromEdge != 0) {
        assertThat(mask.samples()[pixel]).as("pixel " + pixel).isEqualTo(fromEdge > 0 ? 255 : 0);
      }
    }
  }

  @Test
  void ofAJpegThatIsReducedWhileItIsReadIsThePartReduced() throws IOException {
    byte[] jpeg = TestJpegs.baseline(600, 403, 3);
    ImagePart part = new ImagePart(600, 403, 121, 77, 320, 240);
    prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withPart(part), jpeg);
    byte[] full = out.toByteArray();
    prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withExactSize(40, 30), full);
    Picture expected = Picture.decoded(out.toByteArray());

    prepare(
        ImagePreparer.create().withFormat(OutputFormat.PNG).withPart(part).withExactSize(40, 30),
        jpeg);

    Picture reduced = Picture.decoded(out.toByteArray());
    long sum = 0;
    for (int i = 0; i < expected.samples().length; i++) {
      sum += Math.abs(expected.samples()[i] - reduced.samples()[i]);
    }
    assertThat((double) sum / expected.samples().length).isLessThan(2);
  }

  @Test
  void aMaskThatIsPaintedAllOverThePartIsNoMistake() throws IOException {
    int[] samples = new int[60 * 40 * 4];
    Arrays.fill(samples, 4, samples.length, 255);
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 60, 40).samples(samples).encode();

    prepare(
        ImagePreparer.create()
            .withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS)
            .withPart(PART),
        mask);

    assertThat(Picture.decoded(out.toByteArray()).samples()).containsOnly(255);
  }

  @Test
  void liesWithinTheImage() {
    assertThatThrownBy(() -> new ImagePart(60, 40, 31, 0, 30, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("30x20 pixels at 31,0 do not lie within an image of 60x40");
    assertThatThrownBy(() -> new ImagePart(60, 40, 0, Integer.MAX_VALUE, 30, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImagePart(60, 40, 0, 0, 0, 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImagePart(Integer.MIN_VALUE, 40, 0, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PrepareReport prepare(ImagePreparer options, byte[] image) throws IOException {
    out.reset();
    return options.prepare(ImageSource.of(image), ImageTarget.of(out));
  }

  private static void assertPart(Picture whole, Picture part) {
    ImageGeometry size = part.geometry();
    assertThat(size.width()).isEqualTo(PART.width());
    assertThat(size.height()).isEqualTo(PART.height());
    for (int y = 0; y < size.height(); y++) {
      int from = ((PART.y() + y) * PART.imageWidth() + PART.x()) * size.bands();
      assertThat(
              Arrays.copyOfRange(
                  part.samples(), y * size.rowSamples(), (y + 1) * size.rowSamples()))
          .isEqualTo(Arrays.copyOfRange(whole.samples(), from, from + size.rowSamples()));
    }
  }
}
