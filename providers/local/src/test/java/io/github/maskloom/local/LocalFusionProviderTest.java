package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.WALL;
import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.room;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.internal.RecordingCall;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the images of the local provider show. */
class LocalFusionProviderTest extends LocalFusing {
  @Test
  void standsTheFurnitureInThePaintedBox() throws IOException {
    BufferedImage result = fused(usual());

    // The pouf without its margins is 80 x 60, as the box is, but keeps 4 pixels from its edge.
    assertThat(blueness(result, 100, 80)).isGreaterThan(80);
    assertThat(blueness(result, 100, 57)).isGreaterThan(80);
    assertThat(blueness(result, 100, 103)).isGreaterThan(80);
    assertThat(blueness(result, 69, 80)).isGreaterThan(80);
    assertThat(result.getRGB(100, 52)).isEqualTo(WALL.getRGB());
    assertThat(result.getRGB(100, 48)).isEqualTo(WALL.getRGB());
    assertThat(result.getRGB(62, 52)).isEqualTo(WALL.getRGB());
  }

  @Test
  void leavesWhatIsFarFromTheFurnitureAsItWas() throws IOException {
    BufferedImage result = fused(usual());

    assertThat(result.getRGB(0, 0, 200, 40, null, 0, 200)).containsOnly(WALL.getRGB());
    assertThat(result.getRGB(10, 149)).isEqualTo(WALL.getRGB());
  }

  @Test
  void darkensTheFloorUnderTheFurniture() throws IOException {
    BufferedImage result = fused(usual());

    // The base lies a little above the paint's edge, so that the shadow has room.
    assertThat(new Color(result.getRGB(100, 105)).getRed()).isLessThan(WALL.getRed() - 10);
    assertThat(blueness(result, 100, 105)).isNegative();
  }

  @Test
  void takesTheSceneFormatAndDepth() throws IOException {
    BufferedImage deep = fused(in(input(TestImages.components(3, 16, 200, 150), "png")));
    assertThat(deep.getSampleModel().getSampleSize(0)).isEqualTo(16);

    RecordingCall call = new RecordingCall(folder);
    fuse(in(input(room(RGB, 200, 150), "jpg")), call);
    assertThat(call.bytes(0)).startsWith(0xFF, 0xD8, 0xFF);
    assertThat(blueness(decode(call.bytes(0)), 100, 80)).isGreaterThan(80);
  }

  @Test
  void givesAGraySceneTheFurnituresColor() throws IOException {
    BufferedImage result = fused(in(input(room(BufferedImage.TYPE_BYTE_GRAY, 200, 150), "png")));

    assertThat(blueness(result, 100, 80)).isGreaterThan(60);
    assertThat(blueness(result, 5, 5)).isZero();
  }

  @Test
  void makesTheSameImagesEachTime() throws IOException {
    RecordingCall first = new RecordingCall(Files.createDirectory(folder.resolve("first")));
    RecordingCall second = new RecordingCall(Files.createDirectory(folder.resolve("second")));
    ProviderRequest all = usual().withCount(4);

    fuse(all, first);
    fuse(all, second);

    for (int index = 0; index < 4; index++) {
      assertThat(first.bytes(index)).isEqualTo(second.bytes(index));
    }
  }

  @Test
  void variesImagesByMirroringAndFillingTheBox() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ProviderRequest request =
        request(room(RGB, 300, 200), mask(300, 200, 100, 100, 100, 40), halfRed());

    ProviderResponse response = fuse(request.withCount(4), call);

    BufferedImage contained = decode(call.bytes(0));
    BufferedImage mirrored = decode(call.bytes(1));
    BufferedImage covering = decode(call.bytes(2));
    assertThat(blueness(contained, 140, 120)).isNegative();
    assertThat(blueness(contained, 160, 120)).isPositive();
    assertThat(blueness(mirrored, 140, 120)).isPositive();
    assertThat(blueness(mirrored, 160, 120)).isNegative();
    assertThat(contained.getRGB(150, 90)).isEqualTo(WALL.getRGB());
    assertThat(covering.getRGB(150, 90)).isNotEqualTo(WALL.getRGB());
    assertThat(response.usage()).containsEntry("generated_images", 4L);
  }

  @Test
  void makesImagesOfTheSizeAskedFor() throws IOException {
    BufferedImage pixels = fused(sized(OutputSize.of(100, 75)));
    assertThat(pixels.getWidth()).isEqualTo(100);
    assertThat(pixels.getHeight()).isEqualTo(75);
    assertThat(blueness(pixels, 50, 40)).isGreaterThan(80);

    BufferedImage named = fused(sized(OutputSize.named("1K")));
    assertThat(named.getWidth()).isEqualTo(1024);
    assertThat(named.getHeight()).isEqualTo(768);
    assertThat(blueness(named, 512, 410)).isGreaterThan(80);
  }

  @ParameterizedTest
  @CsvSource({"400,400", "400,301", "1000,300", "399,300"})
  void keepsTheRatioOfTheSceneWithinASizeOfAnother(int width, int height) throws IOException {
    BufferedImage result = fused(sized(OutputSize.of(width, height)));

    assertThat(result.getWidth()).isBetween(399, 400);
    assertThat(result.getHeight()).isBetween(299, 301);
  }
}
