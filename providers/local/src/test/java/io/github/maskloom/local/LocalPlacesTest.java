package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.WALL;
import static io.github.maskloom.local.Drawings.cutOutPouf;
import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.onGround;
import static io.github.maskloom.local.Drawings.pouf;
import static io.github.maskloom.local.Drawings.room;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.RecordingCall;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the local provider stands furniture. */
class LocalPlacesTest extends LocalFusing {
  @Test
  void standsSeveralReferencesSideBySide() throws IOException {
    BufferedImage result =
        fused(room(RGB, 300, 200), mask(300, 200, 50, 80, 200, 80), cutOutPouf(), halfRed());

    assertThat(blueness(result, 95, 125)).isGreaterThan(60);
    assertThat(blueness(result, 180, 125)).isLessThan(-60);
    assertThat(result.getRGB(150, 100)).isEqualTo(WALL.getRGB());
  }

  /** White spots on black, 400 x 300 pixels. */
  private static BufferedImage spots(Consumer<Graphics2D> spots) {
    return mask(400, 300, spots);
  }

  /** One to the left, a larger one to the right, and one too small for furniture. */
  private static BufferedImage threeSpots() {
    return spots(
        graphics -> {
          graphics.fillRect(20, 20, 100, 80);
          graphics.fillRect(240, 150, 130, 100);
          graphics.fillRect(30, 280, 2, 2);
        });
  }

  @Test
  void standsOneReferenceInTheLargestOfSeveralSpots() throws IOException {
    BufferedImage result = fused(room(RGB, 400, 300), threeSpots(), pouf(Color.WHITE));

    Rectangle furniture = blue(result, 0);
    assertThat(new Rectangle(240, 150, 130, 100).contains(furniture)).isTrue();
    assertThat(furniture.width).isGreaterThan(100);
  }

  @Test
  void givesEachReferenceASpotOfItsOwnTheFirstTheLargest() throws IOException {
    BufferedImage result = fused(room(RGB, 400, 300), threeSpots(), pouf(Color.WHITE), halfRed());

    assertThat(blueness(result, 305, 200)).isGreaterThan(60);
    assertThat(blueness(result, 45, 60)).isLessThan(-60);
    assertThat(blueness(result, 95, 60)).isGreaterThan(60);
    assertThat(result.getRGB(31, 281)).isEqualTo(WALL.getRGB());
  }

  @Test
  void sharesTheLargestSpotWhereThereAreTooFew() throws IOException {
    BufferedImage mask =
        spots(
            graphics -> {
              graphics.fillRect(20, 20, 60, 60);
              graphics.fillRect(100, 150, 280, 100);
            });
    BufferedImage pouf = pouf(Color.WHITE);

    BufferedImage result = fused(room(RGB, 400, 300), mask, pouf, pouf, pouf);

    assertThat(new Rectangle(100, 150, 280, 100).contains(blue(result, 0))).isTrue();
  }

  @Test
  void dabsInOppositeCornersHoldNoFurnitureOfTheImagesSize() throws IOException {
    BufferedImage mask =
        spots(
            graphics -> {
              graphics.fillRect(3, 3, 1, 1);
              graphics.fillRect(395, 296, 1, 1);
            });

    BufferedImage result = fused(room(RGB, 400, 300), mask, pouf(Color.WHITE));

    assertThat(result.getRGB(200, 150)).isEqualTo(WALL.getRGB());
    assertThat(blue(result, 0).width).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 800})
  void standsFurnitureWhereRestoringLeavesItWhole(int maskWidth) throws IOException {
    Shape strokes = new RoundRectangle2D.Double(60, 60, 280, 190, 150, 190);
    BufferedImage mask =
        mask(
            maskWidth,
            maskWidth * 3 / 4,
            graphics -> {
              graphics.scale(maskWidth / 400.0, maskWidth / 400.0);
              graphics.fill(strokes);
            });
    BufferedImage scene = room(RGB, 400, 300);
    BufferedImage result = fused(scene, mask, table());
    ByteArrayOutputStream restored = new ByteArrayOutputStream();

    PhotoRestorer.create()
        .withConvention(MaskConvention.binary(127))
        .restore(
            Drawings.source(scene, "png"),
            Drawings.source(result, "png"),
            Drawings.source(mask, "png"),
            ImageTarget.of(restored));

    BufferedImage kept = decode(restored.toByteArray());
    int furniture = 0;
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        if (blueness(result, x, y) > 0) {
          furniture++;
          assertThat(kept.getRGB(x, y)).as("at (%d, %d)", x, y).isEqualTo(result.getRGB(x, y));
        }
      }
    }
    assertThat(furniture).isGreaterThan(4000);
  }

  /** A table top on two legs at its very ends. */
  private static BufferedImage table() {
    return onGround(
        Color.WHITE,
        240,
        160,
        graphics -> {
          graphics.fillRect(20, 40, 200, 30);
          graphics.fillRect(20, 70, 10, 60);
          graphics.fillRect(210, 70, 10, 60);
        });
  }

  @ParameterizedTest
  @CsvSource({"0,0,200,150", "0,0,1,1", "199,149,1,1", "199,0,1,150", "0,149,200,1"})
  void worksForMasksAtTheBordersAndOfOnePixel(int x, int y, int w, int h) throws IOException {
    RecordingCall call = new RecordingCall(folder);

    fuse(masked(input(mask(200, 150, x, y, w, h), "png")).withCount(4), call);

    for (int index = 0; index < 4; index++) {
      BufferedImage result = decode(call.bytes(index));
      assertThat(result.getWidth()).isEqualTo(200);
      assertThat(result.getHeight()).isEqualTo(150);
    }
  }
}
