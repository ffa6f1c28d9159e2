package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** A sofa on a plain light ground, as a shop shows it: the furniture of the demonstration. */
public final class SofaImage {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;
  private static final Color CLOTH = rgb(0x3F7379);
  private static final Color WOOD = rgb(0x7A5232);
  private static final Color MUSTARD = rgb(0xD79E3C);
  private static final Color CREAM = rgb(0xE9DFCC);

  private final Painter painter;

  private SofaImage(Painter painter) {
    this.painter = painter;
  }

  /** Draws the sofa. */
  public static BufferedImage draw() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(picture, WIDTH)) {
      new SofaImage(painter).drawAll();
    }
    return picture;
  }

  private void drawAll() {
    painter.fill(rgb(0xF4F3F1), box(0, 0, WIDTH, HEIGHT, 0));
    painter.spot(new Color(40, 36, 32, 120), 450, 500, 400, 34);
    drawLegs();
    drawBack();
    drawBackCushion(158, 286);
    drawBackCushion(450, 286);
    drawSeat();
    drawSeatCushion(152, 294);
    drawSeatCushion(450, 294);
    drawArm(78, false);
    drawArm(736, true);
    drawPillow(232, 300, -0.16, MUSTARD);
    drawPillow(676, 304, 0.20, CREAM);
  }

  private void drawLegs() {
    drawLeg(118, -8);
    drawLeg(782, 8);
  }

  private void drawLeg(double x, double lean) {
    Shape leg = Painter.polygon(x - 13, 452, x + 13, 452, x + 6 + lean, 504, x - 6 + lean, 504);
    painter.fill(grade(x - 13, 0, x + 13, 0, lit(WOOD, 0.7), lit(WOOD, 1.3), lit(WOOD, 0.6)), leg);
  }

  private void drawBack() {
    painter.fill(
        grade(0, 148, 0, 300, lit(CLOTH, 1.08), lit(CLOTH, 0.62)), box(120, 150, 660, 240, 46));
    painter.stroke(faded(lit(CLOTH, 1.5), 0.55), 3, Painter.polyline(150, 153, 750, 153));
  }

  private void drawBackCushion(double x, double width) {
    Path2D cushion = pillowed(x, 172, width, 176, 9);
    painter.fill(
        grade(0, 165, 0, 350, lit(CLOTH, 1.28), lit(CLOTH, 1.02), lit(CLOTH, 0.70)), cushion);
    painter.within(cushion);
    painter.spot(faded(lit(CLOTH, 1.7), 0.42), x + width * 0.42, 222, width * 0.5, 62);
    painter.spot(new Color(8, 24, 28, 90), x + width / 2, 356, width * 0.62, 54);
    painter.everywhere();
    painter.stroke(faded(lit(CLOTH, 0.45), 0.8), 1.8, cushion);
    painter.stroke(
        faded(lit(CLOTH, 1.6), 0.5), 1.5, Painter.polyline(x + 24, 171, x + width - 24, 171));
  }

  private void drawSeat() {
    painter.fill(
        grade(0, 400, 0, 462, lit(CLOTH, 0.86), lit(CLOTH, 0.52)), box(112, 372, 676, 90, 18));
    painter.stroke(faded(lit(CLOTH, 0.4), 0.7), 1.6, Painter.polyline(140, 456, 760, 456));
  }

  private void drawSeatCushion(double x, double width) {
    Path2D cushion = pillowed(x, 332, width, 82, 6);
    painter.fill(
        grade(
            0, 326, 0, 418, lit(CLOTH, 1.36), lit(CLOTH, 1.22), lit(CLOTH, 0.96), lit(CLOTH, 0.66)),
        cushion);
    painter.within(cushion);
    painter.spot(new Color(8, 24, 28, 110), x + width / 2, 326, width * 0.56, 22);
    painter.everywhere();
    painter.stroke(faded(lit(CLOTH, 0.42), 0.85), 1.8, cushion);
    painter.stroke(
        faded(lit(CLOTH, 1.7), 0.45), 1.6, Painter.polyline(x + 16, 366, x + width - 16, 366));
    painter.stroke(
        faded(lit(CLOTH, 0.5), 0.45), 1.2, Painter.polyline(x + 16, 368, x + width - 16, 368));
  }

  private void drawArm(double x, boolean shaded) {
    double light = shaded ? 0.90 : 1.06;
    Shape arm = box(x, 244, 86, 220, 40);
    painter.spot(new Color(8, 24, 28, 90), x + (shaded ? 0 : 86), 380, 34, 110);
    painter.fill(
        grade(
            x,
            0,
            x + 86,
            0,
            lit(CLOTH, 0.74 * light),
            lit(CLOTH, 1.20 * light),
            lit(CLOTH, 1.02 * light),
            lit(CLOTH, 0.66 * light)),
        arm);
    painter.within(arm);
    painter.fill(grade(0, 360, 0, 466, new Color(8, 24, 28, 0), new Color(8, 24, 28, 120)), arm);
    painter.spot(faded(lit(CLOTH, 1.9), 0.55), x + 40, 256, 46, 26);
    painter.everywhere();
    painter.stroke(faded(lit(CLOTH, 0.42), 0.8), 1.8, arm);
    painter.stroke(faded(lit(CLOTH, 0.5), 0.5), 1.2, box(x + 9, 254, 68, 202, 30));
  }

  private void drawPillow(double x, double y, double tilt, Color color) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(tilt);
    painter.spot(new Color(8, 24, 28, 130), x + 8, y + 26, 92, 72);
    Shape pillow = pillowed(-62, -56, 124, 112, 10).createTransformedShape(place);
    painter.fill(
        grade(x - 50, y - 60, x + 40, y + 60, lit(color, 1.12), color, lit(color, 0.70)), pillow);
    painter.stroke(faded(lit(color, 0.55), 0.8), 1.6, pillow);
    for (double crease : new double[] {-0.5, 0.0, 0.5}) {
      Path2D fold = new Path2D.Double();
      fold.moveTo(-40 * crease, -50);
      fold.quadTo(-14 * crease, -36, -8 * crease, -20);
      painter.stroke(faded(lit(color, 0.6), 0.35), 1.8, fold.createTransformedShape(place));
    }
  }

  static Shape box(double x, double y, double width, double height, double arc) {
    return new RoundRectangle2D.Double(x, y, width, height, arc, arc);
  }

  /** A rectangle whose sides bulge, with round corners, as filled cloth has them. */
  static Path2D pillowed(double x, double y, double width, double height, double bulge) {
    double corner = 16;
    double right = x + width;
    double bottom = y + height;
    Path2D shape = new Path2D.Double();
    shape.moveTo(x + corner, y);
    shape.quadTo(x + width / 2, y - bulge, right - corner, y);
    shape.quadTo(right, y, right, y + corner);
    shape.quadTo(right + bulge / 2, y + height / 2, right, bottom - corner);
    shape.quadTo(right, bottom, right - corner, bottom);
    shape.quadTo(x + width / 2, bottom + bulge, x + corner, bottom);
    shape.quadTo(x, bottom, x, bottom - corner);
    shape.quadTo(x - bulge / 2, y + height / 2, x, y + corner);
    shape.quadTo(x, y, x + corner, y);
    shape.closePath();
    return shape;
  }
}
