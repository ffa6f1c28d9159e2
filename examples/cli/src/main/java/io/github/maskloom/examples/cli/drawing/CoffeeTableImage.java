package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A round coffee table of walnut on a plain light ground, as a shop shows it. */
public final class CoffeeTableImage {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;
  private static final Color WALNUT = rgb(0x74492B);
  private static final double MIDDLE = WIDTH / 2.0;
  private static final double TOP = 150;
  private static final double RADIUS_X = 360;
  private static final double RADIUS_Y = 78;
  private static final double THICKNESS = 26;

  private final Painter painter;
  private final Random random = new Random(3);

  private CoffeeTableImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the table. */
  public static BufferedImage draw() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new CoffeeTableImage(painter).drawAll();
    }
    return picture;
  }

  private void drawAll() {
    painter.fill(rgb(0xF4F3F1), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    painter.spot(new Color(40, 36, 32, 110), MIDDLE, 408, 380, 36);
    drawLeg(MIDDLE, 376, 0, 0.7);
    drawLeg(MIDDLE - 220, 408, -34, 1.0);
    drawLeg(MIDDLE + 220, 408, 34, 0.85);
    drawEdge();
    drawTop();
    drawVase();
  }

  private void drawLeg(double x, double floor, double lean, double light) {
    Shape leg =
        Painter.polygon(
            x - 17, TOP + 30, x + 17, TOP + 30, x + lean + 9, floor, x + lean - 9, floor);
    painter.fill(
        grade(
            x - 17,
            0,
            x + 17 + lean / 2,
            0,
            lit(WALNUT, 0.7 * light),
            lit(WALNUT, 1.35 * light),
            lit(WALNUT, 0.55 * light)),
        leg);
    painter.stroke(faded(lit(WALNUT, 0.4), 0.7), 1.4, leg);
  }

  private void drawEdge() {
    Color dark = lit(WALNUT, 0.62);
    painter.fill(dark, Painter.ellipse(MIDDLE, TOP + THICKNESS, RADIUS_X, RADIUS_Y));
    painter.fill(
        grade(
            MIDDLE - RADIUS_X,
            0,
            MIDDLE + RADIUS_X,
            0,
            lit(WALNUT, 0.6),
            lit(WALNUT, 1.2),
            lit(WALNUT, 0.95),
            lit(WALNUT, 0.5)),
        new Rectangle2D.Double(MIDDLE - RADIUS_X, TOP, 2 * RADIUS_X, THICKNESS));
    painter.within(Painter.ellipse(MIDDLE, TOP + THICKNESS, RADIUS_X, RADIUS_Y));
    painter.fill(
        grade(
            MIDDLE - RADIUS_X,
            0,
            MIDDLE + RADIUS_X,
            0,
            lit(WALNUT, 0.55),
            lit(WALNUT, 1.1),
            lit(WALNUT, 0.45)),
        new Rectangle2D.Double(MIDDLE - RADIUS_X, TOP, 2 * RADIUS_X, 2 * RADIUS_Y));
    painter.everywhere();
  }

  private void drawTop() {
    Shape top = Painter.ellipse(MIDDLE, TOP, RADIUS_X, RADIUS_Y);
    painter.fill(
        grade(0, TOP - RADIUS_Y, 0, TOP + RADIUS_Y, lit(WALNUT, 1.15), lit(WALNUT, 1.5), WALNUT),
        top);
    painter.within(top);
    for (double y = TOP - RADIUS_Y; y < TOP + RADIUS_Y; y += 3.2) {
      drawGrain(y + random.nextDouble() * 2);
    }
    painter.spot(new Color(255, 238, 214, 90), MIDDLE - 90, TOP - 22, 240, 46);
    painter.everywhere();
    painter.stroke(faded(lit(WALNUT, 1.9), 0.6), 2, top);
  }

  private void drawGrain(double y) {
    double bow = (y - TOP) * 0.12;
    Path2D line = new Path2D.Double();
    line.moveTo(MIDDLE - RADIUS_X, y + random.nextDouble() * 4);
    line.curveTo(MIDDLE - 120, y - bow, MIDDLE + 120, y + bow, MIDDLE + RADIUS_X, y);
    painter.stroke(faded(lit(WALNUT, 0.55), 0.10 + random.nextDouble() * 0.25), 1.1, line);
  }

  private void drawVase() {
    double x = MIDDLE + 110;
    painter.spot(new Color(20, 10, 4, 130), x + 10, TOP - 4, 60, 14);
    for (double lean : new double[] {-0.9, -0.45, 0, 0.45, 0.9}) {
      drawTwig(x, lean);
    }
    Path2D vase = new Path2D.Double();
    vase.moveTo(x - 12, TOP - 74);
    vase.curveTo(x - 16, TOP - 52, x - 40, TOP - 44, x - 30, TOP - 4);
    vase.quadTo(x, TOP + 6, x + 30, TOP - 4);
    vase.curveTo(x + 40, TOP - 44, x + 16, TOP - 52, x + 12, TOP - 74);
    vase.closePath();
    painter.fill(grade(x - 34, 0, x + 34, 0, rgb(0x2F5A60), rgb(0x6FA2A6), rgb(0x234348)), vase);
    painter.stroke(new Color(14, 36, 40, 160), 1.4, vase);
  }

  private void drawTwig(double x, double lean) {
    Path2D twig = new Path2D.Double();
    twig.moveTo(x, TOP - 70);
    twig.quadTo(x + lean * 6, TOP - 100, x + lean * 46, TOP - 126 + Math.abs(lean) * 16);
    painter.stroke(rgb(0x5E7F4E), 3, twig);
    painter.fill(
        rgb(0x7BA063), Painter.ellipse(x + lean * 46, TOP - 128 + Math.abs(lean) * 16, 9, 13));
    painter.fill(
        rgb(0x5F8A50), Painter.ellipse(x + lean * 26 + 5, TOP - 106 + Math.abs(lean) * 8, 7, 10));
  }
}
