package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A living room in daylight that lacks a sofa: the photo of the demonstration.
 *
 * <p>The same image each time: nothing in it depends on the clock, on fonts or on chance.
 */
public final class RoomImage {
  /** Units the room is drawn in; the image may have more or fewer pixels. */
  static final double WIDTH = 1600;

  static final double HEIGHT = WIDTH * 2 / 3;

  static final Perspective VIEW = new Perspective(810, 400, 1400);
  static final double LEFT = 230;
  static final double RIGHT = 1390;
  static final double CEILING = 112;
  static final double FLOOR = 705;

  /** Far enough before the far wall to be outside the image. */
  private static final double VIEWER = 1000;

  private static final double PLANK = 58;
  private static final Color WALL = rgb(0xE4DCCF);
  private static final Color OAK = rgb(0xB08458);
  private static final Color WHITE = rgb(0xF7F4EE);

  private final Painter painter;
  private final Random random = new Random(20);

  private RoomImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the room, two thirds as high as it is wide. */
  public static BufferedImage draw(int widthPixels) {
    int heightPixels = (int) Math.round(widthPixels * HEIGHT / WIDTH);
    BufferedImage picture =
        new BufferedImage(widthPixels, heightPixels, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new RoomImage(painter).drawShell();
      RoomWindow window = new RoomWindow(painter);
      RoomFurniture furniture = new RoomFurniture(painter);
      window.draw();
      furniture.drawRug();
      window.drawSunOnFloor();
      furniture.draw();
      drawLens(painter);
    }
    FilmGrain.addTo(picture);
    return picture;
  }

  private void drawShell() {
    drawCeiling();
    drawFarWall();
    drawSideWall(LEFT, lit(WALL, 0.80), lit(WALL, 0.62));
    drawSideWall(RIGHT, lit(WALL, 0.93), lit(WALL, 0.78));
    drawFloor();
    drawSkirting();
    drawCorners();
  }

  private void drawCeiling() {
    painter.fill(
        grade(0, 0, 0, CEILING, lit(WHITE, 0.86), lit(WHITE, 0.96)),
        VIEW.flat(LEFT, RIGHT, CEILING, 0, VIEWER));
    painter.spot(faded(WHITE, 0.7), 620, 70, 620, 120);
  }

  private void drawFarWall() {
    painter.fill(
        grade(LEFT, CEILING, RIGHT, FLOOR, lit(WALL, 1.02), lit(WALL, 0.98), lit(WALL, 0.88)),
        new Rectangle2D.Double(LEFT, CEILING, RIGHT - LEFT, FLOOR - CEILING));
  }

  private void drawSideWall(double x, Color far, Color near) {
    double edge = x < VIEW.vanishingX() ? 0 : WIDTH;
    painter.fill(grade(x, 0, edge, 0, far, near), VIEW.along(x, CEILING, FLOOR, 0, VIEWER));
  }

  private void drawFloor() {
    for (double x = LEFT; x < RIGHT; x += PLANK) {
      double nearer = -random.nextDouble() * 300;
      while (nearer < VIEWER) {
        double length = 260 + random.nextDouble() * 160;
        drawPlank(x, Math.max(0, nearer), Math.max(0, Math.min(VIEWER, nearer + length)));
        nearer += length;
      }
    }
    painter.fill(
        grade(0, FLOOR, 0, HEIGHT, new Color(255, 240, 215, 46), new Color(20, 10, 0, 92)),
        VIEW.flat(LEFT, RIGHT, FLOOR, 0, VIEWER));
  }

  private void drawPlank(double x, double nearer1, double nearer2) {
    Color wood = lit(OAK, 0.90 + random.nextDouble() * 0.20);
    Path2D plank = VIEW.flat(x, x + PLANK, FLOOR, nearer1, nearer2);
    painter.fill(wood, plank);
    for (int i = 0; i < 9; i++) {
      drawGrain(x + random.nextDouble() * PLANK, nearer1, nearer2, lit(wood, 0.80));
    }
    painter.stroke(faded(lit(OAK, 0.45), 0.75), 1.1, plank);
  }

  private void drawGrain(double x, double nearer1, double nearer2, Color dark) {
    double from = nearer1 + random.nextDouble() * (nearer2 - nearer1) * 0.6;
    double to = from + random.nextDouble() * (nearer2 - from);
    painter.fill(
        faded(dark, 0.15 + random.nextDouble() * 0.35),
        VIEW.flat(x, x + 0.5 + random.nextDouble() * 1.6, FLOOR, from, to));
  }

  private void drawSkirting() {
    double top = FLOOR - 26;
    painter.fill(lit(WHITE, 0.80), VIEW.along(LEFT, top, FLOOR, 0, VIEWER));
    painter.fill(lit(WHITE, 0.90), VIEW.along(RIGHT, top, FLOOR, 0, VIEWER));
    painter.fill(
        grade(0, top, 0, FLOOR, lit(WHITE, 1.0), lit(WHITE, 0.90)),
        new Rectangle2D.Double(LEFT, top, RIGHT - LEFT, FLOOR - top));
    painter.fill(lit(WALL, 0.74), new Rectangle2D.Double(LEFT, top - 1.5, RIGHT - LEFT, 1.5));
    painter.fill(lit(WHITE, 0.93), new Rectangle2D.Double(LEFT, CEILING, RIGHT - LEFT, 9));
    painter.fill(lit(WALL, 0.82), new Rectangle2D.Double(LEFT, CEILING + 9, RIGHT - LEFT, 1.5));
  }

  /** Where surfaces meet less light arrives. */
  private void drawCorners() {
    Color shade = new Color(40, 28, 16, 70);
    Color none = faded(shade, 0);
    double height = FLOOR - CEILING;
    painter.fill(
        grade(LEFT, 0, LEFT + 130, 0, shade, none),
        new Rectangle2D.Double(LEFT, CEILING, 130, height));
    painter.fill(
        grade(RIGHT, 0, RIGHT - 190, 0, shade, none),
        new Rectangle2D.Double(RIGHT - 190, CEILING, 190, height));
    painter.fill(
        grade(0, CEILING, 0, CEILING + 90, faded(shade, 0.5), none),
        new Rectangle2D.Double(LEFT, CEILING, RIGHT - LEFT, 90));
    painter.fill(
        grade(0, FLOOR, 0, FLOOR + 60, new Color(30, 18, 8, 120), new Color(30, 18, 8, 0)),
        VIEW.flat(LEFT, RIGHT, FLOOR, 0, 260));
  }

  /** A lens lets less light into the corners of a photo. */
  private static void drawLens(Painter painter) {
    Color dark = new Color(15, 10, 5, 62);
    Color none = faded(dark, 0);
    painter.fill(
        grade(0, 0, WIDTH, 0, dark, none, none, none, dark),
        new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    painter.fill(
        grade(0, 0, 0, HEIGHT, none, none, none, none, dark),
        new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }
}
