package io.github.maskloom.prepare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images without what tells where, when and with what they were made. */
class BareImagesTest {
  private static final int GPS = 0x8825;
  private static final int MAKER_NOTE = 0x927C;
  private static final int SRGB_INTENT = 1;
  private static final String SECRET = "48 deg 51' N";
  private static final byte[] BASELINE = TestJpegs.baseline(64, 48, 3);
  private static final byte[] PROGRESSIVE = TestJpegs.progressive(64, 48, 3);
  private static final byte[] PNG = TestPng.of(ColorType.RGB, 8, 64, 48).encode();

  private static byte[] secret(String before) {
    return (before + SECRET).getBytes(ISO_8859_1);
  }

  private static byte[] exif(int directory, int tag) {
    byte[] block = ExifBlocks.withDirectory(ByteOrder.BIG_ENDIAN, directory, tag, secret(""));
    block[ExifBlocks.ORIENTATION_AT + 1] = 1;
    return block;
  }

  private static byte[] jpeg(byte[] plain) {
    byte[] photo = JpegEdits.withExif(plain, exif(GPS, 2));
    photo = JpegEdits.withSegment(photo, 0xE1, secret("http://ns.adobe.com/xap/1.0/\0<x>"));
    photo = JpegEdits.withSegment(photo, 0xE2, secret("MPF\0"));
    photo = JpegEdits.withSegment(photo, 0xED, secret("Photoshop 3.0\0"));
    photo = JpegEdits.withSegment(photo, 0xFE, secret(""));
    return Bytes.concat(photo, BASELINE, secret(""));
  }

  private static byte[] png(byte[] plain) {
    byte[] photo = PngFiles.withChunk(plain, "eXIf", exif(0x8769, MAKER_NOTE));
    photo = PngFiles.withChunk(photo, "tEXt", secret("Comment\0"));
    photo = PngFiles.withChunk(photo, "iTXt", secret("XML:com.adobe.xmp\0\0\0\0\0"));
    photo = PngFiles.withChunk(photo, "prVt", secret(""));
    return Bytes.concat(photo, secret(""));
  }

  private static final OutputOptions BARE =
      OutputOptions.DEFAULT.withMetadata(OutputOptions.Metadata.NOTHING);

  static Stream<Arguments> photos() {
    byte[] srgb = PngFiles.withChunk(PNG, "sRGB", new byte[] {SRGB_INTENT});
    return Stream.of(
        Arguments.of(Named.of("baseline", jpeg(BASELINE)), BASELINE),
        Arguments.of(Named.of("progressive", jpeg(PROGRESSIVE)), PROGRESSIVE),
        Arguments.of(Named.of("PNG", png(srgb)), srgb));
  }

  @ParameterizedTest
  @MethodSource("photos")
  void whatFitsIsCopiedWithoutThem(byte[] photo, byte[] plain) throws IOException {
    Made<PrepareReport> made = Made.prepare(ImagePreparer.create().withOutput(BARE), photo);
    assertThat(new String(photo, ISO_8859_1)).contains(SECRET);
    assertThat(made.file()).isEqualTo(plain);
    assertThat(made.report().passedThrough()).isTrue();
    assertThat(made.report().bytes()).isEqualTo(plain.length);
  }

  static Stream<byte[]> photosThatHideBytes() {
    byte[] hidden = secret("behind the last block ");
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
    return Stream.of(
        JpegEdits.withSegment(BASELINE, 0xDC, hidden),
        beforeTheEnd(BASELINE, hidden),
        beforeTheEnd(PROGRESSIVE, hidden),
        beforeTheEnd(BASELINE, Bytes.concat(scan, hidden)),
        beforeTheEnd(PROGRESSIVE, Bytes.concat(scan, hidden)));
  }

  private static byte[] beforeTheEnd(byte[] jpeg, byte[] hidden) {
    int end = jpeg.length - 2;
    return Bytes.concat(
        Arrays.copyOf(jpeg, end), hidden, Arrays.copyOfRange(jpeg, end, jpeg.length));
  }

  @ParameterizedTest
  @MethodSource("photosThatHideBytes")
  void whatNoPixelNeedsIsNotCopied(byte[] photo) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();

    try {
      ImagePreparer.create()
          .withOutput(BARE)
          .prepare(ImageSource.of(photo), ImageTarget.of(result));
    } catch (ImageFormatException e) {
      assertThat(e).hasMessageContaining("SOS");
    }

    assertThat(new String(result.toByteArray(), ISO_8859_1)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @MethodSource("photos")
  void whatIsEncodedIsEncodedWithoutThem(byte[] photo, byte[] plain) throws IOException {
    for (OutputFormat format : new OutputFormat[] {OutputFormat.JPEG, OutputFormat.PNG}) {
      for (int side : new int[] {64, 40}) {
        ImagePreparer options =
            ImagePreparer.create()
                .withOutput(BARE.withFormat(format))
                .withPassThrough(false)
                .withMaxSide(side);

        Made<PrepareReport> made = Made.prepare(options, photo);
        assertThat(made.text()).doesNotContain(SECRET, "Exif");
        assertThat(made.samples()).isEqualTo(Made.prepare(options, plain).samples());
      }
    }
  }
}
