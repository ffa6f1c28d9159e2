package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.StoredPlace;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A JPEG photo that is spliced and yet compared with its replacement. */
class ComparedRestoreTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;
  private static final byte[] MASK = Drawn.painted(WIDTH, HEIGHT, new Rectangle(52, 36, 20, 20));

  private final byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);

  @Test
  void unlessAskedOtherwiseBlocksAreComparedAndCounted() throws IOException {
    UnpaintedChanges changes =
        compared(PhotoRestorer.create(), photo, flat(ColorType.RGB, 150, 90));

    assertThat(changes.scale()).isEqualTo(8);
    assertThat(changes.unpainted()).isPositive().isLessThanOrEqualTo(WIDTH / 8 * HEIGHT / 8);
    assertThat(changes.changedShare()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"100, 100, 0, 0", "100, 110, 1, 0", "100, 116, 1, 0", "100, 117, 1, 1"})
  void aShareIsThatOfBlocks(int before, int after, int changed, int visibly) throws IOException {
    UnpaintedChanges changes =
        compared(PhotoRestorer.create(), flatJpeg(before), flat(ColorType.RGB, 40, after));

    assertThat(changes.scale()).isEqualTo(8);
    assertThat(changes.changedShare()).isEqualTo(changed);
    assertThat(changes.visiblyChangedShare()).isEqualTo(visibly);
    assertThat(changes.meanDifference()).isEqualTo(after - before);
    assertThat(changes.largestDifference()).isEqualTo(after - before);
  }

  @ParameterizedTest
  @CsvSource({"REDUCED, 1", "REDUCED, 6", "REDUCED, 7", "EXACT, 1", "EXACT, 3"})
  void thePhotoItselfShowsNextToNoChange(Comparison comparison, int orientation)
      throws IOException {
    byte[] turned = Drawn.turned(orientation, TestJpegs.baseline(160, 96, 3));
    byte[] same =
        Made.prepare(
                ImagePreparer.create().withFormat(OutputFormat.PNG).withPassThrough(false), turned)
            .file();
    UnpaintedChanges changes =
        compared(
            PhotoRestorer.create()
                .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
                .withComparison(comparison),
            turned,
            same);
    assertThat(changes.meanDifference()).isLessThan(3);
    assertThat(changes.largestDifference()).isLessThan(10);
    assertThat(changes.visiblyChangedShare()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatDiffersCountsUnlessItsBlockIsPainted(boolean beside) throws IOException {
    BufferedImage answer = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = answer.createGraphics();
    graphics.setColor(new Color(100, 100, 100));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(Color.WHITE);
    // The mask paints (52, 36) to (72, 56); the last block with paint ends before 72.
    graphics.fillRect(beside ? 72 : 48, 32, beside ? 8 : 24, 24);
    graphics.dispose();

    UnpaintedChanges changes = compared(PhotoRestorer.create(), flatJpeg(100), Drawn.png(answer));
    assertThat(changes.largestDifference()).isEqualTo(beside ? 155 : 0);
    int unpaintedBlocks = WIDTH / 8 * (HEIGHT / 8) - 3 * 3;
    assertThat(changes.changedShare()).isCloseTo(beside ? 3.0 / unpaintedBlocks : 0, within(1e-9));
  }

  @Test
  void comparedExactlyASplicedPhotoShowsWhatAnEncodedOneDoes() throws IOException {
    byte[] answer = TestJpegs.progressive(77, 91, 3);
    PhotoRestorer exact = PhotoRestorer.create().withComparison(Comparison.EXACT);

    CompositeReport encoded =
        Made.restore(exact.withFormat(OutputFormat.PNG), photo, answer, MASK).report();
    assertThat(encoded.strategy()).isEqualTo(Strategy.STREAM);
    assertThat(encoded.restored().orElseThrow().unpainted())
        .contains(compared(exact, photo, answer));
  }

  @ParameterizedTest
  @EnumSource
  void comparingDoesNotChangeTheResult(Comparison comparison) throws IOException {
    byte[] answer = TestJpegs.progressive(77, 91, 3);
    PhotoRestorer restorer = PhotoRestorer.create().withComparison(Comparison.OFF);
    assertThat(restore(restorer.withComparison(comparison), photo, answer).file())
        .isEqualTo(restore(restorer, photo, answer).file());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatOpensOnceIsComparedToo(boolean jpeg) throws IOException {
    byte[] answer =
        jpeg ? TestJpegs.baseline(77, 91, 3) : TestPng.of(ColorType.RGBA, 16, 30, 20).encode();
    PhotoRestorer restorer = PhotoRestorer.create().withFormat(OutputFormat.JPEG);
    CompositeReport once =
        Made.restore(restorer, Made.once(photo), Made.once(answer), ImageSource.of(MASK)).report();
    assertThat(once.restored().orElseThrow().unpainted())
        .contains(compared(restorer, photo, answer));
  }

  @Test
  void bothPassesOverAnImageCount() throws IOException {
    byte[] answer = flat(ColorType.RGB, 50, 90);

    CompositeReport report = restore(PhotoRestorer.create(), photo, answer).report();

    assertThat(report.restored().orElseThrow().replacementBytes()).isEqualTo(2L * answer.length);
    assertThat(report.bytes().photo()).isGreaterThanOrEqualTo(2L * photo.length);
  }

  @Test
  void damageBelowThePaintIsFound() throws IOException {
    byte[] restarting = TestJpegs.restarting(WIDTH, HEIGHT, 13);
    byte[] damaged = restarting.clone();
    for (int i = damaged.length - 60; i < damaged.length - 50; i += 2) {
      // So many ones in a row are the beginning of no Huffman code.
      damaged[i] = (byte) 0xFF;
      damaged[i + 1] = 0;
    }
    PhotoRestorer off = PhotoRestorer.create().withComparison(Comparison.OFF);

    assertThat(restore(off, damaged, flat(ColorType.RGB, 50, 90)).report().strategy())
        .isEqualTo(Strategy.SPLICE);
    assertThatThrownBy(() -> restore(PhotoRestorer.create(), damaged, flat(ColorType.RGB, 50, 90)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("photo");
  }

  @Property(tries = 150)
  void equalsWhatBlocksShowWhoseEveryPixelIsUnpainted(
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll @IntRange(min = 0, max = 40) int feather,
      @ForAll @IntRange(min = 1, max = 8) int orientation,
      @ForAll boolean progressive,
      @ForAll boolean gray,
      @ForAll long seed)
      throws IOException {
    int bands = gray ? 1 : 3;
    byte[] upright =
        progressive
            ? TestJpegs.progressive(width, height, bands)
            : TestJpegs.baseline(width, height, bands);
    byte[] jpeg = Drawn.turned(orientation, upright);
    Random random = new Random(seed);
    int sample = random.nextInt(256);
    boolean[] painted = new boolean[(width + 7) / 8 * ((height + 7) / 8)];
    byte[] strokes = strokes(width, height, orientation, random, painted);

    UnpaintedChanges changes =
        Made.restore(
                PhotoRestorer.create()
                    .withFormat(OutputFormat.JPEG)
                    .withRestoring(RestoreOptions.DEFAULT.withFeather(feather)),
                jpeg,
                flat(gray ? ColorType.GRAY : ColorType.RGB, 9, sample),
                strokes)
            .report()
            .restored()
            .orElseThrow()
            .unpainted()
            .orElseThrow();

    int[] means = reduced(jpeg);
    long sum = 0;
    int largest = 0;
    int samples = 0;
    for (int i = 0; i < means.length; i++) {
      if (!painted[i / bands]) {
        int difference = Math.abs(means[i] - sample);
        sum += difference;
        largest = Math.max(largest, difference);
        samples++;
      }
    }
    assertThat(changes.scale()).isEqualTo(8);
    assertThat(changes.meanDifference())
        .isCloseTo(samples == 0 ? 0 : (double) sum / samples, within(1e-9));
    assertThat(changes.largestDifference()).isEqualTo(largest);
  }

  private static int[] reduced(byte[] jpeg) throws IOException {
    return TestRows.drain(
        JpegReader.open(
                ImageSource.of(jpeg), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)
            .reduced(8),
        5);
  }

  /** A mask of a photo as it is seen, and the blocks of the stored photo that it touches. */
  private static byte[] strokes(
      int width, int height, int orientation, Random random, boolean[] painted) {
    boolean turned = orientation > 4;
    int across = turned ? height : width;
    int down = turned ? width : height;
    boolean[] strokes = new boolean[across * down];
    int boxes = random.nextInt(4);
    for (int box = 0; box < boxes; box++) {
      int left = random.nextInt(across);
      int top = random.nextInt(down);
      for (int y = top; y < Math.min(down, top + 20); y++) {
        for (int x = left; x < Math.min(across, left + 20); x++) {
          strokes[y * across + x] = true;
          Point at = StoredPlace.of(x, y, width, height, orientation);
          painted[at.y / 8 * ((width + 7) / 8) + at.x / 8] = true;
        }
      }
    }
    return Drawn.painted(across, down, i -> strokes[i] ? 200 : 0);
  }

  private static Made<CompositeReport> restore(PhotoRestorer restorer, byte[] room, byte[] answer)
      throws IOException {
    return Made.restore(restorer.withFormat(OutputFormat.JPEG), room, answer, MASK);
  }

  private static UnpaintedChanges compared(PhotoRestorer restorer, byte[] room, byte[] answer)
      throws IOException {
    CompositeReport report = restore(restorer, room, answer).report();
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    return report.restored().orElseThrow().unpainted().orElseThrow();
  }

  private static byte[] flat(ColorType type, int side, int sample) {
    return Drawn.flat(type, side, side, sample);
  }

  private static byte[] flatJpeg(int sample) {
    BufferedImage room = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = room.createGraphics();
    graphics.setColor(new Color(sample, sample, sample));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.dispose();
    return TestJpegs.ofQuality(room, 1);
  }
}
