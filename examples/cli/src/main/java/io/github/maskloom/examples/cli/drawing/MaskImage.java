package io.github.maskloom.examples.cli.drawing;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * Strokes of a half transparent blue brush where the sofa should stand: the mask of the
 * demonstration, as a canvas in a browser exports it.
 */
public final class MaskImage {
  private static final int BLUE = 0x0078FF;
  private static final int OPACITY = 128;
  private static final double BRUSH_WIDTH = 84;
  private static final int EDGE_STEPS = 8;

  /** How far the brush reaches, ever fainter, beyond its width on either side. */
  private static final double SOFT_EDGE = 9;

  private MaskImage() {}

  /** Paints for a room of this size. */
  public static BufferedImage draw(int widthPixels, int heightPixels) {
    BufferedImage coverage =
        new BufferedImage(widthPixels, heightPixels, BufferedImage.TYPE_INT_RGB);
    try (Painter painter = new Painter(coverage, RoomImage.WIDTH)) {
      drawCoverage(painter);
    }
    BufferedImage mask = new BufferedImage(widthPixels, heightPixels, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < heightPixels; y++) {
      for (int x = 0; x < widthPixels; x++) {
        mask.setRGB(x, y, paint(coverage.getRGB(x, y) & 0xFF));
      }
    }
    return mask;
  }

  /** Ever narrower and lighter strokes over each other make a soft edge around their union. */
  private static void drawCoverage(Painter painter) {
    Path2D strokes = strokes();
    for (int step = 1; step <= EDGE_STEPS; step++) {
      double beyond = SOFT_EDGE * (EDGE_STEPS - step) / (EDGE_STEPS - 1);
      int gray = 255 * step / EDGE_STEPS;
      painter.stroke(new Color(gray, gray, gray), BRUSH_WIDTH + 2 * beyond, strokes);
    }
  }

  /** To and fro without a lift, then down the left side, as a hand fills a shape. */
  private static Path2D strokes() {
    Path2D hand = new Path2D.Double();
    hand.moveTo(738, 516);
    hand.curveTo(860, 496, 1010, 508, 1146, 514);
    hand.curveTo(1192, 528, 1182, 566, 1140, 572);
    hand.curveTo(1000, 580, 870, 568, 752, 582);
    hand.curveTo(706, 592, 708, 634, 754, 640);
    hand.curveTo(880, 650, 1010, 634, 1144, 646);
    hand.curveTo(1190, 660, 1178, 702, 1136, 708);
    hand.curveTo(1000, 718, 870, 702, 726, 714);
    hand.moveTo(728, 530);
    hand.curveTo(714, 590, 712, 640, 722, 704);
    return hand;
  }

  private static int paint(int coverage) {
    int alpha = OPACITY * coverage / 255;
    return alpha == 0 ? 0 : alpha << 24 | BLUE;
  }
}
