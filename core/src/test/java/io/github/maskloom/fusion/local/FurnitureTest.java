package io.github.maskloom.fusion.local;

import static io.github.maskloom.fusion.local.Drawings.FURNITURE;
import static io.github.maskloom.fusion.local.Drawings.cutOutPouf;
import static io.github.maskloom.fusion.local.Drawings.draw;
import static io.github.maskloom.fusion.local.Drawings.pouf;
import static io.github.maskloom.fusion.local.Drawings.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.ArrayRows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FurnitureTest {
  private static final int RGB = BufferedImage.TYPE_INT_RGB;

  private static Furniture in(BufferedImage picture, String format) throws IOException {
    return Furniture.in(source(picture, format), 1, Drawings.READING);
  }

  private static byte[] keyed(BufferedImage picture, String format) throws IOException {
    try (WindowReader rows = in(picture, format).open(Drawings.READING)) {
      return ArrayRows.collect(rows, 7);
    }
  }

  private static int alpha(byte[] rgba, int x, int y) {
    return rgba[(y * 120 + x) * 4 + 3] & 0xFF;
  }

  @Test
  void findsFurnitureOnAPlainGroundOfAPng() throws IOException {
    Furniture furniture = in(pouf(new Color(0xF4F3F1)), "png");

    assertThat(furniture.silhouette().solid()).isEqualTo(new BoundingBox(20, 20, 80, 60));
    assertThat(furniture.cutOut()).isTrue();
  }

  @Test
  void findsFurnitureInTheImagesNoiseOfAJpeg() throws IOException {
    BoundingBox solid = in(pouf(Color.WHITE), "jpg").silhouette().solid();

    assertThat(solid.x()).isBetween(18, 20);
    assertThat(solid.y()).isBetween(18, 20);
    assertThat(solid.x() + solid.width()).isBetween(100, 102);
    assertThat(solid.y() + solid.height()).isBetween(80, 82);
  }

  @Test
  void keepsTheFurnitureAndDropsTheGround() throws IOException {
    for (String format : new String[] {"png", "jpg"}) {
      byte[] rgba = keyed(pouf(Color.WHITE), format);

      for (int y = 30; y < 70; y++) {
        assertThat(alpha(rgba, 60, y)).isEqualTo(255);
      }
      for (int x = 0; x < 120; x++) {
        assertThat(alpha(rgba, x, 5)).isZero();
        assertThat(alpha(rgba, x, 95)).isZero();
      }
    }
  }

  @Test
  void theEdgeIsSoftAndHasTheFurnituresColour() throws IOException {
    byte[] rgba = keyed(pouf(Color.WHITE), "png");

    int soft = 0;
    for (int at = 0; at < rgba.length; at += 4) {
      int alpha = rgba[at + 3] & 0xFF;
      if (alpha > 60 && alpha < 255) {
        soft++;
        assertThat(rgba[at] & 0xFF).isLessThan(FURNITURE.getRed() + 70);
      }
    }
    assertThat(soft).isGreaterThan(40);
  }

  @Test
  void aWhiteCushionInsideOfTheFurnitureStays() throws IOException {
    BufferedImage picture = pouf(Color.WHITE);
    fill(picture, Color.WHITE, 50, 40, 20, 20);

    assertThat(alpha(keyed(picture, "png"), 60, 50)).isEqualTo(255);
  }

  @Test
  void theGroundBetweenLegsGoes() throws IOException {
    BufferedImage picture = pouf(Color.WHITE);
    fill(picture, FURNITURE, 20, 20, 80, 50);
    fill(picture, FURNITURE, 20, 70, 8, 20);
    fill(picture, FURNITURE, 92, 70, 8, 20);
    fill(picture, Color.WHITE, 28, 70, 64, 20);

    Furniture furniture = in(picture, "png");

    assertThat(alpha(keyed(picture, "png"), 60, 82)).isZero();
    assertThat(furniture.silhouette().feet()).hasSize(2);
    assertThat(furniture.silhouette().bodyBottom()).isEqualTo(70);
  }

  @Test
  void aSoftShadowOfAShopsPhotoGoes() throws IOException {
    BufferedImage picture =
        draw(
            RGB,
            240,
            200,
            graphics -> {
              graphics.setColor(Color.WHITE);
              graphics.fillRect(0, 0, 240, 200);
              graphics.setPaint(shadow());
              graphics.fillRect(0, 0, 240, 200);
              graphics.setColor(FURNITURE);
              graphics.fillRect(60, 40, 120, 100);
            });

    BoundingBox solid = in(picture, "png").silhouette().solid();

    assertThat(solid.y() + solid.height()).isEqualTo(140);
    assertThat(solid.width()).isEqualTo(120);
  }

  private static RadialGradientPaint shadow() {
    return new RadialGradientPaint(
        new Point2D.Double(0, 0),
        1,
        new Point2D.Double(0, 0),
        new float[] {0, 1},
        new Color[] {new Color(0, 0, 0, 110), new Color(0, 0, 0, 0)},
        MultipleGradientPaint.CycleMethod.NO_CYCLE,
        MultipleGradientPaint.ColorSpaceType.SRGB,
        new AffineTransform(90, 0, 0, 16, 120, 143));
  }

  @Test
  void dirtOnTheGroundIsNoFurniture() throws IOException {
    BufferedImage picture = pouf(Color.WHITE);
    fill(picture, Color.GRAY, 3, 3, 2, 1);

    assertThat(in(picture, "png").silhouette().solid()).isEqualTo(new BoundingBox(20, 20, 80, 60));
  }

  @Test
  void alphaSaysWhatIsFurnitureIfThereIsAny() throws IOException {
    Furniture furniture = in(cutOutPouf(), "png");

    assertThat(furniture.silhouette().solid()).isEqualTo(new BoundingBox(20, 20, 80, 60));
    assertThat(furniture.key()).isEmpty();
    assertThat(furniture.cutOut()).isTrue();
  }

  @Test
  void anImageWithoutAPlainBorderIsTakenWhole() throws IOException {
    BufferedImage rug =
        draw(
            RGB,
            120,
            100,
            graphics -> {
              for (int x = 0; x < 120; x += 10) {
                graphics.setColor(Color.getHSBColor(x / 120f, 0.5f, 0.8f));
                graphics.fillRect(x, 0, 10, 100);
              }
            });

    Furniture furniture = in(rug, "png");

    assertThat(furniture.cutOut()).isFalse();
    assertThat(furniture.silhouette().solid()).isEqualTo(new BoundingBox(0, 0, 120, 100));
  }

  @Test
  void anImageOfOneColourIsTakenWhole() throws IOException {
    BufferedImage plain = Drawings.room(RGB, 120, 100);

    assertThat(in(plain, "png").silhouette().solid()).isEqualTo(new BoundingBox(0, 0, 120, 100));
    assertThat(alpha(keyed(plain, "png"), 60, 50)).isEqualTo(255);
  }

  @Test
  void aLargeImageIsLookedAtInSmall() throws IOException {
    BufferedImage large =
        draw(
            RGB,
            2400,
            2000,
            graphics -> graphics.drawImage(pouf(Color.WHITE), 0, 0, 2400, 2000, null));

    BoundingBox solid = in(large, "png").silhouette().solid();

    assertThat(solid.x()).isBetween(385, 410);
    assertThat(solid.y() + solid.height()).isBetween(1590, 1625);
  }

  private static void fill(BufferedImage picture, Color colour, int x, int y, int w, int h) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(x, y, w, h);
    graphics.dispose();
  }
}
