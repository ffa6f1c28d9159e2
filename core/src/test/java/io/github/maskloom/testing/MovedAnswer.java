package io.github.maskloom.testing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A photo cut out of a larger picture, and what a model might answer to it: another cut of that
 * picture, so that what is new at its border is real, redrawn with other colors, soft and grainy,
 * with another picture in the paint.
 *
 * <p>A place {@code x} of the photo, from its middle, lies in the answer, stretched over the photo,
 * at {@code scale * x + shift}.
 */
public final class MovedAnswer {
  /** How much is done to the answer beside moving it. */
  public enum Redrawn {
    /** Nothing, also not in the paint: what is left is the geometry. */
    NOT,
    /** A little of everything. */
    MILDLY,
    /** So much that nothing but strong edges is left where it was. */
    STRONGLY
  }

  /**
   * Where an answer shows what a photo shows.
   *
   * @param dx to the right, in pixels of the photo
   * @param dy down
   * @param scaleX above 1 where the answer shows it larger
   * @param scaleY likewise
   * @param width columns of the answer
   * @param height rows of the answer
   */
  public record Move(double dx, double dy, double scaleX, double scaleY, int width, int height) {}

  private final BufferedImage world;
  private final int width;
  private final int height;
  private final Shape paint;
  private final BufferedImage drawn;
  private final BufferedImage photo;

  /**
   * Of a picture, of which the photo is the middle {@code 1 / 1.3} of both sides.
   *
   * @param drawn what is in the paint
   */
  public MovedAnswer(BufferedImage world, BufferedImage drawn, Random random) {
    this.world = world;
    this.drawn = drawn;
    width = (int) (world.getWidth() / 1.3);
    height = (int) (world.getHeight() / 1.3);
    paint = paint(random);
    photo = drawn(new Move(0, 0, 1, 1, width, height), false);
  }

  private Shape paint(Random random) {
    double across = width * (0.3 + 0.3 * random.nextDouble());
    double down = height * (0.3 + 0.3 * random.nextDouble());
    double x = (width - across) * random.nextDouble();
    double y = (height - down) * random.nextDouble();
    return random.nextBoolean()
        ? new Ellipse2D.Double(x, y, across, down)
        : new Rectangle2D.Double(x, y, across, down);
  }

  /** Columns of the photo. */
  public int width() {
    return width;
  }

  /** Rows of the photo. */
  public int height() {
    return height;
  }

  /** The photo. */
  public BufferedImage photo() {
    return photo;
  }

  /** Transparent but for the paint. */
  public BufferedImage mask() {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.fill(paint);
    graphics.dispose();
    return mask;
  }

