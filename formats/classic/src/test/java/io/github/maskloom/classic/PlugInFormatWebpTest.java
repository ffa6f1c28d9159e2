package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * WebP through the plug-in that is on the tests' class path. The files in {@code resources/webp},
 * 37 by 23 pixels of a gradient with noise, were made with {@code cwebp} 1.5.0, {@code -q 80} or
 * {@code -lossless}.
 */
class PlugInFormatWebpTest {
  @ParameterizedTest
  @ValueSource(strings = {"lossy", "lossless", "lossy-alpha", "lossless-alpha"})
  void equalsWhatThePlugInReads(String name) throws IOException {
    byte[] file = ForeignFiles.webp(name);
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
    int bands = name.endsWith("alpha") ? 4 : 3;
    for (int windowRows : new int[] {1, 5, 100}) {
      try (EncodedImage image = OpenedImage.of(file)) {
        ImageGeometry geometry = image.rows().geometry();

        assertThat(geometry).isEqualTo(ImageGeometry.of(37, 23, bands, 8));
        assertThat(TestRows.drain(image.rows(), windowRows))
            .isEqualTo(TestImages.samples(expected, geometry));
      }
    }
  }

  @Test
  void isRefusedBeforeItIsDecodedIfItWouldTakeTooMuch() throws IOException {
    byte[] file = ForeignFiles.webp("lossy-alpha");
    int needed = 37 * 23 * 4 * 3;

    OpenedImage.of(file, ImageLimits.DEFAULT.withMaxHeldBytes(needed)).close();
    assertThatThrownBy(() -> OpenedImage.of(file, ImageLimits.DEFAULT.withMaxHeldBytes(needed - 1)))
        .isInstanceOfSatisfying(
            ImageLimitException.class,
            e -> {
              assertThat(e.limit()).isEqualTo("maxHeldBytes");
              assertThat(e.asked()).isEqualTo(needed);
            });
    assertThatThrownBy(() -> OpenedImage.of(file, ImageLimits.DEFAULT.withMaxWidth(36)))
        .isInstanceOf(ImageLimitException.class);
  }

  @Test
  void isRefusedIfItIsShorterThanItSays() throws IOException {
    byte[] file = ForeignFiles.webp("lossless");

    assertThatThrownBy(() -> OpenedImage.of(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the file ends before the image does");
  }

  @Test
  void aFrameLargerThanTheImageIsRefused() throws IOException {
    byte[] file = ForeignFiles.webp("lossy");
    ByteBuffer frame = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    frame.putShort(26, (short) 9_000).putShort(28, (short) 9_000);

    assertThatThrownBy(() -> OpenedImage.of(file))
        .isInstanceOfSatisfying(
            ImageLimitException.class, e -> assertThat(e.limit()).isEqualTo("maxHeldBytes"));
  }

  @Test
  void isTurnedUprightByItsExif() throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6);
    byte[] file = ForeignFiles.webp("lossy-alpha");
    ByteBuffer tagged =
        ByteBuffer.allocate(file.length + 8 + exif.length + exif.length % 2)
            .order(ByteOrder.LITTLE_ENDIAN);
    tagged.put(file).put("EXIF".getBytes(US_ASCII)).putInt(exif.length).put(exif);
    tagged.putInt(4, tagged.capacity() - 8);

    try (EncodedImage image = OpenedImage.of(tagged.array())) {
      assertThat(image.rows().geometry()).isEqualTo(ImageGeometry.of(23, 37, 4, 8));
      assertThat(image.rows().metadata().exif()).isPresent();
      assertThat(image.description().orientation()).isEqualTo(6);
    }
  }
}
