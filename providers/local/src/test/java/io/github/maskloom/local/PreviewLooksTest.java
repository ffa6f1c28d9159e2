package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.onGround;
import static io.github.maskloom.local.Drawings.pouf;
import static io.github.maskloom.local.Drawings.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.local.LocalReference.Posture;
import io.github.maskloom.testing.internal.RecordingCall;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How furniture fits into the scene: its ground, light, shadow, perspective and size. */
class PreviewLooksTest extends LocalFusing {
  private static ProviderInput.Image piece(BufferedImage picture, LocalReference known) {
    return input(picture, "png").withOptions(RequestOptions.of(List.of(known)));
  }

  private static LocalReference meters(double length, double width, Posture posture) {
    return new LocalReference(OptionalDouble.of(length), OptionalDouble.of(width), posture);
  }

  private static ProviderInput.Image blob(int width, int height, int x, int y, int w, int h) {
    return input(mask(width, height, strokes -> strokes.fillOval(x, y, w, h)), "png");
  }

  /** A dark floor of coarse sand, the same each time. */
  private static BufferedImage sand(int width, int height, int darkest, int lightest) {
    Random random = new Random(7);
    BufferedImage sand = new BufferedImage(width, height, RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int gray = darkest + random.nextInt(lightest - darkest + 1);
        sand.setRGB(x, y, new Color(gray, gray * 9 / 10, gray * 8 / 10).getRGB());
      }
    }
    return sand;
  }

  private static double meanRed(BufferedImage image, Rectangle part) {
    return reds(image, part).average().orElseThrow();
  }

  private static int maxRed(BufferedImage image) {
    return reds(image, new Rectangle(image.getWidth(), image.getHeight())).max().orElseThrow();
  }

  private static IntStream reds(BufferedImage image, Rectangle part) {
    int[] rgb = image.getRGB(part.x, part.y, part.width, part.height, null, 0, part.width);
    return IntStream.of(rgb).map(pixel -> pixel >> 16 & 0xFF);
  }

  /** A blue block on white that stands on its whole base, 160 x 120 in 200 x 160. */
  private static BufferedImage block() {
    return onGround(Color.WHITE, 200, 160, graphics -> graphics.fillRect(20, 20, 160, 120));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 90, 180})
  void contactDarkensDarkAndTexturedGroundByAThirdAtLeast(int lightest) throws IOException {
    BufferedImage scene = sand(600, 450, lightest / 2, lightest);

    BufferedImage result = fused(scene, mask(600, 450, 150, 180, 300, 220), block());

    Rectangle furniture = blue(result, 12);
    int base = furniture.y + furniture.height;
    Rectangle below = new Rectangle(furniture.x + 20, base + 1, furniture.width - 40, 3);
    assertThat(meanRed(result, below)).isLessThan(0.67 * meanRed(scene, below));
  }

  @Test
  void whatHasShortFeetHasOneShadowThatFadesToTheFront() throws IOException {
    BufferedImage scene = litFromTheLeft(600, 450);

    BufferedImage result = fused(scene, mask(600, 450, 100, 100, 400, 300), bench());

    Rectangle furniture = blue(result, 12);
    int middle = furniture.x + furniture.width / 2;
    double darkest = 1;
    double lightest = 0;
    for (int y = furniture.y + furniture.height - 15; y < 400; y++) {
      Rectangle row = new Rectangle(middle - 20, y, 40, 1);
      double kept = meanRed(result, row) / meanRed(scene, row);
      lightest = kept < darkest ? 0 : Math.max(lightest, kept);
      darkest = Math.min(darkest, kept);
      assertThat(kept).as("row %d", y).isGreaterThan(lightest - 0.005);
    }
    assertThat(darkest).isLessThan(0.8);
  }

  /** The darker of both shadows counts, and the piece's own loses as much light on any ground. */
  @Test
  void ownShadowOfAPieceIsAsDarkAsOnePlaced() throws IOException {
    BufferedImage scene = room(RGB, 600, 450);
    BufferedImage mask = mask(600, 450, 100, 100, 400, 300);

    BufferedImage withAlpha = fused(scene, mask, Drawings.shadowed(BufferedImage.TYPE_INT_ARGB));
    BufferedImage onWhite = fused(scene, mask, Drawings.shadowed(RGB));

    Rectangle furniture = blue(withAlpha, 12);
    int base = furniture.y + furniture.height;
    for (int y = base + 1; y < base + 20; y++) {
      Rectangle row = new Rectangle(furniture.x + 20, y, furniture.width - 40, 1);
      assertThat(meanRed(withAlpha, row))
          .as("row %d", y)
          .isCloseTo(meanRed(onWhite, row), within(6.0));
    }
  }

  private static BufferedImage litFromTheLeft(int width, int height) {
    BufferedImage scene = new BufferedImage(width, height, RGB);
    for (int x = 0; x < width; x++) {
      int gray = 230 - 170 * x / width;
      fill(scene, new Color(gray, gray, gray), x, 0, 1, height);
    }
    return scene;
  }

  /** A blue bench on white, 160 x 120 in 200 x 160, of which feet take the last 20 rows. */
  private static BufferedImage bench() {
    BufferedImage bench = block();
    fill(bench, Color.WHITE, 35, 120, 130, 20);
    return bench;
  }

  @ParameterizedTest
  @CsvSource({"0,", "1,", "0,1", "0,2", "1,2"})
  void changesNothingBeyondThePaint(int index, Integer shadowedType) throws IOException {
    BufferedImage piece = shadowedType == null ? block() : Drawings.shadowed(shadowedType);
    BufferedImage scene = sand(600, 450, 60, 140);
    ProviderInput.Image mask = blob(600, 450, 140, 120, 320, 260);
    ProviderRequest request = request(input(scene, "png"), mask, input(piece, "png"));
    RecordingCall call = new RecordingCall(folder);

    fuse(request.withCount(2), call);

    BufferedImage result = decode(call.bytes(index));
    BufferedImage painted = decode(mask.source().open().readAllBytes());
    int inside = 0;
    for (int y = 0; y < 450; y++) {
      for (int x = 0; x < 600; x++) {
        if ((painted.getRGB(x, y) & 0xFF) < 128) {
          assertThat(result.getRGB(x, y)).as("at (%d, %d)", x, y).isEqualTo(scene.getRGB(x, y));
        } else {
          inside += result.getRGB(x, y) == scene.getRGB(x, y) ? 0 : 1;
        }
      }
    }
    assertThat(inside).isGreaterThan(20_000);
  }

  @Test
  void leavesNoPixelPalerThanFloorAndFurniture() throws IOException {
    BufferedImage scene = onGround(new Color(70, 60, 50), 600, 450, graphics -> {});

    BufferedImage result = fused(scene, mask(600, 450, 100, 100, 400, 300), pouf(Color.WHITE));

    assertThat(maxRed(result)).isLessThan(85);
  }

  @Test
  void aRugLiesDownInPerspective() throws IOException {
    BufferedImage rug =
        onGround(Color.WHITE, 300, 200, graphics -> graphics.fillRect(10, 10, 280, 180));
    BufferedImage scene = sand(800, 600, 90, 100);

    BufferedImage result =
        fused(
            scene, mask(800, 600, 200, 260, 400, 300), piece(rug, meters(2.8, 1.8, Posture.LYING)));

    Rectangle box = blue(result, 12);
    assertThat(box.width).isGreaterThan(370);
    assertThat(box.height).isLessThan(box.width / 2);
    int near = rowWidth(result, box.y + box.height - 4);
    int far = rowWidth(result, box.y + 4);
    assertThat((double) far / near).isBetween(0.6, 0.92);
    assertThat(box.y + box.height).isGreaterThan(530);
    assertThat(maxRed(result)).isLessThan(106);
  }

  private static int rowWidth(BufferedImage picture, int y) {
    IntStream columns = IntStream.range(0, picture.getWidth());
    return (int) columns.filter(x -> blueness(picture, x, y) > 12).count();
  }

  @Test
  void metersKeepTheProportionsOfWhatStandsSideBySide() throws IOException {
    BufferedImage result =
        fused(
            room(RGB, 600, 400),
            mask(600, 400, 50, 50, 500, 300),
            piece(block(), meters(2, 1, Posture.STANDING)),
            piece(block(), meters(0.5, 0.5, Posture.STANDING)));

    assertThat(widthOverOther(result)).isCloseTo(4, within(0.2));
  }

  @Test
  void metersKeepTheProportionsOfSpotsApartAndThePaintIsTheGuide() throws IOException {
    BufferedImage masks = mask(800, 600, 40, 380, 340, 200);
    fill(masks, Color.WHITE, 440, 380, 320, 200);

    BufferedImage result =
        fused(
            room(RGB, 800, 600),
            masks,
            piece(block(), meters(1.6, 1, Posture.STANDING)),
            piece(block(), meters(1, 1, Posture.STANDING)));

    assertThat(widthOverOther(result)).isCloseTo(1.6, within(0.1));
  }

  /** How wide the left one of two pieces is over the right one, a little above their base. */
  private static double widthOverOther(BufferedImage picture) {
    int y = blue(picture, 12).y + blue(picture, 12).height - 10;
    List<Integer> runs = new ArrayList<>();
    int run = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      boolean is = blueness(picture, x, y) > 12;
      if (!is && run > 3) {
        runs.add(run);
      }
      run = is ? run + 1 : 0;
    }
    assertThat(runs).hasSize(2);
    return (double) runs.get(0) / runs.get(1);
  }
}
