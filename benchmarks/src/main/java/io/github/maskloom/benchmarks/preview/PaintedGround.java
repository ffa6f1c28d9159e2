package io.github.maskloom.benchmarks.preview;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/**
 * The blob that a person paints on the ground of a photo, as shares of its sides.
 *
 * @param x of its middle
 * @param y of its middle
 * @param across half of its width
 * @param down half of its height
 */
record PaintedGround(double x, double y, double across, double down) {
  private static final int POINTS = 180;
  private static final double SQUARENESS = 2.6;

  /** The six photographs with visible ground, by what their files' names begin with. */
  private static final Map<String, PaintedGround> VISIBLE =
      Map.of(
          "Wine", new PaintedGround(0.832, 0.525, 0.163, 0.13),
          "aitzgorri", new PaintedGround(0.38, 0.77, 0.18, 0.21),
          "picosdeeuropa", new PaintedGround(0.67, 0.76, 0.18, 0.18),
          "sunset", new PaintedGround(0.31, 0.78, 0.19, 0.19),
          "life", new PaintedGround(0.78, 0.66, 0.18, 0.21),
          "Bridge", new PaintedGround(0.40, 0.80, 0.20, 0.18));

  /** The lower middle, for all others. */
  static final PaintedGround ANY = new PaintedGround(0.5, 0.70, 0.20, 0.23);

  /** Where a photograph is painted, if it is among the six. */
  static Optional<PaintedGround> visibleIn(String photo) {
    return VISIBLE.keySet().stream().filter(photo::startsWith).findFirst().map(VISIBLE::get);
  }

  /** The box around the blob in a photo of a size. */
  Rectangle box(int width, int height) {
    return new Rectangle(
        (int) ((x - across) * width),
        (int) ((y - down) * height),
        (int) (2 * across * width),
        (int) (2 * down * height));
  }

  /** The mask: white where furniture goes, else black. */
  BufferedImage mask(int width, int height) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = mask.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fill(outline(width, height));
    graphics.dispose();
    return mask;
  }

  /** A rounded box, drawn by an unsteady hand. */
  private Path2D outline(int width, int height) {
    Path2D outline = new Path2D.Double();
    for (int i = 0; i < POINTS; i++) {
      double angle = 2 * Math.PI * i / POINTS;
      double hand = 0.955 + 0.03 * Math.sin(3 * angle + 1) + 0.015 * Math.sin(7 * angle + 2);
      double px = (x + across * hand * rounded(Math.cos(angle))) * width;
      double py = (y + down * hand * rounded(Math.sin(angle))) * height;
      if (i == 0) {
        outline.moveTo(px, py);
      } else {
        outline.lineTo(px, py);
      }
    }
    outline.closePath();
    return outline;
  }

  private static double rounded(double share) {
    return Math.signum(share) * Math.pow(Math.abs(share), 2 / SQUARENESS);
  }
}
