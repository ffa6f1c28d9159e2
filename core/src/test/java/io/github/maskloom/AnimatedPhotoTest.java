package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.SeedImages;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Of an animation the first frame is painted over, and the report says so. */
class AnimatedPhotoTest {
  @Test
  void theFramesOfAnAnimatedPngAreCounted() throws IOException {
    byte[] control = ByteBuffer.allocate(8).putInt(7).putInt(0).array();
    TestPng photo = TestPng.of(ColorType.RGB, 8, 3, 2).chunk("acTL", control);

    assertThat(frames(photo.encode(), photo.geometry())).isEqualTo(7);
  }

  @Test
  void theFramesOfAGifAreCounted() throws IOException {
    byte[] gif = SeedImages.GIF.files().get(0);
    int afterHead = 13 + 3 * 256;
    byte[] frame = Arrays.copyOfRange(gif, afterHead, gif.length - 1);
    byte[] two = Arrays.copyOf(gif, gif.length + frame.length);
    System.arraycopy(frame, 0, two, gif.length - 1, frame.length);
    two[two.length - 1] = ';';
    ImageGeometry size = ImageInfo.read(ImageSource.of(gif)).geometry();

    assertThat(frames(gif, size)).isEqualTo(1);
    assertThat(frames(two, size)).isEqualTo(2);
  }

  private static int frames(byte[] photo, ImageGeometry size) throws IOException {
    byte[] mask = TestPng.of(ColorType.RGBA, 8, size.width(), size.height()).encode();
    CompositeReport report =
        MaskCompositor.create()
            .composite(
                ImageSource.of(photo),
                ImageSource.of(mask),
                ImageTarget.of(new ByteArrayOutputStream()).named("a.png"));
    return report.kept().metadata().frames();
  }
}
