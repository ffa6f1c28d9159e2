package io.github.maskloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output's format is what the target's name says, in every front door. */
class NamedOutputTest {
  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";

  @TempDir Path folder;
  private ImageSource png;
  private ImageSource jpeg;
  private ImageSource mask;

  @BeforeEach
  void encodeImages() {
    png = ImageSource.of(TestPng.of(ColorType.RGB, 8, 48, 32).encode());
    jpeg = ImageSource.of(TestJpegs.baseline(48, 32, 3));
    TestPng strokes = TestPng.of(ColorType.RGBA, 8, 48, 32);
    mask = ImageSource.of(strokes.encode());
  }

  /** A target that keeps its bytes, and fails where it must not be opened. */
  private static ImageTarget named(String name, ByteArrayOutputStream bytes) {
    ImageTarget target = ImageTarget.of(bytes);
    return name.isEmpty() ? target : target.named(name);
  }

  private ImageSource photo(String format) {
    return format.equals("png") ? png : jpeg;
  }

  private static String typeOf(byte[] image) {
    return image[0] == (byte) 0x89 ? PNG : JPEG;
  }

  /** Makes an image. */
  private interface Making {
    void to(ImageTarget target) throws IOException;
  }

  private static String typeUnder(String name, Making making) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    making.to(named(name, bytes));
    return typeOf(bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "png, a.png, image/png",
    "png, a.jpg, image/jpeg",
    "png, rooms.old/a, image/png",
    "png, '', image/png",
    "png, .jpg, image/png",
    "jpeg, a.PNG, image/png",
    "jpeg, a.JPeG, image/jpeg",
    "jpeg, a, image/jpeg",
    "jpeg, a., image/jpeg",
    "jpeg, '', image/jpeg"
  })
  void theNameSaysTheFormatAndElseThePhoto(String photo, String name, String type)
      throws IOException {
    ImagePreparer small = ImagePreparer.create().withMaxSide(20);
    ImageSource source = photo(photo);
    CompositeReport done =
        MaskCompositor.create().composite(source, mask, named(name, new ByteArrayOutputStream()));
    assertThat(done.mediaType()).contains(type);
    assertThat(done.strategy()).isEqualTo(type.endsWith(photo) ? Strategy.SPLICE : Strategy.STREAM);
    for (Making making :
        List.<Making>of(
            target -> MaskCompositor.create().composite(source, mask, target),
            target -> PhotoRestorer.create().restore(source, jpeg, mask, target),
            target -> small.prepare(source, target),
            target -> MaskCompositor.create().composite(source, mask, small, target))) {
      assertThat(typeUnder(name, making)).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.gif", "a.webp", "a.tmp", "a.1 final", "a.b/c.d"})
  void anotherExtensionIsRefusedBeforeAnythingIsOpened(String name) {
    ImageSource broken = ImageSource.of(folder.resolve("missing.png"));
    ImageTarget target = ImageTarget.of(new ByteArrayOutputStream()).named(name);
    String refusal =
        name
            + ": no image is written as "
            + name.substring(name.lastIndexOf('.'))
            + " here, only as .jpg, .jpeg, .jpe, .jfif, .png; rename it, or state the format";

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> MaskCompositor.create().composite(broken, broken, target),
            () -> PhotoRestorer.create().restore(broken, broken, broken, target),
            () -> ImagePreparer.create().prepare(broken, target),
            () ->
                MaskCompositor.create()
                    .composite(broken, broken, ImagePreparer.create(), target))) {
      assertThatIllegalArgumentException().isThrownBy(call).withMessage(refusal);
    }
  }

  @Test
  void aStatedFormatOverridesTheName() throws IOException {
    OutputFormat stated = OutputFormat.jpeg(90);
    MaskCompositor compositor = MaskCompositor.create().withFormat(stated);
    ImagePreparer preparer = ImagePreparer.create().withFormat(stated);
    assertThat(typeUnder("output.gif", target -> compositor.composite(png, mask, target)))
        .isEqualTo(JPEG);
    assertThat(typeUnder("output.gif", target -> preparer.prepare(png, target))).isEqualTo(JPEG);
  }

  @Test
  void rowsWithoutANameBecomeAPng() throws IOException {
    ByteArrayOutputStream unnamed = new ByteArrayOutputStream();
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    try (WindowReader rows = ImageRows.create().open(jpeg)) {
      MaskCompositor.create().composite(rows, mask, ImageTarget.of(unnamed));
    }
    try (WindowReader rows = ImageRows.create().open(jpeg);
        WindowReader strokes = ImageRows.create().open(mask)) {
      MaskCompositor.create().composite(rows, strokes, named("rooms/a.jpg", named));
    }

    assertThat(typeOf(unnamed.toByteArray())).isEqualTo(PNG);
    assertThat(typeOf(named.toByteArray())).isEqualTo(JPEG);
  }

  @Test
  void aSourceThatFitsPassesOnlyUnderANameOfItsFormat() throws IOException {
    ImagePreparer preparer = ImagePreparer.create();

    assertThat(preparer.prepare(png, named("a.png", new ByteArrayOutputStream())).passedThrough())
        .isTrue();
    assertThat(preparer.prepare(png, named("", new ByteArrayOutputStream())).passedThrough())
        .isTrue();
    assertThat(preparer.prepare(png, named("a.jpg", new ByteArrayOutputStream())).mediaType())
        .isEqualTo(JPEG);
  }

  @Test
  void aNameThatTheReceiverDoesNotAcceptIsRefused() {
    ImagePreparer preparer =
        ImagePreparer.create().withLimits(UploadLimits.NONE.withMediaTypes(JPEG));
    ImagePreparer masks =
        ImagePreparer.create().withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> preparer.prepare(png, named("a.png", new ByteArrayOutputStream())))
        .withMessage("a.png: image/png is not accepted, only [image/jpeg]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> masks.prepare(mask, named("a.jpg", new ByteArrayOutputStream())))
        .withMessage("a.jpg: a mask is written as .png only");
  }

  @Test
  void whereBytesAreLimitedTheQualityOfAJpegCanBeLowered() throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create().withMaxSide(40).withLimits(UploadLimits.NONE.withMaxBytes(9000));

    assertThat(preparer.prepare(png, ImageTarget.of(new ByteArrayOutputStream())).mediaType())
        .isEqualTo(JPEG);
    assertThat(preparer.prepare(png, named("a.png", new ByteArrayOutputStream())).mediaType())
        .isEqualTo(PNG);
  }

  @Test
  void aFileIsWrittenAsItIsCalled() throws IOException {
    Path photo =
        Files.write(folder.resolve("photo.png"), TestPng.of(ColorType.RGB, 8, 48, 32).encode());
    Path output = Files.write(folder.resolve("output.jpg"), "old".getBytes(UTF_8));
    Path refused = Files.write(folder.resolve("output.bmp"), "old".getBytes(UTF_8));

    MaskCompositor.create().composite(photo, mask, output);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskCompositor.create().composite(photo, mask, refused));

    assertThat(typeOf(Files.readAllBytes(output))).isEqualTo(JPEG);
    assertThat(refused).hasContent("old");
  }
}
