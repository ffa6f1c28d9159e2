package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A photo that ends too early is refused, or its missing rows are 0 and counted. */
class CutPhotoTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 17;
  private static final byte[] UNPAINTED =
      TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).samples(new int[WIDTH * HEIGHT * 4]).encode();

  /** Length and type of the only IDAT, behind signature and IHDR. */
  private static final int DATA_AT = 8 + 25 + 8;

  private final ByteArrayOutputStream result = new ByteArrayOutputStream();

  static Stream<TestPng> photos() {
    return Stream.of(
        TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT),
        TestPng.of(ColorType.RGBA, 16, WIDTH, HEIGHT),
        TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).deflate(0, 0).idatBytes(50_000));
  }

  @ParameterizedTest
  @MethodSource("photos")
  void rowsThatCameStayAndTheOthersAreZero(TestPng photo) throws IOException {
    byte[] file = photo.encode();
    int rowBytes = photo.geometry().rowBytes();
    int rowSamples = photo.geometry().rowSamples();
    for (int length = DATA_AT; length < file.length - 20; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      int rows = inflatedBytes(cut) / (1 + rowBytes);
      assertThatThrownBy(() -> composite(cut, DamagePolicy.STRICT))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("the file ends too early");
      if (rows == 0) {
        continue;
      }

      CompositeReport report = composite(cut, DamagePolicy.LENIENT);

      assertThat(report.kept().missingRows()).as("cut to %s", length).isEqualTo(HEIGHT - rows);
      assertThat(samples())
          .isEqualTo(
              Arrays.copyOf(
                  Arrays.copyOf(photo.delivered(), rows * rowSamples), HEIGHT * rowSamples));
    }
  }

  /** What an interlaced file lacks is spread over the image. */
  @Test
  void ofAnInterlacedPhotoEveryRowCountsThatLacksAPixel() throws IOException {
    int[] bright = new int[WIDTH * HEIGHT * 3];
    Arrays.setAll(bright, i -> 1 + i * 37 % 255);
    byte[] file =
        TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).samples(bright).interlaced(true).encode();
    int whole = 0;
    for (int length = DATA_AT + 30; length < file.length - 20; length++) {
      CompositeReport report = composite(Arrays.copyOf(file, length), DamagePolicy.LENIENT);

      int[] samples = samples();
      int lacking = 0;
      for (int y = 0; y < HEIGHT; y++) {
        boolean lacks = false;
        for (int i = y * WIDTH * 3; i < (y + 1) * WIDTH * 3; i++) {
          assertThat(samples[i]).isIn(0, bright[i]);
          lacks |= samples[i] == 0;
        }
        lacking += lacks ? 1 : 0;
      }
      assertThat(report.kept().missingRows()).as("cut to %s", length).isEqualTo(lacking);
      whole += HEIGHT - lacking;
    }
    assertThat(whole).isPositive();
  }

  @Test
  void brokenDataBreakOffAsACutDoes() throws IOException {
    TestPng photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).deflate(0, 0).filter(0);
    byte[] file = photo.encode();
    int filterTypeOfRow5 = DATA_AT + 2 + 5 + 5 * (1 + 3 * WIDTH);
    file[filterTypeOfRow5] = 9;

    assertThat(composite(file, DamagePolicy.LENIENT).kept().missingRows()).isEqualTo(HEIGHT - 5);
    assertThat(samples())
        .isEqualTo(
            Arrays.copyOf(Arrays.copyOf(photo.delivered(), 5 * 3 * WIDTH), HEIGHT * 3 * WIDTH));
  }

  @Test
  void aWholePhotoLacksNothing() throws IOException {
    TestPng photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT);

    assertThat(composite(photo.encode(), DamagePolicy.LENIENT).kept().missingRows()).isZero();
    assertThat(samples()).isEqualTo(photo.delivered());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPhotoOfWhichNotOneRowCameIsRefused(boolean interlaced) {
    byte[] file = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(interlaced).encode();

    assertThatThrownBy(() -> composite(Arrays.copyOf(file, DATA_AT + 3), DamagePolicy.LENIENT))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("photo")
        .hasMessageContaining("the file ends too early");
  }

  @Test
  void missingRowsCountAgainstTheRatioOfPixelsToBytes() {
    byte[] bomb = TestPng.of(ColorType.RGB, 8, 1_000, 3).encode();
    ByteBuffer.wrap(bomb).putInt(20, 1_000);
    MaskCompositor lenient =
        MaskCompositor.create()
            .withReading(
                ReadOptions.DEFAULT
                    .withDamage(DamagePolicy.LENIENT)
                    .withLimits(ImageLimits.DEFAULT.withMaxPixelsPerByte(100)));
    byte[] cut = Arrays.copyOf(bomb, 5_000);
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 1, 1).encode();

    assertThatThrownBy(
            () ->
                lenient.composite(
                    ImageSource.once(new ByteArrayInputStream(cut)),
                    ImageSource.of(mask),
                    ImageTarget.of(result)))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("maxPixelsPerByte");
  }

  @Test
  void aMaskOrReplacementThatIsCutIsRefusedAllTheSame() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
    byte[] cut = Arrays.copyOf(UNPAINTED, UNPAINTED.length - 20);
    MaskCompositor lenient =
        MaskCompositor.create().withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT));
    PhotoRestorer restorer =
        PhotoRestorer.create().withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT));

    assertThatThrownBy(
            () ->
                lenient.composite(
                    ImageSource.of(photo), ImageSource.of(cut), ImageTarget.of(result)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("mask");
    assertThatThrownBy(
            () ->
                restorer.restore(
                    ImageSource.of(photo),
                    ImageSource.of(Arrays.copyOf(photo, photo.length - 40)),
                    ImageSource.of(UNPAINTED),
                    ImageTarget.of(result)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("replacement");
  }

  @Test
  void restoringTellsWhatThePhotoLacks() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).deflate(0, 0).encode();
    byte[] cut = Arrays.copyOf(photo, DATA_AT + 7 + 4 * (1 + 3 * WIDTH));

    CompositeReport report =
        PhotoRestorer.create()
            .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
            .restore(
                ImageSource.once(new ByteArrayInputStream(cut)),
                ImageSource.of(photo),
                ImageSource.of(UNPAINTED),
                ImageTarget.of(result));

    assertThat(report.kept().missingRows()).isEqualTo(HEIGHT - 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {5_000, Long.MAX_VALUE})
  void preparingTellsWhatTheImageLacksAndNeverCopiesIt(long maxBytes) throws IOException {
    TestPng photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).deflate(0, 0);
    byte[] cut = Arrays.copyOf(photo.encode(), DATA_AT + 7 + 4 * (1 + 3 * WIDTH));
    ImagePreparer preparer =
        ImagePreparer.create()
            .withFormat(OutputFormat.PNG)
            .withLimits(UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(maxBytes));

    PrepareReport strict = preparer.prepare(ImageSource.of(photo.encode()), ImageTarget.of(result));
    result.reset();
    PrepareReport report =
        preparer
            .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
            .prepare(ImageSource.of(cut), ImageTarget.of(result));

    assertThat(strict.passedThrough()).isTrue();
    assertThat(report.passedThrough()).isFalse();
    assertThat(report.missingRows()).isEqualTo(HEIGHT - 4);
    assertThat(Arrays.copyOf(samples(), 4 * 3 * WIDTH))
        .isEqualTo(Arrays.copyOf(photo.delivered(), 4 * 3 * WIDTH));
  }

  private CompositeReport composite(byte[] photo, DamagePolicy damage) throws IOException {
    result.reset();
    return MaskCompositor.create()
        .withReading(ReadOptions.DEFAULT.withDamage(damage))
        .withOutput(OutputOptions.DEFAULT.withStrict(true))
        .composite(ImageSource.of(photo), ImageSource.of(UNPAINTED), ImageTarget.of(result));
  }

  private int[] samples() throws IOException {
    return Picture.decoded(result.toByteArray()).samples();
  }

  /** How many bytes the cut data hold, as zlib finds. */
  private static int inflatedBytes(byte[] cut) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(cut, DATA_AT, cut.length - DATA_AT);
      return inflater.inflate(new byte[1 << 16]);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
  }
}
