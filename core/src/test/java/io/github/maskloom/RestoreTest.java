package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.Restored.UnpaintedChanges.PixelCounts;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What restoring keeps of a replacement, and what it tells about it. */
class RestoreTest {
  private static final int SIDE = 80;

  private final byte[] photo = flat(ColorType.RGB, SIDE, 100).encode();
  private final byte[] replacement = flat(ColorType.RGB, 20, 200).encode();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aMaskWithoutPaintLeavesThePhotoUnchanged() throws IOException {
    byte[] empty = flat(ColorType.RGBA, SIDE, 0).encode();

    CompositeReport report = restore(PhotoRestorer.create(), empty);

    assertThat(report.nothingPainted()).isTrue();
    assertThat(samples()).containsOnly(100);
    assertThat(report.restored().orElseThrow().unpainted()).contains(everyPixelBy100());
  }

  @Test
  void aMaskPaintedAllOverLeavesNothingOfThePhoto() throws IOException {
    byte[] full = flat(ColorType.RGBA, SIDE, 1).encode();

    CompositeReport report = restore(PhotoRestorer.create(), full);

    assertThat(samples()).containsOnly(200);
    assertThat(report.restored().orElseThrow().unpainted())
        .contains(new UnpaintedChanges(1, 0, 0, 0, 0, Optional.of(new PixelCounts(0, 0, 0))));
  }

  @Test
  void aChangeIsVisibleAboveSixteen() throws IOException {
    byte[] empty = flat(ColorType.RGBA, SIDE, 0).encode();
    for (int change : new int[] {0, 1, 16, 17}) {
      byte[] answer = flat(ColorType.RGB, SIDE, 100 + change).encode();

      UnpaintedChanges changes =
          PhotoRestorer.create()
              .restore(
                  ImageSource.of(photo),
                  ImageSource.of(answer),
                  ImageSource.of(empty),
                  ImageTarget.of(out))
              .restored()
              .orElseThrow()
              .unpainted()
              .orElseThrow();

      assertThat(changes.changedShare()).isEqualTo(change > 0 ? 1 : 0);
      assertThat(changes.visiblyChangedShare()).isEqualTo(change > 16 ? 1 : 0);
      assertThat(changes.meanDifference()).isEqualTo(change);
      assertThat(changes.largestDifference()).isEqualTo(change);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"painted", "binary"})
  void aMaskThatIsScaledHasNoEchoBesideItsStrokes(String convention) throws IOException {
    int[] strokes = new int[10 * 10 * 4];
    for (int i = 0; i < strokes.length; i++) {
      int x = i / 4 % 10;
      int y = i / 40;
      boolean stroke = x >= 3 && x < 7 && y >= 3 && y < 7;
      strokes[i] = stroke ? 255 : 0;
    }
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 10, 10).samples(strokes).encode();

    restore(
        PhotoRestorer.create()
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .withConvention(
                convention.equals("painted") ? MaskConvention.PAINTED : MaskConvention.binary(1)),
        mask);

    int[] samples = samples();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean outside = x < 24 || x >= 56 || y < 24 || y >= 56;
        boolean inside = x >= 27 && x < 53 && y >= 24 && y < 56;
        if (outside || inside) {
          assertThat(samples[(y * SIDE + x) * 3])
              .as("at (%d, %d)", x, y)
              .isEqualTo(outside ? 100 : 200);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 40", "16, 40", "8, 200", "16, 200", "8, 80", "16, 80"})
  void aPaintedMaskIsToldOfAsACompositeTellsOfIt(int depth, int side) throws IOException {
    int[] strokes = new int[side * side * 4];
    for (int i = 0; i < strokes.length; i++) {
      int x = i / 4 % side;
      int y = i / 4 / side;
      boolean stroke = x >= side / 4 && x < side / 2 && y >= side / 3 && y < side - side / 4;
      strokes[i] = stroke ? 128 * (depth == 8 ? 1 : 257) : 0;
    }
    byte[] mask = TestPng.of(ColorType.RGBA, depth, side, side).samples(strokes).encode();

    MaskStatistics painted =
        MaskCompositor.create()
            .composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out))
            .mask();
    CompositeReport report = restore(PhotoRestorer.create(), mask);

