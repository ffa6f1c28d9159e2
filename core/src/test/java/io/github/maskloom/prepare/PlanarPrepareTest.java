package io.github.maskloom.prepare;

import static io.github.maskloom.prepare.ReducedPrepareTest.HEIGHT;
import static io.github.maskloom.prepare.ReducedPrepareTest.NEAR_DECIBELS;
import static io.github.maskloom.prepare.ReducedPrepareTest.PHOTO;
import static io.github.maskloom.prepare.ReducedPrepareTest.WIDTH;
import static io.github.maskloom.prepare.ReducedPrepareTest.image;
import static io.github.maskloom.prepare.ReducedPrepareTest.prepared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.Decibels;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs made smaller as JPEGs, whose components are never put together. */
class PlanarPrepareTest {
  private static final String PLANES = "decode planes of JPEG";

  @Test
  void itsListenerHearsOfEveryRowOfTheResult() throws IOException {
    for (OutputFormat format : List.of(OutputFormat.JPEG, OutputFormat.PNG)) {
      List<Long> heard = new ArrayList<>();
      WorkOptions work =
          WorkOptions.DEFAULT.withListener(
              Heard.rows(
                  (done, total) -> {
                    assertThat(total).isEqualTo(149);
                    heard.add(done);
                  }));

      byte[] ignored = prepared(to(200).withFormat(format).withWork(work), PHOTO);

      assertThat(heard).isSorted().endsWith(149L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 288, 248, 216, 180, 144, 108, 72, 36, 20})
  void isNearToWhatRowsThatWereDecodedWholeBecome(int side) throws IOException {
    for (byte[] photo :
        List.of(
            PHOTO,
            TestJpegs.subsampled(WIDTH, HEIGHT, 2, 1),
            TestJpegs.subsampled(WIDTH, HEIGHT, 1, 1),
            TestJpegs.baseline(WIDTH, HEIGHT, 1),
            TestJpegs.progressive(WIDTH, HEIGHT, 3))) {
      byte[] whole = prepared(to(Integer.MAX_VALUE).withFormat(OutputFormat.PNG), photo);
      for (ChromaSampling chroma :
          List.of(ChromaSampling.RATIO_420, ChromaSampling.RATIO_422, ChromaSampling.RATIO_444)) {
        ImagePreparer options = to(side).withFormat(best(chroma));
        assertThat(Decibels.between(prepared(options, photo), prepared(options, whole)))
            .isGreaterThan(NEAR_DECIBELS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ChromaSampling.class)
  void everySmallSizeComesOutExactly(ChromaSampling chroma) throws IOException {
    for (int width = 2; width <= 40; width += 3) {
      for (int height = 2; height <= 40; height += 3) {
        byte[] photo = TestJpegs.subsampled(width, height, 2, 2);
        int side = Math.max(width, height) / 2;
        BufferedImage image = image(prepared(to(side).withFormat(best(chroma)), photo));

        assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(side);
      }
    }
  }

  @Test
  void componentsAreNotPutTogetherWhereScalingIsAllThereIs() throws IOException {
    assertThat(decoding(to(44), PHOTO)).isEqualTo(PLANES);
    assertThat(decoding(to(402), PHOTO)).isEqualTo(PLANES);
    assertThat(decoding(to(44), TestJpegs.baseline(WIDTH, HEIGHT, 1))).isEqualTo(PLANES);
    assertThat(decoding(to(44), TestJpegs.progressive(WIDTH, HEIGHT, 3))).isEqualTo(PLANES);
  }

  @Test
  void whatNeedsPixelsHasThem() throws IOException {
    byte[] inks = TestJpegs.inks(WIDTH, HEIGHT, new int[] {10, 20, 30, 40}, 2);
    MaskConvention white = MaskConvention.WHITE_EDITS;

    assertThat(decoding(to(44).withFormat(OutputFormat.PNG), PHOTO))
        .isEqualTo("decode JPEG at 1/8");
    assertThat(decoding(to(44).withLinearLight(true), PHOTO)).isEqualTo("decode JPEG");
    assertThat(
            decoding(
                to(44)
                    .withMask(MaskOptions.DEFAULT.withConvention(white), white)
                    .withFormat(OutputFormat.PNG),
                PHOTO))
        .isEqualTo("decode JPEG");
    assertThat(decoding(to(44).withPart(new ImagePart(WIDTH, HEIGHT, 0, 0, 200, 200)), PHOTO))
        .isEqualTo("decode JPEG at 1/2");
    assertThat(decoding(to(44), Drawn.turned(6, PHOTO))).isEqualTo("decode JPEG at 1/8");
    assertThat(decoding(to(44), inks)).isEqualTo("decode JPEG at 1/8");
    assertThat(decoding(to(WIDTH), PHOTO)).isEqualTo("decode JPEG");
    assertThat(
            decoding(
                to(44).withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT)), PHOTO))
        .isEqualTo("decode JPEG at 1/8");
  }

  @Test
  void chromaThatWouldGrowHasPixels() throws IOException {
    assertThat(decoding(to(300).withFormat(best(ChromaSampling.RATIO_444)), PHOTO))
        .isEqualTo("decode JPEG");
    assertThat(decoding(to(200).withFormat(best(ChromaSampling.RATIO_444)), PHOTO))
        .isEqualTo(PLANES);
  }

  @Test
  void whatIsSmallEnoughIsTheSameUnderALimit() throws IOException {
    byte[] free = prepared(to(200), PHOTO);
    Made<PrepareReport> made = limited(free.length);
    assertThat(made.file()).isEqualTo(free);
    assertThat(made.report().attempts()).hasSize(1);
  }

  @Test
  void whatIsTooLargeIsEncodedAgainOfItsRows() throws IOException {
    int tooFew = prepared(to(200), PHOTO).length - 1;
    Made<PrepareReport> made = limited(tooFew);
    List<PrepareReport.Attempt> attempts = made.report().attempts();
    assertThat(made.file().length).isLessThanOrEqualTo(tooFew);
    assertThat(attempts.get(0).fits()).isFalse();
    assertThat(attempts).extracting(PrepareReport.Attempt::fits).contains(true);
    assertThat(attempts.stream().filter(attempt -> attempt.quality() == 85)).hasSize(1);
    assertThat(image(made.file()).getWidth()).isEqualTo(200);
  }

  private static Made<PrepareReport> limited(int bytes) throws IOException {
    return Made.prepare(to(200).withLimits(UploadLimits.NONE.withMaxBytes(bytes)), PHOTO);
  }

  @Test
  void threadsDoNotChangeAByte() throws IOException {
    byte[] once = prepared(to(79), PHOTO);

    assertThat(prepared(to(79).withWork(WorkOptions.DEFAULT.withThreads(2)), PHOTO))
        .isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({"200, false", "200, true", "30, false", "30, true"})
  void aFileThatIsCutLeavesNothing(int side, boolean progressive, @TempDir Path folder) {
    byte[] whole = progressive ? TestJpegs.progressive(WIDTH, HEIGHT, 3) : PHOTO;
    byte[] cut = Arrays.copyOf(whole, whole.length * 9 / 10);
    ImageTarget target = ImageTarget.of(folder.resolve("small.jpg"));

    assertThatThrownBy(() -> to(side).prepare(ImageSource.of(cut), target))
        .isInstanceOf(ImageFormatException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void stopsWhereverItIsCancelled() {
    for (int after = 1; after < 12; after++) {
      AtomicInteger asked = new AtomicInteger(after);
      WorkOptions work = WorkOptions.DEFAULT.withCancel(() -> asked.getAndDecrement() <= 0);

      assertThatThrownBy(() -> prepared(to(200).withWork(work), PHOTO))
          .isInstanceOf(CancelledException.class);
    }
  }

  static String decoding(ImagePreparer options, byte[] image) throws IOException {
    return options.explain(ImageSource.of(image)).steps().get(0).name();
  }

  private static OutputFormat best(ChromaSampling chroma) {
    return new OutputFormat.Jpeg(100, 0xFFFFFF, chroma, false, false);
  }

  private static ImagePreparer to(int side) {
    return ImagePreparer.create()
        .withMaxSide(side)
        .withFormat(OutputFormat.JPEG)
        .withPassThrough(false);
  }
}
