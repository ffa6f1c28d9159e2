package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SeedImages;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageInfoTest {
  private static ImageInfo read(byte[] file) throws IOException {
    return ImageInfo.read(ImageSource.of(file));
  }

  @Test
  void tellsAPng() throws IOException {
    ImageInfo info = read(TestPng.of(ColorType.GRAY_ALPHA, 16, 30, 20).encode());

    assertThat(info.format()).isEqualTo("PNG");
    assertThat(info.mediaType()).isEqualTo("image/png");
    assertThat(info.geometry()).isEqualTo(ImageGeometry.of(30, 20, 2, 16));
    assertThat(info.orientation()).isEqualTo(1);
    assertThat(info.frames()).isEqualTo(1);
    assertThat(info.streamable()).isTrue();
    assertThat(info.heapBytes()).isBetween(150_000L, 400_000L);
    assertThat(info.spoolBytes()).isZero();
  }

  @Test
  void anInterlacedPngTakesMoreHeapAndNoFile() throws IOException {
    ImageInfo info = read(TestPng.of(ColorType.RGB, 8, 30, 20).interlaced(true).encode());

    assertThat(info.heapBytes()).isBetween(1_200_000L, 2_000_000L);
    assertThat(info.streamable()).isTrue();
  }

  /** Of an animation the first frame is painted over, and the report says so. */
  private static void assertFrames(byte[] file, int frames) throws IOException {
    ImageInfo info = read(file);
    assertThat(info.frames()).isEqualTo(frames);
    byte[] mask =
        Drawn.painted(info.geometry().width(), info.geometry().height(), i -> 128 * (i % 2));
    MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.PNG);
    assertThat(Made.composite(compositor, file, mask).report().kept().metadata().frames())
        .isEqualTo(frames);
  }

  @Test
  void countsTheFramesOfAnAnimation() throws IOException {
    byte[] control = ByteBuffer.allocate(8).putInt(7).putInt(0).array();
    assertFrames(TestPng.of(ColorType.RGB, 8, 3, 2).chunk("acTL", control).encode(), 7);
  }

  @Test
  void tellsAJpegWithItsProfile() throws IOException {
    byte[] profile = new byte[300];

    ImageInfo info = read(JpegEdits.withProfile(TestJpegs.baseline(40, 24, 3), profile, 2));

    assertThat(info.format()).isEqualTo("JPEG");
    assertThat(info.mediaType()).isEqualTo("image/jpeg");
    assertThat(info.geometry()).isEqualTo(ImageGeometry.of(40, 24, 3, 8));
    assertThat(info.metadata().iccProfile()).hasValue(profile);
    assertThat(info.streamable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 40, 24, 0", "2, 40, 24, 0", "3, 40, 24, 2880", "6, 24, 40, 2880"})
  void tellsTheOrientationAndTheUprightSize(int orientation, int width, int height, long spoolBytes)
      throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);

    ImageInfo info = read(JpegEdits.withExif(TestJpegs.baseline(40, 24, 3), exif));

    assertThat(info.orientation()).isEqualTo(orientation);
    assertThat(info.geometry()).isEqualTo(ImageGeometry.of(width, height, 3, 8));
    assertThat(info.spoolBytes()).isEqualTo(spoolBytes);
    assertThat(info.streamable()).isEqualTo(spoolBytes == 0);
  }

  @Test
  void aProgressiveJpegTakesATemporaryFileForItsScans() throws IOException {
    byte[] jpeg = TestJpegs.progressive(40, 24, 3);

    ImageInfo info = read(jpeg);

    assertThat(info.streamable()).isFalse();
    assertThat(info.spoolBytes()).isEqualTo(jpeg.length);
  }

  @ParameterizedTest
  @CsvSource({"GIF, image/gif", "BMP, image/bmp", "TIFF, image/tiff", "WEBP, image/webp"})
  void tellsOtherFormats(SeedImages format, String mediaType) throws IOException {
    for (byte[] file : format.files()) {
      ImageInfo info = read(file);

      assertThat(info.format()).isEqualTo(format.name());
      assertThat(info.mediaType()).isEqualTo(mediaType);
      assertThat(info.frames()).isEqualTo(1);
      assertThat(info.geometry().width()).isPositive();
    }
  }

  @Test
  void countsTheFramesOfAGif() throws IOException {
    byte[] gif = SeedImages.GIF.files().get(0);
    int afterHead = 13 + 3 * 256;
    byte[] frame = Arrays.copyOfRange(gif, afterHead, gif.length - 1);
    byte[] three = Arrays.copyOf(gif, gif.length + 2 * frame.length);
    System.arraycopy(frame, 0, three, gif.length - 1, frame.length);
    System.arraycopy(frame, 0, three, gif.length - 1 + frame.length, frame.length);
    three[three.length - 1] = ';';

    assertFrames(gif, 1);
    assertFrames(three, 3);
  }

  @Test
  void readsNoPixels() throws IOException {
    byte[] png = TestPng.of(ColorType.RGB, 8, 30, 20).encode();
    byte[] withoutPixels = Arrays.copyOf(png, png.length / 2);

    assertThat(read(withoutPixels).geometry().width()).isEqualTo(30);
  }

  @Test
  void closesWhatItOpens() throws IOException {
    AtomicInteger open = new AtomicInteger();
    byte[] jpeg = TestJpegs.baseline(40, 24, 3);

    ImageInfo.read(ImageSource.reopening(() -> counted(jpeg, open)));
    assertThatThrownBy(
            () -> ImageInfo.read(ImageSource.reopening(() -> counted(new byte[9], open))))
        .isInstanceOf(ImageFormatException.class);

    assertThat(open).hasValue(0);
  }

  private static InputStream counted(byte[] bytes, AtomicInteger open) {
    open.incrementAndGet();
    return new ByteArrayInputStream(bytes) {
      private boolean closed;

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      }
    };
  }

  @Test
  void keepsToTheLimits() {
    byte[] png = TestPng.of(ColorType.RGB, 8, 30, 20).encode();

    assertThatThrownBy(
            () ->
                ImageInfo.read(
                    ImageSource.of(png),
                    ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxWidth(29))))
        .isInstanceOf(ImageLimitException.class);
  }
}
