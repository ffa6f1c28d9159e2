package io.github.maskloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of EXIF comes into a JPEG: never the thumbnail, which shows the photo before its paint. */
class JpegExifTest {
  private static final byte[] THUMBNAIL = ExifBlocks.thumbnail(500);
  private static final byte[] EXIF = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 1, THUMBNAIL);
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();

  static Stream<Named<byte[]>> photos() {
    return Stream.of(
        Named.of("baseline", JpegEdits.withExif(TestJpegs.baseline(24, 18, 3), EXIF)),
        Named.of("progressive", JpegEdits.withExif(TestJpegs.progressive(24, 18, 3), EXIF)),
        Named.of("PNG", TestPng.of(ColorType.RGB, 8, 24, 18).chunk("eXIf", EXIF).encode()));
  }

  private static byte[] composite(byte[] photo) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor.create()
        .withFormat(OutputFormat.JPEG)
        .composite(ImageSource.of(photo), ImageSource.of(MASK), ImageTarget.of(out));
    return out.toByteArray();
  }

  private static byte[] prepare(byte[] photo) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImagePreparer.create()
        .withFormat(OutputFormat.JPEG)
        .withPassThrough(false)
        .prepare(ImageSource.of(photo), ImageTarget.of(out));
    return out.toByteArray();
  }

  private static Optional<byte[]> exif(byte[] file) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(file), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      return image.rows().metadata().exif();
    }
  }

  @ParameterizedTest
  @MethodSource("photos")
  void comesWithoutItsThumbnail(byte[] photo) throws IOException {
    for (byte[] result : new byte[][] {composite(photo), prepare(photo)}) {
      assertThat(Bytes.indexOf(result, THUMBNAIL)).isNegative();
      assertThat(exif(result))
          .contains(Arrays.copyOf(Arrays.copyOf(EXIF, ExifBlocks.LINK_AT), 26))
          .isPresent();
    }
  }

  @Test
  void isNotCarriedIfItIsNoTiff() throws IOException {
    byte[] junk = "This is no EXIF block at all".getBytes(UTF_8);
    byte[] photo = JpegEdits.withExif(TestJpegs.baseline(24, 18, 3), junk);

    assertThat(exif(photo)).isEmpty();
    assertThat(Bytes.indexOf(composite(photo), junk)).isNegative();
  }

  @Test
  void isFoundBehindASegmentThatOnlyHasItsName() throws IOException {
    byte[] photo = JpegEdits.withExif(TestJpegs.baseline(24, 18, 3), EXIF);
    byte[] both = JpegEdits.withExif(photo, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThat(exif(both)).contains(EXIF);
  }
}