    assertThat(painted.dominantAlpha()).isEqualTo(128);
    assertThat(report.mask()).isEqualTo(painted);
  }

  @Test
  void theReportTellsHowLargeTheReplacementCame() throws IOException {
    CompositeReport report =
        restore(PhotoRestorer.create(), flat(ColorType.RGBA, SIDE, 254).encode());

    assertThat(report.restored().orElseThrow().replacement().width()).isEqualTo(20);
    assertThat(report.geometry().width()).isEqualTo(SIDE);
    assertThat(report.bytes().output()).isEqualTo(out.size());
    assertThat(report.bytes().photo()).isEqualTo(photo.length);
    assertThat(report.restored().orElseThrow().replacementBytes()).isEqualTo(replacement.length);
    assertThat(report.bytes().mask()).isPositive();
  }

  @Test
  void aJpegIsRestoredIntoAJpeg() throws IOException {
    PhotoRestorer.create()
        .withFormat(OutputFormat.JPEG)
        .withMask(
            MaskOptions.DEFAULT.withConvention(MaskConvention.WHITE_EDITS).withFit(MaskFit.STRETCH))
        .restore(
            ImageSource.of(TestJpegs.baseline(33, 21, 3)),
            ImageSource.of(TestJpegs.progressive(50, 50, 1)),
            ImageSource.of(TestJpegs.baseline(7, 9, 1)),
            ImageTarget.of(out));

    BufferedImage result = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(result.getWidth()).isEqualTo(33);
  }

  @Test
  void filesAreRestoredByPath(@TempDir Path folder) throws IOException {
    Path room = Files.write(folder.resolve("room.png"), photo);
    Path answer = Files.write(folder.resolve("answer.png"), replacement);
    Path mask = Files.write(folder.resolve("mask.png"), flat(ColorType.RGBA, SIDE, 254).encode());
    Path result = folder.resolve("result.png");

    CompositeReport report = PhotoRestorer.create().restore(room, answer, mask, result);

    assertThat(result).hasSize(report.bytes().output());
  }

  @Test
  void aMaskMayBeADataUrl(@TempDir Path folder) throws IOException {
    Path room = Files.write(folder.resolve("room.png"), photo);
    Path answer = Files.write(folder.resolve("answer.png"), replacement);
    byte[] strokes = flat(ColorType.RGBA, SIDE, 254).encode();
    Path mask = Files.write(folder.resolve("mask.png"), strokes);
    ImageSource url =
        ImageSource.dataUrl("data:image/png;base64," + Base64.getEncoder().encodeToString(strokes));
    MaskCompositor compositor = MaskCompositor.create();
    PhotoRestorer restorer = PhotoRestorer.create();

    compositor.composite(room, mask, folder.resolve("composited-by-path.png"));
    compositor.composite(room, url, folder.resolve("composited.png"));
    restorer.restore(room, answer, mask, folder.resolve("restored-by-path.png"));
    restorer.restore(room, answer, url, folder.resolve("restored.png"));

    assertThat(folder.resolve("composited.png"))
        .hasSameBinaryContentAs(folder.resolve("composited-by-path.png"));
    assertThat(folder.resolve("restored.png"))
        .hasSameBinaryContentAs(folder.resolve("restored-by-path.png"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, RestoreOptions.MAX_FEATHER_PIXELS + 1})
  void aFeatherOutOfBoundsIsRefused(int pixels) {
    assertThatThrownBy(() -> RestoreOptions.DEFAULT.withFeather(pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100");
  }

  private CompositeReport restore(PhotoRestorer restorer, byte[] mask) throws IOException {
    return restorer.restore(
        ImageSource.of(photo),
        ImageSource.of(replacement),
        ImageSource.of(mask),
        ImageTarget.of(out));
  }

  private static UnpaintedChanges everyPixelBy100() {
    long all = SIDE * SIDE;
    return new UnpaintedChanges(1, 1, 1, 100, 100, Optional.of(new PixelCounts(all, all, all)));
  }

  private int[] samples() throws IOException {
    return Picture.decoded(out.toByteArray()).samples();
  }

  private static TestPng flat(ColorType type, int side, int sample) {
    int[] samples = new int[side * side * type.channels()];
    Arrays.fill(samples, sample);
    return TestPng.of(type, 8, side, side).samples(samples);
  }
}
