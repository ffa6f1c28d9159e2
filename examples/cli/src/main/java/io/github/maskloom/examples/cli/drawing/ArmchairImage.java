package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;
import static io.github.maskloom.examples.cli.drawing.SofaImage.box;
import static io.github.maskloom.examples.cli.drawing.SofaImage.pillowed;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** An armchair with a wooden frame on a plain light ground, as a shop shows it. */
public final class ArmchairImage {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 680;
  private static final Color CLOTH = rgb(0xB5583C);
  private static final Color WOOD = rgb(0x8A5E38);
  private static final Color SHADE = new Color(40, 16, 8, 110);

  private final Painter painter;

  private ArmchairImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the armchair. */
  public static BufferedImage draw() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new ArmchairImage(painter).drawAll();
    }
    return picture;
  }

  private void drawAll() {
    painter.fill(rgb(0xF4F3F1), box(0, 0, WIDTH, HEIGHT, 0));
    painter.spot(new Color(40, 36, 32, 120), 320, 604, 270, 30);
    drawBackLegs();
    drawBack();
    drawSeat();
    drawFrame(96, false);
    drawFrame(544, true);
  }

  private void drawBackLegs() {
    for (double x : new double[] {176, 464}) {
      Shape leg = Painter.polygon(x - 9, 470, x + 9, 470, x + 6, 584, x - 6, 584);
      painter.fill(grade(0, 470, 0, 584, lit(WOOD, 0.55), lit(WOOD, 0.75)), leg);
    }
  }

  private void drawBack() {
    Path2D back = pillowed(132, 112, 376, 300, 14);
    painter.fill(grade(0, 100, 0, 412, lit(CLOTH, 1.26), CLOTH, lit(CLOTH, 0.64)), back);
    painter.within(back);
    painter.spot(faded(lit(CLOTH, 1.6), 0.42), 290, 186, 190, 90);
    painter.spot(SHADE, 320, 412, 240, 66);
    drawTufts();
    painter.everywhere();
    painter.stroke(faded(lit(CLOTH, 0.45), 0.85), 2, back);
  }

  /** Buttons that pull the cloth in, in three columns and two rows. */
  private void drawTufts() {
    for (double x = 216; x <= 424; x += 104) {
      for (double y = 196; y <= 290; y += 88) {
        painter.spot(faded(SHADE, 0.9), x, y + 4, 30, 20);
        painter.fill(lit(CLOTH, 0.72), Painter.ellipse(x, y, 7, 6));
        painter.fill(lit(CLOTH, 1.2), Painter.ellipse(x - 1.5, y - 2, 3.5, 2.5));
      }
    }
  }

  private void drawSeat() {
    painter.fill(grade(0, 470, 0, 520, lit(WOOD, 1.1), lit(WOOD, 0.7)), box(112, 468, 416, 44, 10));
    Path2D cushion = pillowed(124, 376, 392, 104, 8);
    painter.fill(
        grade(0, 370, 0, 486, lit(CLOTH, 1.36), lit(CLOTH, 1.16), lit(CLOTH, 0.9), lit(CLOTH, 0.6)),
        cushion);
    painter.within(cushion);
    painter.spot(SHADE, 320, 370, 220, 26);
    painter.everywhere();
    painter.stroke(faded(lit(CLOTH, 0.42), 0.85), 2, cushion);
    painter.stroke(faded(lit(CLOTH, 1.7), 0.45), 1.8, Painter.polyline(146, 424, 494, 424));
    painter.stroke(faded(lit(CLOTH, 0.5), 0.45), 1.4, Painter.polyline(146, 426.5, 494, 426.5));
  }

  /** A front leg that carries the arm rest. */
  private void drawFrame(double x, boolean shaded) {
    double light = shaded ? 0.88 : 1.05;
    painter.spot(faded(SHADE, 0.8), x + (shaded ? -22 : 22), 410, 26, 110);
    Shape leg = Painter.polygon(x - 15, 318, x + 15, 318, x + 9, 606, x - 9, 606);
    painter.fill(wood(x - 15, x + 15, light), leg);
    painter.stroke(faded(lit(WOOD, 0.5), 0.8), 1.5, leg);
    Shape rest = box(x - 34, 290, 68, 36, 26);
    painter.fill(
        grade(0, 290, 0, 326, lit(WOOD, 1.45 * light), lit(WOOD, light), lit(WOOD, 0.66 * light)),
        rest);
    painter.stroke(faded(lit(WOOD, 0.5), 0.8), 1.5, rest);
    painter.stroke(faded(lit(WOOD, 1.8), 0.5), 2, Painter.polyline(x - 22, 297, x + 22, 297));
  }

  private static Paint wood(double left, double right, double light) {
    return grade(
        left, 0, right, 0, lit(WOOD, 0.75 * light), lit(WOOD, 1.3 * light), lit(WOOD, 0.6 * light));
  }
}
