package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded images of every kind, composited and decoded again, equal the naive reference. */
class CompositeFormatsTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 7;

  static Stream<MaskConvention> conventions() {
    return Stream.of(
        MaskConvention.PAINTED_EVERYWHERE,
        MaskConvention.WHITE_EDITS,
        MaskConvention.TRANSPARENT_EDITS,
        MaskConvention.binary(100));
  }

  @ParameterizedTest
  @MethodSource("conventions")
  void everyKindOfPngTakesEveryKindOfMask(MaskConvention convention) throws IOException {
    ReferenceCompositor reference = reference(convention);
    MaskCompositor compositor = MaskCompositor.create().withConvention(convention);
    for (TestPng photo : kinds(WIDTH, HEIGHT)) {
      for (TestPng mask : kinds(WIDTH, HEIGHT)) {
        if (convention.equals(MaskConvention.TRANSPARENT_EDITS) && !mask.geometry().hasAlpha()) {
          continue;
        }
        Picture expected = reference.composite(picture(photo), picture(mask));

        Picture actual = composite(compositor, photo.encode(), mask.encode());

        assertThat(actual.geometry()).isEqualTo(expected.geometry());
        assertThat(actual.samples())
            .as("photo %s, mask %s", photo.geometry(), mask.geometry())
            .isEqualTo(expected.samples());
      }
    }
  }

  /** Scaling itself is compared with a naive one elsewhere. */
  @ParameterizedTest
  @MethodSource("conventions")
  void aMaskOfAnotherSizeIsDecidedFirstAndScaledThen(MaskConvention convention) throws IOException {
    ReferenceCompositor reference = reference(convention);
    ReferenceCompositor white = reference(MaskConvention.WHITE_EDITS);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withConvention(convention).withFit(MaskFit.STRETCH));
    TestPng photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT);
    for (int[] size : new int[][] {{1, 1}, {4, 20}, {30, 3}, {9, 8}, {50, 50}}) {
      for (TestPng mask : kinds(size[0], size[1])) {
        if (convention.equals(MaskConvention.TRANSPARENT_EDITS) && !mask.geometry().hasAlpha()) {
          continue;
        }
        boolean painted = convention.isPainted();
        boolean covers = !painted || mask.geometry().hasAlpha();
        Picture decided = painted ? picture(mask) : reference.coverage(picture(mask));
        WindowReader scaled =
            ScaledRows.stage(
                    Stage.of("", TestRows.reader(decided.geometry(), decided.samples()), Cost.NONE),
                    Area.of(decided.geometry()),
                    Area.of(WIDTH, HEIGHT),
                    covers ? Averaging.COVERAGE : Averaging.SAMPLES)
                .open(new Scope(WorkOptions.DEFAULT));
        Picture scaledMask = new Picture(scaled.geometry(), TestRows.drain(scaled, 3));

        Picture actual = composite(compositor, photo.encode(), mask.encode());

        assertThat(actual.samples())
            .isEqualTo(
                (painted ? reference : white).composite(picture(photo), scaledMask).samples());
      }
    }
  }

  private static ReferenceCompositor reference(MaskConvention convention) {
    return new ReferenceCompositor(convention, Brush.BLUE, Rounding.TRUNCATE);
  }

  @Test
  void sourcesOfEveryKindGiveTheSameResult() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
    byte[] interlaced = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(true).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).randomSamples(2).encode();
    String base64 = Base64.getMimeEncoder().encodeToString(photo);
    int[] expected = composite(MaskCompositor.create(), photo, mask).samples();
    for (ImageSource source :
        List.of(
            ImageSource.reopening(() -> new ByteArrayInputStream(photo)),
            Made.once(photo),
            Made.once(interlaced),
            ImageSource.of(interlaced),
            ImageSource.dataUrl(base64),
            ImageSource.dataUrl("data:image/png;base64," + base64))) {
      assertThat(Made.composite(MaskCompositor.create(), source, ImageSource.of(mask)).samples())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegPhotoGivesAPngOfItsDecodedPixels(boolean progressive) throws IOException {
    byte[] photo = progressive ? TestJpegs.progressive(33, 17, 3) : TestJpegs.baseline(33, 17, 3);
    ImageSource mask = ImageSource.of(Drawn.blank(33, 17));
    MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.PNG);
    int[] expected = Drawn.unsigned(TestJpegs.samplesByImageIo(photo));
    assertThat(Made.composite(compositor, ImageSource.of(photo), mask).samples())
        .isEqualTo(expected);
    assertThat(Made.composite(compositor, Made.once(photo), mask).samples()).isEqualTo(expected);
  }

  @Test
  void aCompositeCanBePreparedInTheSamePass() throws IOException {
    byte[] photo = TestJpegs.baseline(120, 80, 3);
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 120, 80).encode();
    ImagePreparer preparer = ImagePreparer.create().withFormat(OutputFormat.JPEG).withMaxSide(50);
    MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.PNG);
    byte[] composite = Made.composite(compositor, photo, mask).file();
    Made<PreparedComposite> made = Made.scene(compositor, photo, mask, preparer);
    assertThat(made.file()).isEqualTo(Made.prepare(preparer, composite).file());
    assertThat(made.report().prepared().width()).isEqualTo(50);
    assertThat(made.report().composite().geometry().width()).isEqualTo(120);
    assertThat(made.report().composite().mask().paintedPixels()).isPositive();
  }

  @Test
  void aMaskThatIsBrokenAtItsEndLeavesNothingPrepared(@TempDir Path folder) throws IOException {
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 20, 20).encode();
    mask[mask.length - 14] ^= 1;
    Path target = folder.resolve("out.jpg");

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(
                        ImageSource.of(TestJpegs.baseline(20, 20, 3)),
                        ImageSource.of(mask),
                        ImagePreparer.create(),
                        ImageTarget.of(target)))
        .isInstanceOfSatisfying(
            ImageFormatException.class, e -> assertThat(e.image()).contains("mask"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aJpegResultIsFlattenedOntoItsBackground() throws IOException {
    byte[] photo = Drawn.blank(WIDTH, HEIGHT);
    MaskCompositor compositor =
        MaskCompositor.create().withFormat(new OutputFormat.Jpeg(100, 0xFF0000));

    Picture actual = composite(compositor, photo, Drawn.blank(WIDTH, HEIGHT));

    assertThat(actual.geometry().bands()).isEqualTo(3);
    for (int i = 0; i < actual.samples().length; i += 3) {
      assertThat(actual.samples()[i]).isGreaterThan(250);
      assertThat(actual.samples()[i + 1]).isLessThan(5);
    }
  }

  @Test
  void aGrayPhotoStaysGrayUnlessPaintOrBackgroundHasColor() throws IOException {
    byte[] gray = TestPng.of(ColorType.GRAY_ALPHA, 8, WIDTH, HEIGHT).encode();
    byte[] grayMask = TestPng.of(ColorType.GRAY_ALPHA, 8, WIDTH, HEIGHT).encode();
    byte[] colorMask = Drawn.blank(WIDTH, HEIGHT);
    MaskCompositor white = MaskCompositor.create().withFormat(OutputFormat.JPEG);
    MaskCompositor red = MaskCompositor.create().withFormat(new OutputFormat.Jpeg(90, 0xFF0000));

    assertThat(composite(MaskCompositor.create(), gray, grayMask).geometry().bands()).isEqualTo(2);
    assertThat(composite(MaskCompositor.create(), gray, colorMask).geometry().bands()).isEqualTo(4);
    assertThat(composite(white, gray, grayMask).geometry().bands()).isEqualTo(1);
    assertThat(composite(red, gray, grayMask).geometry().bands()).isEqualTo(3);
  }

  /** Every color type and depth, with and without transparency, interlaced or not in turn. */
  private static List<TestPng> kinds(int width, int height) {
    List<TestPng> kinds = new ArrayList<>();
    for (ColorType type : ColorType.values()) {
      for (int depth : new int[] {1, 2, 4, 8, 16}) {
        if (type.allows(depth)) {
          long seed = kinds.size();
          boolean interlaced = kinds.size() % 3 == 0;
          kinds.add(
              TestPng.of(type, depth, width, height).randomSamples(seed).interlaced(interlaced));
          TestPng transparent = TestPng.of(type, depth, width, height).randomSamples(~seed);
          if (type == ColorType.PALETTE) {
            kinds.add(transparent.paletteAlpha((byte) 0, (byte) 130));
          } else if (type == ColorType.GRAY || type == ColorType.RGB) {
            kinds.add(transparent.transparentColorOf(0));
          }
        }
      }
    }
    return kinds;
  }

  private static Picture picture(TestPng png) {
    return new Picture(png.geometry(), png.delivered());
  }

  private static Picture composite(MaskCompositor compositor, byte[] photo, byte[] mask)
      throws IOException {
    Made<CompositeReport> made = Made.composite(compositor, photo, mask);
    assertThat(made.report().bytes().output()).isEqualTo(made.file().length);
    return made.picture();
  }
}
