package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A woven rug that lies on a plain light ground, as a shop shows it. */
public final class RugImage {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final double LEFT = 190;
  private static final double RIGHT = 710;
  private static final double FLOOR = 96;
  private static final double FAR = 0;
  private static final double NEAR = 420;
  private static final Perspective VIEW = new Perspective(450, -560, 1360);
  private static final Color RED = rgb(0x8E3B34);
  private static final Color NAVY = rgb(0x2E3F57);
  private static final Color SAND = rgb(0xD8BE93);
  private static final int DIAMONDS = 9;

  private final Painter painter;
  private final Random random = new Random(5);

  private RugImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the rug. */
  public static BufferedImage draw() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new RugImage(painter).drawAll();
    }
    return picture;
  }

  private void drawAll() {
    painter.fill(rgb(0xF4F3F1), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    painter.fill(new Color(40, 36, 32, 60), VIEW.flat(LEFT - 3, RIGHT + 3, FLOOR + 4, FAR, NEAR));
    drawFringe();
    area(0, NAVY);
    area(16, SAND);
    area(24, RED);
    area(64, SAND);
    area(70, NAVY);
    drawBorder();
    drawDiamonds();
    drawThreads();
  }

  private void area(double margin, Color colour) {
    painter.fill(
        colour, VIEW.flat(LEFT + margin, RIGHT - margin, FLOOR, FAR + margin, NEAR - margin));
  }

  private void drawFringe() {
    for (double nearer = FAR + 3; nearer < NEAR; nearer += 7) {
      for (double[] ends : new double[][] {{LEFT - 16, LEFT}, {RIGHT, RIGHT + 16}}) {
        painter.fill(
            lit(SAND, 0.85 + random.nextDouble() * 0.25),
            VIEW.flat(ends[0], ends[1], FLOOR, nearer, nearer + 3));
      }
    }
  }

  /** Small lozenges along the red band. */
  private void drawBorder() {
    for (double x = LEFT + 44; x <= RIGHT - 44; x += 27) {
      diamond(x, FAR + 44, 9, 13, SAND);
      diamond(x, NEAR - 44, 9, 13, SAND);
    }
    for (double nearer = FAR + 78; nearer < NEAR - 60; nearer += 38) {
      diamond(LEFT + 44, nearer, 9, 13, SAND);
      diamond(RIGHT - 44, nearer, 9, 13, SAND);
    }
  }

  private void drawDiamonds() {
    double step = (RIGHT - LEFT - 150) / DIAMONDS;
    for (int i = 0; i < DIAMONDS; i++) {
      double x = LEFT + 75 + step * (i + 0.5);
      boolean even = i % 2 == 0;
      diamond(x, (FAR + NEAR) / 2, step / 2, 124, even ? RED : rgb(0xB4763F));
      diamond(x, (FAR + NEAR) / 2, step / 3, 84, SAND);
      diamond(x, (FAR + NEAR) / 2, step / 5, 50, even ? NAVY : RED);
    }
  }

  private void diamond(double x, double nearer, double radiusX, double depth, Color colour) {
    Path2D shape = new Path2D.Double();
    shape.moveTo(VIEW.at(x - radiusX, FLOOR, nearer).getX(), VIEW.at(x, FLOOR, nearer).getY());
    lineTo(shape, x, nearer - depth);
    lineTo(shape, x + radiusX, nearer);
    lineTo(shape, x, nearer + depth);
    shape.closePath();
    painter.fill(colour, shape);
  }

  private static void lineTo(Path2D shape, double x, double nearer) {
    shape.lineTo(VIEW.at(x, FLOOR, nearer).getX(), VIEW.at(x, FLOOR, nearer).getY());
  }

  /** What makes it cloth: the weft in faint light and dark lines. */
  private void drawThreads() {
    for (double nearer = FAR; nearer < NEAR; nearer += 4) {
      Color thread = random.nextBoolean() ? Color.BLACK : Color.WHITE;
      painter.fill(
          faded(thread, 0.04 + random.nextDouble() * 0.07),
          VIEW.flat(LEFT, RIGHT, FLOOR, nearer, nearer + 2));
    }
  }
}
