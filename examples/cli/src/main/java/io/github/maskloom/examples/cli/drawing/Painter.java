package io.github.maskloom.examples.cli.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.ColorSpaceType;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/**
 * Java2D, reduced to what the demonstration's images are drawn with: flat and graded fills, lines
 * and soft spots of light or shadow. No text, whose look would depend on the fonts installed.
 *
 * <p><b>Ownership:</b> closing it releases the graphics, not the image.
 */
final class Painter implements AutoCloseable {
  private final Graphics2D graphics;

  /** Paints on an image as if it were {@code designWidth} units wide. */
  Painter(BufferedImage picture, double designWidth) {
    graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double scale = picture.getWidth() / designWidth;
    graphics.scale(scale, scale);
  }

  void fill(Paint paint, Shape shape) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  /** Draws along a line, with round ends and corners. */
  void stroke(Paint paint, double width, Shape line) {
    graphics.setPaint(paint);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(line);
  }

  /** A spot that is of the color in the middle and fades to nothing at the ellipse's edge. */
  void spot(Color color, double x, double y, double radiusX, double radiusY) {
    RadialGradientPaint fade =
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            1,
            new Point2D.Double(0, 0),
            new float[] {0, 0.35f, 0.7f, 1},
            new Color[] {color, faded(color, 0.62), faded(color, 0.16), faded(color, 0)},
            CycleMethod.NO_CYCLE,
            ColorSpaceType.SRGB,
            new AffineTransform(radiusX, 0, 0, radiusY, x, y));
    fill(fade, ellipse(x, y, radiusX, radiusY));
  }

  /** Confines all painting to a shape until {@link #everywhere}. */
  void within(Shape shape) {
    graphics.setClip(shape);
  }

  void everywhere() {
    graphics.setClip(null);
  }

  /** Colors spread evenly along a line from one point to another. */
  static Paint grade(double x1, double y1, double x2, double y2, Color... colors) {
    float[] fractions = new float[colors.length];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = (float) i / (fractions.length - 1);
    }
    return new LinearGradientPaint(
        new Point2D.Double(x1, y1), new Point2D.Double(x2, y2), fractions, colors);
  }

  /** The polygon through points given as x, y, x, y and so on. */
  static Path2D polygon(double... xy) {
    Path2D path = polyline(xy);
    path.closePath();
    return path;
  }

  /** The line through points given as x, y, x, y and so on. */
  static Path2D polyline(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    return path;
  }

  static Shape ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Color rgb(int rgb) {
    return new Color(rgb);
  }

  /** The color with its alpha multiplied. */
  static Color faded(Color color, double factor) {
    return new Color(
        color.getRed(),
        color.getGreen(),
        color.getBlue(),
        (int) Math.round(color.getAlpha() * factor));
  }

  /** The color made lighter, above 1, or darker, below 1. */
  static Color lit(Color color, double factor) {
    return new Color(
        (int) Math.min(255, color.getRed() * factor),
        (int) Math.min(255, color.getGreen() * factor),
        (int) Math.min(255, color.getBlue() * factor),
        color.getAlpha());
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
