package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image that asks for more than its limits is refused, however its bytes come. */
class CompositeLimitsTest {
  private static final int HEADER_BYTES = 33;
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, 3, 3).encode();
  private static final byte[] PHOTO = TestPng.of(ColorType.RGB, 8, 40, 40).encode();
  private static final byte[] INTERLACED =
      TestPng.of(ColorType.RGB, 8, 40, 40).interlaced(true).encode();

  /** 250000 pixels in some hundred bytes. */
  private static final byte[] EMPTY =
      TestPng.of(ColorType.GRAY, 8, 500, 500).samples(new int[250_000]).encode();

  static Stream<ImageSource> emptyImages() {
    return Stream.of(
        ImageSource.of(EMPTY),
        Made.once(EMPTY),
        ImageSource.reopening(() -> new ByteArrayInputStream(EMPTY)));
  }

  @ParameterizedTest
  @MethodSource("emptyImages")
  void refusesManyPixelsInFewBytes(ImageSource photo) {
    ImageLimits tight = ImageLimits.DEFAULT.withMaxPixelsPerByte(100);

    ImageLimitException refused = refused(photo, tight);

    assertThat(refused.limit()).isEqualTo("maxPixelsPerByte");
    assertThat(refused.allowed()).isEqualTo(100);
    assertThat(refused.image()).contains("photo");
  }

  @Test
  void acceptsTheEmptiestPngByDefault() throws IOException {
    int[] white = new int[4000 * 1000];
    byte[] empty = TestPng.of(ColorType.GRAY, 1, 4000, 1000).samples(white).encode();

    CompositeReport report = composite(ImageSource.of(empty), ImageLimits.DEFAULT);

    assertThat(report.geometry().pixels() / empty.length).isGreaterThan(1_000);
  }

  @Test
  void refusesAFileThatIsTooLargeWithoutReadingIt() {
    ImageSource photo =
        ImageSource.reopening(
            () -> {
              throw new AssertionError("nothing is to be read");
            },
            1_001);

    ImageLimitException refused = refused(photo, ImageLimits.DEFAULT.withMaxInputBytes(1_000));

    assertThat(refused.limit()).isEqualTo("maxInputBytes");
    assertThat(refused.asked()).isEqualTo(1_001);
  }

  @Test
  void refusesAnEndlessStreamWhereItPassesTheLimit() {
    ImageSource photo = ImageSource.once(endlessChunk());

    ImageLimitException refused = refused(photo, ImageLimits.DEFAULT.withMaxInputBytes(1 << 20));

    assertThat(refused.limit()).isEqualTo("maxInputBytes");
  }

  @Test
  void countsEachPassOverAnImageAnew() throws IOException {
    ImageLimits exact = ImageLimits.DEFAULT.withMaxInputBytes(INTERLACED.length);

    CompositeReport report = composite(ImageSource.of(INTERLACED), exact);

    assertThat(report.bytes().photo()).isGreaterThan(INTERLACED.length);
  }

  @Test
  void refusesMoreChunksThanAllowed() {
    byte[] many = TestPng.of(ColorType.RGB, 8, 40, 40).idatBytes(10).encode();

    assertThat(refused(ImageSource.of(many), ImageLimits.DEFAULT.withMaxParts(100)).limit())
        .isEqualTo("maxParts");
  }

  @Test
  void refusesWhatWouldFillTheTemporaryFolder() {
    byte[] turned = Drawn.turned(6, TestJpegs.baseline(40, 20, 3));

    ImageLimitException rows =
        refused(ImageSource.of(turned), ImageLimits.DEFAULT.withMaxSpoolBytes(2_399));
    ImageLimitException copy =
        refused(Made.once(turned), ImageLimits.DEFAULT.withMaxSpoolBytes(100));

    assertThat(rows.limit()).isEqualTo("maxSpoolBytes");
    assertThat(rows.asked()).isEqualTo(40 * 20 * 3);
    assertThat(copy.limit()).isEqualTo("maxSpoolBytes");
  }

  @Test
  void stopsWhenTheTimeIsOverWhileBytesAreRead() {
    ImageSource photo = ImageSource.once(endlessChunk());

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withWork(WorkOptions.DEFAULT.withTimeout(Duration.ofMillis(1)))
                    .composite(photo, ImageSource.of(MASK), Made.NOWHERE))
        .isInstanceOf(CancelledException.class);
  }

  private static ImageLimitException refused(ImageSource photo, ImageLimits limits) {
    ImageLimitException refused =
        catchThrowableOfType(ImageLimitException.class, () -> composite(photo, limits));
    assertThat(refused).isNotNull();
    assertThat(refused).hasMessageContaining(refused.limit());
    assertThat(refused).hasMessageContaining(String.valueOf(refused.allowed()));
    return refused;
  }

  private static CompositeReport composite(ImageSource photo, ImageLimits limits)
      throws IOException {
    return MaskCompositor.create()
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .withReading(ReadOptions.DEFAULT.withLimits(limits))
        .composite(photo, ImageSource.of(MASK), Made.NOWHERE);
  }

  /** A PNG whose second chunk claims two gigabytes, and goes on for ever. */
  private static InputStream endlessChunk() {
    byte[] chunkHead = {0x7F, -1, -1, -1, 't', 'E', 'X', 't'};
    return new SequenceInputStream(
        new SequenceInputStream(
            new ByteArrayInputStream(PHOTO, 0, HEADER_BYTES), new ByteArrayInputStream(chunkHead)),
        new Zeros());
  }

  private static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, (byte) 0);
      return length;
    }
  }
}