  private BufferedImage drawn(Move move, boolean painted) {
    BufferedImage image = new BufferedImage(move.width, move.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale((double) move.width / width, (double) move.height / height);
    graphics.translate(width / 2.0 + move.dx, height / 2.0 + move.dy);
    graphics.scale(move.scaleX, move.scaleY);
    graphics.translate(-width / 2.0, -height / 2.0);
    AffineTransform onPhoto =
        AffineTransform.getTranslateInstance(
            (width - world.getWidth()) / 2.0, (height - world.getHeight()) / 2.0);
    graphics.drawImage(world, onPhoto, null);
    if (painted) {
      graphics.clip(paint);
      graphics.drawImage(drawn, 0, 0, width, height, null);
    }
    graphics.dispose();
    return image;
  }

  /** The answer. */
  public BufferedImage answer(Move move, Redrawn redrawn, Random random) {
    BufferedImage image = drawn(move, redrawn != Redrawn.NOT);
    return redrawn == Redrawn.NOT ? image : redrawn(image, redrawn == Redrawn.STRONGLY, random);
  }

  private static BufferedImage redrawn(BufferedImage image, boolean strongly, Random random) {
    int columns = image.getWidth();
    int rows = image.getHeight();
    double amplitude = strongly ? 1.2 : 0.4;
    double wave = 48 + 80 * random.nextDouble();
    double phase = 6 * random.nextDouble();
    double gain = 1 + (strongly ? 0.06 : 0.02) * random.nextGaussian();
    double gamma = strongly ? 0.8 + 0.4 * random.nextDouble() : 0.95 + 0.1 * random.nextDouble();
    double light = (strongly ? 40 : 10) * random.nextGaussian() / columns;
    double grain = strongly ? 4 : 2;
    double texture = strongly ? 0.7 : 0.25;
    int[] from = image.getRGB(0, 0, columns, rows, null, 0, columns);
    BufferedImage made = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double u = x + amplitude * Math.sin(y / wave * 6.28 + phase);
        double v = y + amplitude * Math.sin(x / wave * 6.28 - phase);
        double aside = 4 * random.nextGaussian();
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          Band band = new Band(from, columns, rows, shift);
          double soft = band.mean(u, v);
          double fine = band.at(u + aside, v) - band.mean(u + aside, v);
          double sharp = band.at(u, v) - soft;
          boolean isEdge = Math.abs(sharp) > 20;
          double sample = soft + 0.7 * (isEdge ? sharp : (1 - texture) * sharp + texture * fine);
          double seen = 255 * Math.pow(Math.max(0, Math.min(1, sample / 255)), gamma) * gain;
          double lit = seen + light * (x - columns / 2.0) + grain * random.nextGaussian();
          rgb = rgb << 8 | (int) Math.max(0, Math.min(255, Math.round(lit)));
        }
        made.setRGB(x, y, rgb);
      }
    }
    return made;
  }

  /** Samples of a band, and what lies between them. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Band(int[] rgb, int width, int height, int shift) {
    static Band green(BufferedImage image) {
      int columns = image.getWidth();
      int rows = image.getHeight();
      return new Band(image.getRGB(0, 0, columns, rows, null, 0, columns), columns, rows, 8);
    }

    double mean(double x, double y) {
      return (2 * at(x, y) + at(x - 1.5, y) + at(x + 1.5, y) + at(x, y - 1.5) + at(x, y + 1.5)) / 6;
    }

    double at(double x, double y) {
      double left = Math.max(0, Math.min(width - 1.001, x));
      double top = Math.max(0, Math.min(height - 1.001, y));
      int i = ((int) top) * width + (int) left;
      double across = left - (int) left;
      double above = sample(i) + across * (sample(i + 1) - sample(i));
      double below = sample(i + width) + across * (sample(i + width + 1) - sample(i + width));
      return above + (top - (int) top) * (below - above);
    }

    private int sample(int i) {
      return rgb[i] >> shift & 0xFF;
    }
  }

  /**
   * How far what was measured is off: the root mean square over pixels around the paint, in pixels
   * of the answer.
   *
   * @param measured of which the size is not used
   */
  public double error(Move measured, Move truth) {
    double[] sums = new double[2];
    double near = 64.0 * width / truth.width;
    around(
        0.5,
        near,
        (x, y) -> {
          double right = (measured.scaleX - truth.scaleX) * x + measured.dx - truth.dx;
          double down = (measured.scaleY - truth.scaleY) * y + measured.dy - truth.dy;
          sums[0] += square(right * truth.width / width) + square(down * truth.height / height);
          sums[1]++;
        });
    return Math.sqrt(sums[0] / Math.max(1, sums[1]));
  }

  private static double square(double number) {
    return number * number;
  }

  /**
   * How far photo and answer lie apart where a seam would show, 18 to 30 pixels from the paint,
   * where the answer is taken from a place: the mean difference of green, less that of the mean.
   */
  public double seam(BufferedImage answer, Move place) {
    Band shown = Band.green(photo);
    Band redrawn = Band.green(answer);
    List<Double> differences = new ArrayList<>();
    around(
        18,
        30,
        (x, y) -> {
          double u = (place.scaleX * x + place.dx + width / 2.0) * redrawn.width / width;
          double v = (place.scaleY * y + place.dy + height / 2.0) * redrawn.height / height;
          double taken = redrawn.at(u - 0.5, v - 0.5);
          differences.add(taken - shown.at(x + width / 2.0 - 0.5, y + height / 2.0 - 0.5));
        });
    double mean = differences.stream().mapToDouble(each -> each).average().orElse(0);
    return differences.stream().mapToDouble(each -> Math.abs(each - mean)).average().orElse(0);
  }

  /** Goes through every fourth pixel as far from the paint as this, counted from the middle. */
  private void around(double from, double to, Visitor each) {
    for (int y = 2; y < height; y += 4) {
      for (int x = 2; x < width; x += 4) {
        boolean isNear = paint.intersects(x - to, y - to, 2 * to, 2 * to);
        if (isNear && !paint.intersects(x - from, y - from, 2 * from, 2 * from)) {
          each.at(x - width / 2.0, y - height / 2.0);
        }
      }
    }
  }

  /** Takes a place. */
  private interface Visitor {
    void at(double x, double y);
  }

  /** The measured place of what lies at the middle of the box around the paint, as a move. */
  public Move measured(double dx, double dy, double scaleX, double scaleY) {
    Rectangle2D box = paint.getBounds2D();
    double right = (scaleX - 1) * (box.getCenterX() - width / 2.0);
    double down = (scaleY - 1) * (box.getCenterY() - height / 2.0);
    return new Move(dx - right, dy - down, scaleX, scaleY, 0, 0);
  }
}
