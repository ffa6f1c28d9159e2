package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.FURNITURE;
import static io.github.maskloom.local.Drawings.cutOutPouf;
import static io.github.maskloom.local.Drawings.draw;
import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.onGround;
import static io.github.maskloom.local.Drawings.pouf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Cutout;
import io.github.maskloom.local.cutout.Shade;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.ArrayRows;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureTest {
  private static final int RGB = BufferedImage.TYPE_INT_RGB;

  private static Furniture in(BufferedImage picture, String format) throws IOException {
    return Furniture.in(Drawings.input(picture, format), 1, Drawings.READING);
  }

  private static byte[] keyed(BufferedImage picture, String format) throws IOException {
    try (WindowReader rows = in(picture, format).open(Drawings.READING)) {
      return ArrayRows.collect(rows, 7);
    }
  }

  private static int alpha(byte[] rgba, int x, int y) {
    return rgba[(y * 120 + x) * 4 + 3] & 0xFF;
  }

  private static Cutout assertFound(BufferedImage picture, int x, int y, int width, int height)
      throws IOException {
    Cutout cutout = in(picture, "png").cutout();
    assertThat(cutout.silhouette().solid()).isEqualTo(new BoundingBox(x, y, width, height));
    assertThat(cutout.whole()).isFalse();
    return cutout;
  }

  @Test
  void findsFurnitureOnAPlainGroundOfAPng() throws IOException {
    assertFound(pouf(new Color(0xF4F3F1)), 20, 20, 80, 60);
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
  void theEdgeIsSoftAndHasTheFurnituresColor() throws IOException {
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
  void aPaleCushionInsideOfTheFurnitureStays() throws IOException {
    BufferedImage picture = pouf(Color.WHITE);
    Paint pale = new GradientPaint(50, 35, new Color(0xFFFDF4), 70, 65, new Color(0xD8D0BE));
    fill(picture, pale, 45, 35, 30, 30);

    byte[] rgba = keyed(picture, "png");

    for (int y = 36; y < 64; y++) {
      assertThat(alpha(rgba, 60, y)).isEqualTo(255);
    }
  }

  @Test
  void groundThatTheFurnitureEnclosesGoesLikeThatOutside() throws IOException {
    for (Color ground : new Color[] {Color.WHITE, new Color(0xC8C4BC)}) {
      BufferedImage frame = pouf(ground);
      fill(frame, ground, 45, 40, 30, 20);

      byte[] rgba = keyed(frame, "png");

      assertThat(alpha(rgba, 60, 50)).isZero();
      assertThat(alpha(rgba, 47, 42)).isZero();
      assertThat(alpha(rgba, 38, 50)).isEqualTo(255);
    }
  }

  @Test
  void aNarrowGapInTheFurnituresShadeGoes() throws IOException {
    BufferedImage picture = large(Color.WHITE);
    Paint shade = new GradientPaint(150, 0, new Color(0xD8D8D8), 162, 0, new Color(0xB4B4B4));
    fill(picture, shade, 150, 120, 12, 80);

    Thumbnail keyed = thumbnail(picture);

    assertThat(keyed.argb()[160 * 400 + 156] >>> 24).isZero();
    assertThat(keyed.argb()[160 * 400 + 140] >>> 24).isEqualTo(255);
  }

  @Test
  void theLowerEdgeOfACushionStaysWhereItHasTheColorOfAShadow() throws IOException {
    BufferedImage picture = large(Color.WHITE);
    Paint cushion = new GradientPaint(0, 120, new Color(0xE8C890), 0, 220, new Color(0xA8A49C));
    fill(picture, cushion, 150, 120, 100, 100);

    Thumbnail keyed = thumbnail(picture);

    for (int at = 0; at < 100 * 100; at++) {
      assertThat(keyed.argb()[(120 + at / 100) * 400 + 150 + at % 100] >>> 24).isEqualTo(255);
    }
  }

  @Test
  void aSharpShadowBelowTheFurnitureGoes() throws IOException {
    BufferedImage picture = large(Color.WHITE);
    fill(picture, new Color(0x909090), 90, 260, 220, 6);

    assertFound(picture, 80, 60, 240, 200);
  }

  /** A blue box, 240 x 200 pixels in the middle of 400 x 320, on a ground. */
  private static BufferedImage large(Paint ground) {
    return onGround(ground, 400, 320, graphics -> graphics.fillRect(80, 60, 240, 200));
  }

  private static Thumbnail thumbnail(BufferedImage picture) throws IOException {
    try (WindowReader rows = in(picture, "png").open(Drawings.READING)) {
      return Thumbnail.of(rows, 512);
    }
  }

  @Test
  void aGradientIsAGround() throws IOException {
    Paint gradient = new GradientPaint(0, 0, new Color(0xF8F8F8), 400, 320, new Color(0x8C9098));

    assertFound(large(gradient), 80, 60, 240, 200);
  }

  @Test
  void aWallAndAFloorAreAGround() throws IOException {
    BufferedImage studio = large(new Color(0xE4E0DA));
    fill(studio, new Color(0xA89C90), 0, 200, 80, 120);
    fill(studio, new Color(0xA89C90), 320, 200, 80, 120);
    fill(studio, new Color(0xA89C90), 0, 260, 400, 60);

    Furniture furniture = in(studio, "png");

    assertThat(furniture.cutout().whole()).isFalse();
    assertThat(furniture.silhouette().solid().x()).isBetween(78, 80);
    assertThat(furniture.silhouette().solid().width()).isBetween(240, 244);
  }

  @Test
  void hairsKeepTheFurnituresColorAndNotTheGrounds() throws IOException {
    BufferedImage picture =
        onGround(
            Color.WHITE,
            400,
            320,
            graphics -> {
              graphics.fillRect(80, 60, 240, 200);
              for (int x = 85; x < 315; x += 5) {
                graphics.draw(new Line2D.Double(x, 60, x + 4, 46));
              }
            });

    Thumbnail keyed = thumbnail(picture);

    int soft = 0;
    for (int at = 46 * 400; at < 60 * 400; at++) {
      int alpha = keyed.argb()[at] >>> 24;
      if (alpha > 40) {
        soft += alpha < 230 ? 1 : 0;
        assertThat(keyed.argb()[at] >> 16 & 0xFF).isLessThan(FURNITURE.getRed() + 60);
      }
    }
    assertThat(soft).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {RGB, BufferedImage.TYPE_INT_ARGB})
  void theShadowOfAShopsPhotoIsKeptAsShadowAndIsNoFurniture(int type) throws IOException {
    BufferedImage picture = Drawings.shadowed(type);

    Shade shade = assertFound(picture, 60, 40, 120, 100).shade().orElseThrow();

    assertThat(shade.at(120, 146)).isBetween(0.25, 0.5);
    assertThat(shade.at(60, 144)).isBetween(0.05, 0.4);
    assertThat(shade.at(10, 190)).isZero();
    assertThat(thumbnail(picture).argb()[144 * 240 + 120] >>> 24).isZero();
    assertThat(in(pouf(Color.WHITE), "png").cutout().shade()).isEmpty();
  }

  @Test
  void whatIsBlackAndTranslucentAllOverIsNoShadow() throws IOException {
    BufferedImage smoke =
        draw(
            BufferedImage.TYPE_INT_ARGB,
            120,
            100,
            graphics -> fill(graphics, new Color(0, 0, 0, 90), 20, 20, 80, 60));

    assertThat(assertFound(smoke, 20, 20, 80, 60).shade()).isEmpty();
    assertThat(alpha(keyed(smoke, "png"), 60, 50)).isEqualTo(90);
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
  void dirtOnTheGroundIsNoFurniture() throws IOException {
    BufferedImage picture = pouf(Color.WHITE);
    fill(picture, Color.GRAY, 3, 3, 2, 1);

    assertFound(picture, 20, 20, 80, 60);
  }

  @Test
  void alphaSaysWhatIsFurnitureIfThereIsAny() throws IOException {
    assertThat(assertFound(cutOutPouf(), 20, 20, 80, 60).matte()).isEmpty();
  }

  @Test
  void anImageWithoutAPlainBorderIsTakenWhole() throws IOException {
    BufferedImage rug = Drawings.room(RGB, 120, 100);
    for (int x = 0; x < 120; x += 10) {
      fill(rug, Color.getHSBColor(x / 120f, 0.5f, 0.8f), x, 0, 10, 100);
    }

    Furniture furniture = in(rug, "png");

    assertThat(furniture.cutout().whole()).isTrue();
    assertThat(furniture.silhouette().solid()).isEqualTo(new BoundingBox(0, 0, 120, 100));
  }

  @Test
  void anImageOfOneColorIsTakenWhole() throws IOException {
    BufferedImage plain = Drawings.room(RGB, 120, 100);

    assertThat(in(plain, "png").silhouette().solid()).isEqualTo(new BoundingBox(0, 0, 120, 100));
    assertThat(alpha(keyed(plain, "png"), 60, 50)).isEqualTo(255);
  }

  @Test
  void aLargeImageIsLookedAtInSmall() throws IOException {
    BufferedImage pouf = pouf(Color.WHITE);
    BufferedImage large =
        draw(RGB, 2400, 2000, graphics -> graphics.drawImage(pouf, 0, 0, 2400, 2000, null));

    BoundingBox solid = in(large, "png").silhouette().solid();

    assertThat(solid.x()).isBetween(385, 410);
    assertThat(solid.y() + solid.height()).isBetween(1590, 1625);
  }
}
