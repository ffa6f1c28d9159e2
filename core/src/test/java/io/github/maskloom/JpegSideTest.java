package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A side that no JPEG can have is refused before anything is opened to be written. */
class JpegSideTest {
  private static final int ALLOWED = 65_500;
  private static final byte[] WIDE = TestPng.of(ColorType.GRAY, 1, ALLOWED + 1, 1).encode();
  private static final byte[] HIGH = TestPng.of(ColorType.GRAY, 1, 1, ALLOWED + 1).encode();
  private static final byte[] SMALL = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();

  private static final MaskCompositor COMPOSITOR =
      MaskCompositor.create()
          .withFormat(OutputFormat.JPEG)
          .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH));
  private static final PhotoRestorer RESTORER =
      PhotoRestorer.create().withFormat(OutputFormat.JPEG);
  private static final ImagePreparer PREPARER =
      ImagePreparer.create().withFormat(OutputFormat.JPEG).withPassThrough(false);

  /** Opening it would fail otherwise. */
  private static final ImageTarget UNTOUCHED =
      ImageTarget.of(Path.of("a folder that does not exist", "result.jpg"));

  private static final ImageSource UNREAD =
      ImageSource.reopening(
          () -> {
            throw new AssertionError("a second image was opened");
          });

  private static ImageSource source(byte[] file) {
    return ImageSource.of(file);
  }

  private static WindowSource rows() {
    ImageGeometry geometry = ImageGeometry.of(ALLOWED + 1, 1, 3, 8);
    return TestRows.reader(geometry, new int[geometry.rowSamples()]);
  }

  private static WindowSource mask() {
    return TestRows.reader(ImageGeometry.of(1, 1, 4, 8), new int[4]);
  }

  static Stream<Named<ThrowingCallable>> doors() {
    return Stream.of(
        Named.of("wide", () -> COMPOSITOR.composite(source(WIDE), UNREAD, UNTOUCHED)),
        Named.of("high", () -> COMPOSITOR.composite(source(HIGH), UNREAD, UNTOUCHED)),
        Named.of("rows", () -> COMPOSITOR.composite(rows(), UNREAD, UNTOUCHED)),
        Named.of("rows and mask rows", () -> COMPOSITOR.composite(rows(), mask(), UNTOUCHED)),
        Named.of(
            "composite and prepare",
            () -> COMPOSITOR.composite(source(WIDE), source(SMALL), PREPARER, UNTOUCHED)),
        Named.of("restore", () -> RESTORER.restore(source(WIDE), UNREAD, UNREAD, UNTOUCHED)),
        Named.of("heap of a restoration", () -> RESTORER.explain(source(WIDE), UNREAD)),
        Named.of("prepare", () -> PREPARER.prepare(source(WIDE), UNTOUCHED)),
        Named.of("prepare rows", () -> PREPARER.prepare(rows(), UNTOUCHED)));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void isRefusedAtEveryDoor(ThrowingCallable call) {
    assertThatExceptionOfType(ImageLimitException.class)
        .isThrownBy(call)
        .withMessageContaining("maxJpegSide")
        .withMessageContaining("65501")
        .withMessageContaining("65500")
        .satisfies(
            e -> {
              assertThat(e.limit()).isEqualTo("maxJpegSide");
              assertThat(e.asked()).isEqualTo(ALLOWED + 1);
              assertThat(e.allowed()).isEqualTo(ALLOWED);
            });
  }

  @Test
  void isNoMatterToPngNorToAPreparer() {
    assertThatCode(
            () ->
                MaskCompositor.create()
                    .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
                    .composite(source(WIDE), source(SMALL), Made.NOWHERE))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                ImagePreparer.create()
                    .withFormat(OutputFormat.JPEG)
                    .withMaxSide(1000)
                    .prepare(source(WIDE), Made.NOWHERE))
        .doesNotThrowAnyException();
  }

  @Test
  void mayBeTheLargestThatAJpegCanHave() throws IOException {
    byte[] largest = TestPng.of(ColorType.GRAY, 1, ALLOWED, 1).encode();

    assertThat(COMPOSITOR.composite(source(largest), source(SMALL), Made.NOWHERE).bytes().output())
        .isPositive();
  }
}
