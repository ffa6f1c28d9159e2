package io.github.maskloom.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.RasterWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format that implements what it must and no more. */
class InstalledFormatTest {
  private static final int WIDTH = 5;
  private static final int HEIGHT = 3;

  @TempDir Path folder;

  private final byte[] image = image(WIDTH, HEIGHT);

  @Test
  void isFoundByItsBytesItsEndingAndItsMediaType() {
    ImageFormats formats = ImageFormats.installed();

    assertThat(formats.of(image)).containsInstanceOf(TinyFormat.class);
    assertThat(formats.ofExtension("tiny")).containsInstanceOf(TinyFormat.class);
    assertThat(formats.mediaTypes()).contains("image/x-tiny");
    assertThat(formats.written()).noneMatch(TinyFormat.class::isInstance);
  }

  @Test
  void isReadFromEverySource() throws IOException {
    Path file = Files.write(folder.resolve("image.tiny"), image);
    for (ImageSource source :
        List.of(
            ImageSource.of(image),
            ImageSource.of(file),
            ImageSource.once(new ByteArrayInputStream(image)))) {
      try (EncodedImage opened = open(source, ImageLimits.DEFAULT)) {
        assertThat(opened.description().format()).isEqualTo("Tiny");
        assertThat(opened.countFrames()).isEqualTo(1);
        assertThat(samples(opened))
            .isEqualTo(Arrays.copyOfRange(image, image.length - WIDTH * HEIGHT, image.length));
      }
    }
  }

  @Test
  void isHeldToTheLimitsThoughItAsksForNone() {
    ImageSource large = ImageSource.of(Arrays.copyOf(image(60_000, 60_000), 100));

    assertThatThrownBy(() -> open(large, ImageLimits.DEFAULT))
        .isInstanceOf(ImageLimitException.class);
  }

  @Test
  void isNamedWhereOtherBytesAreRefused() {
    assertThatThrownBy(() -> open(ImageSource.of(new byte[40]), ImageLimits.DEFAULT))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the bytes are not a Tiny or raw");
  }

  private static EncodedImage open(ImageSource source, ImageLimits limits) throws IOException {
    return EncodedImage.open(source, limits, DamagePolicy.STRICT, CancelSignal.NEVER);
  }

  private static byte[] samples(EncodedImage opened) throws IOException {
    ByteBuffer samples = ByteBuffer.allocate(WIDTH * HEIGHT);
    opened
        .rows()
        .push(2, (RasterWindow window) -> samples.put(window.bytes(), 0, WIDTH * window.rows()));
    return samples.array();
  }

  private static byte[] image(int width, int height) {
    ByteBuffer bytes = ByteBuffer.allocate(TinyFormat.SIGNATURE.length + 4 + WIDTH * HEIGHT);
    bytes.put(TinyFormat.SIGNATURE).putShort((short) width).putShort((short) height);
    for (byte sample = 1; bytes.hasRemaining(); sample++) {
      bytes.put(sample);
    }
    return bytes.array();
  }
}
