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

/** A floor lamp on three legs on a plain light ground, as a shop shows it. */
public final class FloorLampImage {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 900;
  private static final Color SHADE = rgb(0xD9962E);
  private static final Color STEEL = rgb(0x3A3F44);
  private static final double MIDDLE = WIDTH / 2.0;

  private final Painter painter;

  private FloorLampImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the lamp. */
  public static BufferedImage draw() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new FloorLampImage(painter).drawAll();
    }
    return picture;
  }

  private void drawAll() {
    painter.fill(rgb(0xF4F3F1), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    painter.spot(new Color(40, 36, 32, 100), MIDDLE, 836, 190, 22);
    drawLeg(MIDDLE + 8, 800, 0.75);
    drawLeg(74, 836, 1.0);
    drawLeg(386, 836, 0.9);
    drawStem();
    drawShade();
  }

  private void drawLeg(double foot, double floor, double light) {
    double hub = 372;
    Shape leg = Painter.polygon(MIDDLE - 8, hub, MIDDLE + 8, hub, foot + 5, floor, foot - 5, floor);
    painter.fill(
        grade(
            MIDDLE - 8,
            hub,
            MIDDLE + 14,
            hub + 6,
            lit(STEEL, 1.7 * light),
            lit(STEEL, 0.8 * light)),
        leg);
    painter.stroke(faded(lit(STEEL, 0.5), 0.7), 1.2, leg);
    painter.fill(lit(STEEL, 0.6), Painter.ellipse(foot, floor, 9, 4));
  }

  private void drawStem() {
    painter.stroke(STEEL, 12, Painter.polyline(MIDDLE, 250, MIDDLE, 380));
    painter.stroke(lit(STEEL, 2.0), 3, Painter.polyline(MIDDLE - 3, 250, MIDDLE - 3, 378));
    painter.fill(
        grade(MIDDLE - 22, 0, MIDDLE + 22, 0, lit(STEEL, 0.8), lit(STEEL, 1.9), lit(STEEL, 0.6)),
        SofaImage.box(MIDDLE - 22, 360, 44, 30, 14));
  }

  private void drawShade() {
    Path2D shade = new Path2D.Double();
    shade.moveTo(MIDDLE - 92, 62);
    shade.quadTo(MIDDLE, 48, MIDDLE + 92, 62);
    shade.lineTo(MIDDLE + 158, 270);
    shade.quadTo(MIDDLE, 306, MIDDLE - 158, 270);
    shade.closePath();
    painter.fill(
        grade(
            MIDDLE - 158,
            0,
            MIDDLE + 158,
            0,
            lit(SHADE, 0.72),
            lit(SHADE, 1.12),
            lit(SHADE, 1.04),
            lit(SHADE, 0.62)),
        shade);
    painter.within(shade);
    painter.spot(new Color(255, 226, 150, 210), MIDDLE, 250, 190, 170);
    drawWeave();
    painter.everywhere();
    painter.stroke(faded(lit(SHADE, 0.5), 0.9), 2, shade);
    painter.stroke(faded(lit(SHADE, 1.3), 0.7), 3, rim(MIDDLE, 64, 90, 13));
  }

  /** Threads of the cloth, fanned out as the shade widens. */
  private void drawWeave() {
    for (double share = -1; share <= 1; share += 0.06) {
      painter.stroke(
          faded(lit(SHADE, 0.55), 0.16),
          1.4,
          Painter.polyline(MIDDLE + 92 * share, 50, MIDDLE + 158 * share, 300));
    }
  }

  private static Path2D rim(double x, double y, double radius, double rise) {
    Path2D line = new Path2D.Double();
    line.moveTo(x - radius, y);
    line.quadTo(x, y - rise, x + radius, y);
    return line;
  }
}
