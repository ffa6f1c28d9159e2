package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
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

  private static final ImagePreparer PNG = ImagePreparer.create().withFormat(OutputFormat.PNG);

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
    Made<PrepareReport> made = Made.prepare(PNG.withPart(PART), stored);
    assertThat(made.report().passedThrough()).isFalse();
    assertPart(Picture.decoded(stored), made.picture());
  }

  @Test
  void ofAJpegOrAnInterlacedPngHoldsThePixelsToo() throws IOException {
    byte[] jpeg = TestJpegs.baseline(60, 40, 3);
    byte[] interlaced =
        TestPng.of(ColorType.RGB, 8, 60, 40).randomSamples(3).interlaced(true).encode();
    for (byte[] file : new byte[][] {jpeg, interlaced, TestJpegs.progressive(60, 40, 3)}) {
      assertPart(Picture.decoded(file), Made.prepare(PNG.withPart(PART), file).picture());
    }
  }

  @Test
  void whatLiesBelowIsNotRead() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 60, 4000).randomSamples(3).encode();
    byte[] cut = Arrays.copyOf(photo, photo.length / 50);

    ImagePreparer above = ImagePreparer.create().withPart(new ImagePart(60, 4000, 11, 7, 30, 20));
    ImagePreparer below = ImagePreparer.create().withPart(new ImagePart(60, 4000, 0, 900, 5, 5));
    assertThat(Made.prepare(above, cut).picture().geometry().height()).isEqualTo(20);
    assertThatThrownBy(() -> Made.prepare(below, cut)).isInstanceOf(ImageFormatException.class);
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

  private static int rowsBlended(byte[] photo, ImagePart part) throws IOException {
    byte[] mask = Drawn.blank(part.imageWidth(), part.imageHeight());
    AtomicInteger rows = new AtomicInteger();
    WorkOptions heard =
        WorkOptions.DEFAULT.withListener(Heard.rows((done, total) -> rows.set((int) done)));
    PreparedComposite made =
        Made.scene(
                MaskCompositor.create().withWork(heard),
                photo,
                mask,
                ImagePreparer.create().withPart(part))
            .report();
    assertThat(made.prepared().width()).isEqualTo(part.width());
    assertThat(made.prepared().height()).isEqualTo(part.height());
    return rows.get();
  }

  @Test
  void ofAMaskOfAnotherSizeShowsWhatThePhotosPartShows() throws IOException {
    byte[] half = Drawn.painted(30, 20, i -> i % 30 >= 10 && i / 30 >= 10 ? 255 : 0);
    ImagePreparer preparer =
        ImagePreparer.create()
            .withMask(MaskOptions.DEFAULT, MaskConvention.binary(127))
            .withPart(PART)
            .withExactSize(60, 40);
    Picture mask = Made.prepare(preparer, half).picture();
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
    byte[] full = Made.prepare(PNG.withPart(part), jpeg).file();
    Picture expected = Made.prepare(PNG.withExactSize(40, 30), full).picture();
    Picture reduced = Made.prepare(PNG.withPart(part).withExactSize(40, 30), jpeg).picture();
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

    ImagePreparer preparer =
        ImagePreparer.create()
            .withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS)
            .withPart(PART);
    assertThat(Made.prepare(preparer, mask).samples()).containsOnly(255);
  }

  @Test
  void liesWithinTheImage() {
    assertThatThrownBy(() -> new ImagePart(60, 40, 31, 0, 30, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("30x20 pixels at 31,0 do not lie within an image of 60x40");
    for (int[] box :
        new int[][] {{60, 0, Integer.MAX_VALUE, 30}, {60, 0, 0, 0}, {Integer.MIN_VALUE, 0, 0, 1}}) {
      assertThatThrownBy(() -> new ImagePart(box[0], 40, box[1], box[2], box[3], 20))
          .isInstanceOf(IllegalArgumentException.class);
    }
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
