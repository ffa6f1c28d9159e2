package io.github.maskloom.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.StoredPlace;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestRows;
import java.awt.Point;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UprightRowsTest {
  @Property(tries = 200)
  void equalTheDefinitionWhateverTheWindows(
      @ForAll Orientation orientation,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 4) int bands,
      @ForAll boolean deep,
      @ForAll @IntRange(min = 1, max = 7) int pushRows,
      @ForAll @IntRange(min = 1, max = 25) int windowRows)
      throws IOException {
    ImageGeometry stored = ImageGeometry.of(width, height, bands, deep ? 16 : 8);
    int[] samples = TestRows.random(stored, width * 31L + height);

    try (WindowSource upright = upright(TestRows.pusher(stored, samples, pushRows), orientation)) {
      assertThat(TestRows.drain(upright, windowRows))
          .isEqualTo(defined(stored, samples, orientation));
    }
  }

  /** Images of several strips and groups, with a shorter last one of each. */
  @ParameterizedTest
  @CsvSource({"5000, 700, 8", "700, 5000, 8", "1, 70000, 8", "70000, 1, 8", "700, 3000, 16"})
  void largeImagesTurnInBlocks(int width, int height, int depth) throws IOException {
    ImageGeometry stored = ImageGeometry.of(width, height, 3, depth);
    int[] samples = TestRows.random(stored, 5);

    try (WindowSource upright =
        upright(TestRows.pusher(stored, samples, 16), Orientation.ROTATED_270)) {
      assertThat(TestRows.drain(upright, 13))
          .isEqualTo(defined(stored, samples, Orientation.ROTATED_270));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aJpegIsDeliveredAsItsExifSays(int exifValue) throws IOException {
    byte[] stored = TestJpegs.baseline(19, 11, 3);
    byte[] tagged = JpegEdits.withExif(stored, JpegEdits.exif(ByteOrder.BIG_ENDIAN, exifValue));
    int[] samples = Drawn.unsigned(TestJpegs.samplesByImageIo(stored));
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(tagged), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      byte[] exif = image.rows().metadata().exif().orElseThrow();

      assertThat(TestRows.drain(image.rows(), 4))
          .isEqualTo(defined(ImageGeometry.of(19, 11, 3, 8), samples, Orientation.of(exifValue)));
      assertThat(exif).isEqualTo(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1));
    }
  }

  @Test
  void metadataTravelsAlong() throws IOException {
    ImageGeometry stored = ImageGeometry.of(2, 2, 1, 8);
    try (WindowSource upright =
        upright(TestRows.pusher(stored, new int[4], 1), Orientation.ROTATED_90)) {
      assertThat(upright.metadata()).isSameAs(ImageMetadata.NONE);
    }
  }

  @Test
  void closedRowsCannotBeRead() throws IOException {
    ImageGeometry stored = ImageGeometry.of(2, 2, 1, 8);
    WindowReader upright =
        (WindowReader) upright(TestRows.pusher(stored, new int[4], 1), Orientation.FLIPPED);
    upright.close();
    upright.close();

    assertThatThrownBy(() -> upright.read(new RasterWindow(stored, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static int[] defined(ImageGeometry stored, int[] samples, Orientation orientation) {
    boolean turned = orientation.swapsSides();
    int width = turned ? stored.height() : stored.width();
    int height = turned ? stored.width() : stored.height();
    int bands = stored.bands();
    int[] upright = new int[samples.length];
    int exifValue =
        IntStream.rangeClosed(1, 8)
            .filter(value -> Orientation.of(value) == orientation)
            .findFirst()
            .orElseThrow();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        Point at = StoredPlace.of(x, y, stored.width(), stored.height(), exifValue);
        System.arraycopy(
            samples,
            (at.y * stored.width() + at.x) * bands,
            upright,
            (y * width + x) * bands,
            bands);
      }
    }
    return upright;
  }

  private static WindowSource upright(WindowSource stored, Orientation orientation)
      throws IOException {
    Stage<WindowReader> rows = WindowHandOff.stage("store", stored, Cost.NONE, 4);
    return UprightRows.stage(rows, orientation, ImageLimits.DEFAULT)
        .open(new Scope(WorkOptions.DEFAULT));
  }
}
