package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JPEG photo that is cut short is taken as far as it goes, if that was asked for. */
class CutJpegTest {
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();

  private static byte[] cut(boolean progressive) {
    byte[] jpeg = progressive ? TestJpegs.progressive(67, 45, 3) : TestJpegs.baseline(67, 45, 3);
    return Arrays.copyOf(jpeg, jpeg.length * 8 / 10);
  }

  private static ImageTarget nowhere() {
    return ImageTarget.of(OutputStream.nullOutputStream());
  }

  private static CompositeReport composite(DamagePolicy damage, ImageSource photo)
      throws IOException {
    return MaskCompositor.create()
        .withReading(ReadOptions.DEFAULT.withDamage(damage))
        .composite(photo, ImageSource.of(MASK), nowhere());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theReportCountsItsMissingRows(boolean progressive) throws IOException {
    byte[] photo = cut(progressive);
    ImageSource once = ImageSource.once(new ByteArrayInputStream(photo));

    assertThat(composite(DamagePolicy.LENIENT, ImageSource.of(photo)).kept().missingRows())
        .isBetween(1, 45);
    assertThat(composite(DamagePolicy.LENIENT, once).kept().missingRows()).isBetween(1, 45);
    assertThat(
            ImagePreparer.create()
                .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
                .prepare(ImageSource.of(photo), nowhere())
                .missingRows())
        .isBetween(1, 45);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itIsRefusedUnlessThatWasAskedFor(boolean progressive) {
    byte[] photo = cut(progressive);

    assertThatThrownBy(() -> composite(DamagePolicy.STRICT, ImageSource.of(photo)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the file ends before the image does");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMaskIsNeverTakenWithMissingRows(boolean progressive) {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 67, 45).encode();

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
                    .withConvention(MaskConvention.WHITE_EDITS)
                    .composite(ImageSource.of(photo), ImageSource.of(cut(progressive)), nowhere()))
        .isInstanceOf(ImageFormatException.class);
  }
}
