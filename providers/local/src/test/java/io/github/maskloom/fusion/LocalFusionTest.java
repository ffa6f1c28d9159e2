package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.WorkOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local provider behind a client. */
class LocalFusionTest extends InFusionFolder {
  private static final int WIDTH = 1300;
  private static final int HEIGHT = 900;
  private static final Rectangle SPOT = new Rectangle(700, 500, 100, 80);

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
  void aMaskThatWouldPaintOverTheWholeRoomIsRefused(int type) throws IOException {
    BufferedImage opaque = filled(type, 60, 40, Color.BLACK, Color.WHITE, new Rectangle(30, 20));
    FusionRequest request = files.request().mask(encoded(opaque), MaskConvention.PAINTED).build();

    try (FusionClient client = FusionClient.open(files.config().build())) {
      assertThatThrownBy(() -> client.fuse(request)).isInstanceOf(OpaqueMaskException.class);
    }
  }

  @Test
  void aPreviewThatBreaksOffIsNeverBilled() throws IOException {
    WorkOptions stopped = WorkOptions.DEFAULT.withCancel(this::firstCame);

    try (FusionClient client = FusionClient.open(files.config().working(stopped).build())) {
      assertThat(failure(client, files.request().count(2).build()))
          .isInstanceOfSatisfying(
              CancelledCallException.class, e -> assertThat(e.mayBeBilled()).isFalse());
    }
  }

  private boolean firstCame() {
    try {
      return files.temporaryFiles().contains("image-0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFocusStandsTheFurnitureWhereItIsPaintedAndNowhereElse() throws IOException {
    BufferedImage photo = noise(WIDTH, HEIGHT);
    BufferedImage mask =
        filled(BufferedImage.TYPE_INT_ARGB, WIDTH, HEIGHT, new Color(0, true), Color.WHITE, SPOT);
    BufferedImage sofa = filled(BufferedImage.TYPE_INT_ARGB, 90, 60, Color.RED, Color.RED, SPOT);
    FusionRequest request =
        FusionRequest.builder(encoded(photo))
            .mask(encoded(mask), MaskConvention.PAINTED)
            .reference(encoded(sofa))
            .focus()
            .build();

    try (FusionClient client = FusionClient.open(files.config().build());
        FusionResult result = client.fuse(request);
        InputStream stream = result.image().source().open()) {
      assertThat(result.image().modelImage().width()).isEqualTo(512);
      BufferedImage fused = ImageIO.read(stream);
      Color middle = new Color(fused.getRGB(750, 545));
      assertThat(middle.getRed()).isGreaterThan(180);
      assertThat(middle.getGreen()).isLessThan(60);
      assertThat(changed(photo, fused)).isGreaterThan(SPOT.width * SPOT.height * 8 / 10);
      result.discard();
    }
  }

  /** Counts the pixels that changed, all of which are in the spot. */
  private static int changed(BufferedImage before, BufferedImage after) {
    int changed = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      if (before.getRGB(x, y) != after.getRGB(x, y)) {
        assertThat(SPOT.contains(x, y)).as("the spot holds %d,%d", x, y).isTrue();
        changed++;
      }
    }
    return changed;
  }

  static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(5);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    return image;
  }

  /** An image of one color with a spot of another. */
  static BufferedImage filled(
      int type, int width, int height, Color color, Color inSpot, Rectangle spot) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, width, height);
    canvas.setColor(inSpot);
    canvas.fill(spot);
    canvas.dispose();
    return image;
  }

  private static ImageSource encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageSource.of(png.toByteArray());
  }
}
