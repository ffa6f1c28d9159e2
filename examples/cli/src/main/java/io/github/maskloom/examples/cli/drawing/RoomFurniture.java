package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;
import static io.github.maskloom.examples.cli.drawing.RoomImage.CEILING;
import static io.github.maskloom.examples.cli.drawing.RoomImage.FLOOR;
import static io.github.maskloom.examples.cli.drawing.RoomImage.VIEW;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** What already stands, lies and hangs in the room. */
final class RoomFurniture {
  private static final Color RUG = rgb(0xC9BDAA);
  private static final Color BRASS = rgb(0x9C7B47);
  private static final Color LEAF = rgb(0x3F6B42);

  private final Painter painter;
  private final Random random = new Random(11);

  RoomFurniture(Painter painter) {
    this.painter = painter;
  }

  /** All that stands or hangs; the rug lies beneath the sun and is drawn apart. */
  void draw() {
    drawWallImage(806, 214, 250, 172);
    drawWallImage(1086, 230, 104, 140);
    drawLamp();
    drawPlant();
  }

  void drawRug() {
    painter.fill(new Color(30, 18, 8, 70), VIEW.flat(608, 1196, FLOOR + 3, 196, 556));
    rug(0, lit(RUG, 0.92));
    rug(12, rgb(0x5E6B73));
    rug(20, lit(RUG, 1.02));
    rug(30, rgb(0xA5674D));
    rug(34, lit(RUG, 1.05));
    for (double nearer = 250; nearer < 510; nearer += 26) {
      painter.fill(faded(rgb(0x5E6B73), 0.30), VIEW.flat(650, 1154, FLOOR, nearer, nearer + 5));
    }
    for (double x = 650; x < 1150; x += 4) {
      double from = 236 + random.nextDouble() * 200;
      painter.fill(faded(rgb(0x6B5A45), 0.055), VIEW.flat(x, x + 2, FLOOR, from, from + 90));
    }
  }

  private void rug(double margin, Color color) {
    painter.fill(color, VIEW.flat(610 + margin, 1194 - margin, FLOOR, 200 + margin, 550 - margin));
  }

  private void drawWallImage(double x, double y, double width, double height) {
    painter.fill(
        new Color(40, 28, 16, 60), new Rectangle2D.Double(x + 5, y + 7, width + 4, height + 6));
    painter.fill(rgb(0x3B2D22), new Rectangle2D.Double(x, y, width, height));
    painter.fill(rgb(0xF6F2E9), new Rectangle2D.Double(x + 7, y + 7, width - 14, height - 14));
    Rectangle2D sheet = new Rectangle2D.Double(x + 24, y + 24, width - 48, height - 48);
    painter.fill(grade(0, y, 0, y + height, rgb(0xE7B889), rgb(0xF3DCC0), rgb(0xB9C6CB)), sheet);
    painter.within(sheet);
    painter.fill(rgb(0xF7EBD2), Painter.ellipse(x + width * 0.6, y + height * 0.38, 15, 15));
    drawHills(x, y + height * 0.62, width, rgb(0x8C9AA0));
    drawHills(x - 40, y + height * 0.72, width + 80, rgb(0x5D7078));
    painter.everywhere();
  }

  private void drawHills(double x, double y, double width, Color color) {
    Path2D hills = new Path2D.Double();
    hills.moveTo(x, y + 10);
    hills.curveTo(x + width * 0.3, y - 42, x + width * 0.4, y + 34, x + width * 0.6, y - 6);
    hills.curveTo(x + width * 0.75, y - 34, x + width * 0.9, y + 10, x + width, y);
    hills.lineTo(x + width, y + 200);
    hills.lineTo(x, y + 200);
    hills.closePath();
    painter.fill(color, hills);
  }

  private void drawLamp() {
    double x = 1286;
    double foot = FLOOR + 26;
    painter.within(
        new Rectangle2D.Double(
            RoomImage.LEFT, CEILING, RoomImage.RIGHT - RoomImage.LEFT, FLOOR - CEILING));
    painter.spot(new Color(255, 214, 140, 190), x, 330, 250, 300);
    painter.everywhere();
    painter.spot(new Color(30, 18, 8, 130), x + 6, foot + 4, 66, 17);
    painter.fill(lit(BRASS, 0.7), Painter.ellipse(x, foot, 42, 10));
    painter.fill(BRASS, Painter.ellipse(x, foot - 4, 42, 9));
    painter.stroke(lit(BRASS, 0.75), 7, Painter.polyline(x, 380, x, foot - 6));
    painter.stroke(lit(BRASS, 1.25), 2, Painter.polyline(x - 1.5, 380, x - 1.5, foot - 8));
    Path2D shade = Painter.polygon(x - 46, 290, x + 46, 290, x + 74, 400, x - 74, 400);
    painter.fill(
        grade(x - 74, 0, x + 74, 0, rgb(0xE0B878), rgb(0xFFF1CF), rgb(0xFFEBC0), rgb(0xD9AE6C)),
        shade);
    painter.fill(
        grade(0, 290, 0, 400, new Color(150, 96, 30, 70), new Color(255, 240, 200, 90)), shade);
    painter.stroke(rgb(0xC99E5E), 2.5, Painter.polyline(x - 74, 400, x + 74, 400));
    painter.stroke(rgb(0xC99E5E), 2.5, Painter.polyline(x - 46, 290, x + 46, 290));
  }

  private void drawPlant() {
    Point2D foot = VIEW.at(262, FLOOR, 130);
    double x = foot.getX();
    double y = foot.getY();
    painter.spot(new Color(25, 15, 5, 150), x + 14, y, 92, 24);
    for (int i = 0; i < 15; i++) {
      double lean = (i - 7) / 7.0;
      drawLeaf(x, y - 96, lean * 1.15 + (random.nextDouble() - 0.5) * 0.25);
    }
    Path2D pot = Painter.polygon(x - 56, y - 104, x + 56, y - 104, x + 42, y, x - 42, y);
    painter.fill(grade(x - 56, 0, x + 56, 0, rgb(0x9B5A3C), rgb(0xC98460), rgb(0x7A4029)), pot);
    painter.fill(
        grade(x - 60, 0, x + 60, 0, rgb(0xA96547), rgb(0xD89571), rgb(0x854833)),
        new Rectangle2D.Double(x - 60, y - 116, 120, 20));
  }

  private void drawLeaf(double x, double y, double lean) {
    double length = 150 + random.nextDouble() * 120 - Math.abs(lean) * 40;
    Path2D leaf = new Path2D.Double();
    leaf.moveTo(0, 0);
    leaf.curveTo(-16, -length * 0.35, -44, -length * 0.65, 0, -length);
    leaf.curveTo(40, -length * 0.6, 16, -length * 0.3, 0, 0);
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(lean);
    Color green = lit(LEAF, 0.75 + random.nextDouble() * 0.6);
    painter.fill(green, leaf.createTransformedShape(place));
    painter.stroke(
        faded(lit(green, 1.5), 0.6),
        1.6,
        Painter.polyline(0, 0, 0, -length * 0.92).createTransformedShape(place));
  }
}
