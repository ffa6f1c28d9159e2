package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.Mutation;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A photo that ends too early is refused, or its missing rows are 0 and counted. */
class CutPhotoTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 17;
  private static final byte[] UNPAINTED = Drawn.blank(WIDTH, HEIGHT);
  private static final ReadOptions LENIENT = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT);

  /** Length and type of the only IDAT, behind signature and IHDR. */
  private static final int DATA_AT = 8 + 25 + 8;

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
    for (int length = DATA_AT; length < file.length - 20; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      int rows = inflatedBytes(cut) / (1 + rowBytes);
      assertThatThrownBy(() -> composite(ReadOptions.DEFAULT, cut))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("the file ends too early");
      if (rows == 0) {
        continue;
      }

      assertKept(photo, rows, composite(LENIENT, cut));
    }
  }

  private static void assertKept(TestPng photo, int rows, Made<CompositeReport> made)
      throws IOException {
    int rowSamples = photo.geometry().rowSamples();
    int[] kept = Arrays.copyOf(photo.delivered(), rows * rowSamples);
    assertThat(made.report().kept().missingRows()).isEqualTo(HEIGHT - rows);
    assertThat(made.samples()).isEqualTo(Arrays.copyOf(kept, HEIGHT * rowSamples));
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
      Made<CompositeReport> made = composite(LENIENT, Arrays.copyOf(file, length));
      int[] samples = made.samples();
      int lacking = 0;
      for (int y = 0; y < HEIGHT; y++) {
        boolean lacks = false;
        for (int i = y * WIDTH * 3; i < (y + 1) * WIDTH * 3; i++) {
          assertThat(samples[i]).isIn(0, bright[i]);
          lacks |= samples[i] == 0;
        }
        lacking += lacks ? 1 : 0;
      }
      assertThat(made.report().kept().missingRows()).as("cut to %s", length).isEqualTo(lacking);
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

    assertKept(photo, 5, composite(LENIENT, file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPhotoOfWhichNotOneRowCameIsRefused(boolean interlaced) {
    byte[] file = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(interlaced).encode();

    assertThatThrownBy(() -> composite(LENIENT, Arrays.copyOf(file, DATA_AT + 3)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("photo")
        .hasMessageContaining("the file ends too early");
  }

  @Test
  void missingRowsCountAgainstTheRatioOfPixelsToBytes() {
    byte[] bomb = TestPng.of(ColorType.RGB, 8, 1_000, 3).encode();
    ByteBuffer.wrap(bomb).putInt(20, 1_000);
    ReadOptions dense = LENIENT.withLimits(ImageLimits.DEFAULT.withMaxPixelsPerByte(100));
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 1, 1).encode();
    assertThatThrownBy(
            () ->
                Made.composite(
                    MaskCompositor.create().withReading(dense),
                    Made.once(Arrays.copyOf(bomb, 5_000)),
                    ImageSource.of(mask)))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("maxPixelsPerByte");
  }

  @Test
  void aMaskOrReplacementThatIsCutIsRefusedAllTheSame() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
    byte[] cutMask = Arrays.copyOf(UNPAINTED, UNPAINTED.length - 20);
    byte[] cutAnswer = Arrays.copyOf(photo, photo.length - 40);
    MaskCompositor compositor = MaskCompositor.create().withReading(LENIENT);
    PhotoRestorer restorer = PhotoRestorer.create().withReading(LENIENT);
    assertThatThrownBy(() -> Made.composite(compositor, photo, cutMask))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("mask");
    for (boolean progressive : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  Made.composite(
                      compositor.withConvention(MaskConvention.WHITE_EDITS),
                      TestPng.of(ColorType.RGB, 8, 67, 45).encode(),
                      cutJpeg(progressive)))
          .isInstanceOf(ImageFormatException.class);
    }
    assertThatThrownBy(() -> Made.restore(restorer, photo, cutAnswer, UNPAINTED))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("replacement");
  }

  private static byte[] cutJpeg(boolean progressive) {
    byte[] jpeg = progressive ? TestJpegs.progressive(67, 45, 3) : TestJpegs.baseline(67, 45, 3);
    return Arrays.copyOf(jpeg, jpeg.length * 8 / 10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegThatIsCutIsTakenAsFarAsItGoesIfThatIsAskedFor(boolean progressive) throws IOException {
    byte[] photo = cutJpeg(progressive);
    MaskCompositor compositor = MaskCompositor.create().withReading(LENIENT);
    byte[] encodedMask = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();
    ImageSource mask = ImageSource.of(encodedMask);
    for (ImageSource source : List.of(ImageSource.of(photo), Made.once(photo))) {
      assertThat(Made.composite(compositor, source, mask).report().kept().missingRows())
          .isBetween(1, 45);
    }
    assertThat(
            Made.prepare(ImagePreparer.create().withReading(LENIENT), photo).report().missingRows())
        .isBetween(1, 45);
    PreparedComposite scene =
        Made.scene(compositor, photo, encodedMask, ImagePreparer.create()).report();
    assertThat(scene.prepared().missingRows())
        .isEqualTo(scene.composite().kept().missingRows())
        .isPositive();
    assertThatThrownBy(() -> Made.composite(MaskCompositor.create(), ImageSource.of(photo), mask))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the file ends before the image does");
  }

  @Test
  void restoringTellsWhatThePhotoLacks() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).deflate(0, 0).encode();
    byte[] cut = Arrays.copyOf(photo, DATA_AT + 7 + 4 * (1 + 3 * WIDTH));
    CompositeReport report =
        Made.restore(
                PhotoRestorer.create().withReading(LENIENT),
                Made.once(cut),
                ImageSource.of(photo),
                ImageSource.of(UNPAINTED))
            .report();
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

    Made<PrepareReport> made = Made.prepare(preparer.withReading(LENIENT), cut);
    assertThat(Made.prepare(preparer, photo.encode()).report().passedThrough()).isTrue();
    assertThat(made.report().passedThrough()).isFalse();
    assertThat(made.report().missingRows()).isEqualTo(HEIGHT - 4);
    assertThat(Arrays.copyOf(made.samples(), 4 * 3 * WIDTH))
        .isEqualTo(Arrays.copyOf(photo.delivered(), 4 * 3 * WIDTH));
  }

  private static Made<CompositeReport> composite(ReadOptions reading, byte[] photo)
      throws IOException {
    return Made.composite(
        MaskCompositor.create()
            .withReading(reading)
            .withOutput(OutputOptions.DEFAULT.withStrict(true)),
        photo,
        UNPAINTED);
  }

  /** The byte of a checksum of a chunk, or of the pixels, is flipped. */
  @ParameterizedTest
  @CsvSource({"false, CRC", "true, CRC", "false, checksum", "true, checksum"})
  void aWrongChecksumIsRefusedUnlessThePixelsAreWantedAllTheSame(boolean interlaced, String rule)
      throws IOException {
    byte[] sound = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(interlaced).encode();
    int crcOfHeader = 29;
    int lastOfAdler = sound.length - 12 - 4 - 1;
    byte[] flipped = sound.clone();
    flipped[rule.equals("CRC") ? crcOfHeader : lastOfAdler] ^= 1;
    byte[] damaged = rule.equals("CRC") ? flipped : Mutation.withRightCrcs(flipped);
    assertThatThrownBy(() -> composite(ReadOptions.DEFAULT, damaged))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining(rule);
    Made<CompositeReport> made = composite(LENIENT, damaged);
    assertThat(made.report().strategy()).isEqualTo(Strategy.STREAM);
    assertThat(made.samples()).isEqualTo(Picture.decoded(sound).samples());
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
