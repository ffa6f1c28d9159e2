package io.github.maskloom.examples.cli.drawing;

import static io.github.maskloom.examples.cli.drawing.Painter.faded;
import static io.github.maskloom.examples.cli.drawing.Painter.grade;
import static io.github.maskloom.examples.cli.drawing.Painter.lit;
import static io.github.maskloom.examples.cli.drawing.Painter.rgb;
import static io.github.maskloom.examples.cli.drawing.RoomImage.FLOOR;
import static io.github.maskloom.examples.cli.drawing.RoomImage.VIEW;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** The window of the room: what is seen through it, its curtains, and the sun it lets in. */
final class RoomWindow {
  private static final double X = 330;
  private static final double Y = 196;
  private static final double WIDTH = 270;
  private static final double HEIGHT = 322;
  private static final Color FRAME = rgb(0xF4F1EA);
  private static final Color LINEN = rgb(0xDCD0BC);
  private static final Color SUN = rgb(0xFFE9BE);

  private final Painter painter;
  private final Random random = new Random(4);

  RoomWindow(Painter painter) {
    this.painter = painter;
  }

  void draw() {
    painter.spot(faded(SUN, 0.55), X + WIDTH / 2, Y + HEIGHT / 2, 420, 360);
    drawOutside();
    drawFrame();
    drawCurtain(X - 62, X + 22);
    drawCurtain(X + WIDTH - 22, X + WIDTH + 62);
    drawRod();
  }

  private void drawOutside() {
    Rectangle2D glass = new Rectangle2D.Double(X, Y, WIDTH, HEIGHT);
    painter.fill(grade(0, Y, 0, Y + HEIGHT, rgb(0xA9CFEE), rgb(0xDDEDF7), rgb(0xFFF6E4)), glass);
    painter.within(glass);
    drawTrees(Y + 205, 44, rgb(0xB4CDBE));
    drawTrees(Y + 240, 36, rgb(0x8FB48C));
    drawTrees(Y + 285, 40, rgb(0x6F9A66));
    painter.spot(new Color(255, 250, 235, 190), X + 70, Y + 60, 170, 150);
    painter.everywhere();
  }

  private void drawTrees(double y, double radius, Color green) {
    for (double x = X - 20; x < X + WIDTH + 30; x += radius * 0.55) {
      double crown = radius * (0.7 + random.nextDouble() * 0.7);
      Color leaves = lit(green, 0.93 + random.nextDouble() * 0.14);
      painter.fill(leaves, Painter.ellipse(x, y + random.nextDouble() * 14, crown * 0.8, crown));
    }
    painter.fill(green, new Rectangle2D.Double(X, y + radius * 0.4, WIDTH, HEIGHT));
  }

  private void drawFrame() {
    double middle = X + WIDTH / 2;
    double bar = Y + HEIGHT * 0.36;
    Path2D outline = Painter.polygon(X, Y, X + WIDTH, Y, X + WIDTH, Y + HEIGHT, X, Y + HEIGHT);
    painter.stroke(lit(FRAME, 0.72), 22, outline);
    painter.stroke(FRAME, 17, outline);
    painter.stroke(lit(FRAME, 0.75), 11, Painter.polyline(middle, Y + 8, middle, Y + HEIGHT - 8));
    painter.stroke(lit(FRAME, 0.96), 8, Painter.polyline(middle, Y + 8, middle, Y + HEIGHT - 8));
    painter.stroke(lit(FRAME, 0.75), 9, Painter.polyline(X + 8, bar, X + WIDTH - 8, bar));
    painter.stroke(lit(FRAME, 0.96), 6, Painter.polyline(X + 8, bar, X + WIDTH - 8, bar));
    drawSill(Y + HEIGHT + 8);
  }

  private void drawSill(double y) {
    painter.fill(new Color(60, 45, 30, 55), new Rectangle2D.Double(X - 20, y + 14, WIDTH + 40, 12));
    painter.fill(
        grade(0, y, 0, y + 16, FRAME, lit(FRAME, 0.84)),
        new Rectangle2D.Double(X - 24, y, WIDTH + 48, 16));
  }

  private void drawCurtain(double left, double right) {
    double top = Y - 42;
    double bottom = FLOOR - 8;
    painter.spot(new Color(50, 35, 20, 90), (left + right) / 2 + 14, bottom, 70, 26);
    int folds = 7;
    double width = (right - left) / folds;
    for (int i = 0; i < folds; i++) {
      double x = left + i * width;
      double sway = (random.nextDouble() - 0.5) * 10;
      Path2D fold =
          Painter.polygon(
              x, top, x + width + 1, top, x + width + 1 + sway, bottom, x + sway - 2, bottom);
      painter.fill(
          grade(x, 0, x + width, 0, lit(LINEN, 0.78), lit(LINEN, 1.08), lit(LINEN, 0.86)), fold);
    }
  }

  private void drawRod() {
    double y = Y - 46;
    painter.stroke(rgb(0x4A3B2E), 7, Painter.polyline(X - 84, y, X + WIDTH + 84, y));
    painter.stroke(rgb(0x8A7460), 2, Painter.polyline(X - 84, y - 2, X + WIDTH + 84, y - 2));
    painter.fill(rgb(0x4A3B2E), Painter.ellipse(X - 88, y, 9, 9));
    painter.fill(rgb(0x4A3B2E), Painter.ellipse(X + WIDTH + 88, y, 9, 9));
  }

  /** The sun falls in from the upper left: four panes, drawn smaller thrice for a soft edge. */
  void drawSunOnFloor() {
    for (double margin = 0; margin < 12; margin += 4) {
      drawSunPane(X + 12 + margin, X + WIDTH / 2 - 8 - margin, 150 + margin, 300 - margin);
      drawSunPane(X + WIDTH / 2 + 8 + margin, X + WIDTH - 12 - margin, 150 + margin, 300 - margin);
      drawSunPane(X + 12 + margin, X + WIDTH / 2 - 8 - margin, 318 + margin, 560 - margin);
      drawSunPane(X + WIDTH / 2 + 8 + margin, X + WIDTH - 12 - margin, 318 + margin, 560 - margin);
    }
  }

  private void drawSunPane(double left, double right, double far, double near) {
    Point2D a = sunlit(left, far);
    Point2D b = sunlit(right, far);
    Point2D c = sunlit(right, near);
    Point2D d = sunlit(left, near);
    painter.fill(
        faded(SUN, 0.15),
        Painter.polygon(
            a.getX(), a.getY(), b.getX(), b.getY(), c.getX(), c.getY(), d.getX(), d.getY()));
  }

  private static Point2D sunlit(double x, double nearer) {
    return VIEW.at(x + 0.34 * nearer, FLOOR, nearer);
  }
}
