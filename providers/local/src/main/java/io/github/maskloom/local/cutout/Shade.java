package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The shadow on the ground that an image was taken on, or in its alpha, so coarse that it can be
 * held. It is known where the ground shows, and goes on from there below the furniture.
 *
 * <p><b>Memory:</b> 66 KB. <b>Threads:</b> safe.
 *
 * @param imageWidth how many columns the image has that the shadow was found in
 * @param imageHeight how many rows that image has
 * @param width how many cells a row of the shadow has
 * @param lost the share of light that each cell loses, of 255, in rows
 */
@SuppressWarnings("ArrayRecordComponent") // It is compared with nothing.
public record Shade(int imageWidth, int imageHeight, int width, byte[] lost) {
  private static final int MAX_SIDE = 256;

  /** What may be noise of the ground. */
  private static final double LEAST = 0.03;

  /** What is higher up in the image is no floor, but seen through the furniture. */
  private static final double FLOOR_SHARE = 0.76;

  private static final double FADE = 0.08;

  /** What is as opaque is furniture. */
  private static final int SOLID = 192;

  /** The alpha of the densest shadow. */
  private static final int DENSEST = 160;

  /** The brightest that a band of a shadow in alpha may be. */
  private static final int BLACK = 48;

  private static final double UNKNOWN = -1;

  /**
   * The shadow around what stands on a ground.
   *
   * @param solid the box around the furniture, in the thumbnail's pixels; above its lowest quarter
   *     no floor is seen, or only through the furniture
   */
  static Shade of(Outline outline, BoundingBox solid) {
    int width = outline.image.width();
    double from = solid.y() + FLOOR_SHARE * solid.height();
    double fade = FADE * solid.height();
    return of(
        outline.image,
        at -> {
          int row = at / width;
          double strength = Math.max(0, Math.min(1, (row + 0.5 - from) / fade));
          return outline.outside[at] ? strength * lostAt(outline, at) : UNKNOWN;
        });
  }

  /**
   * Takes the shadow out of a thumbnail with alpha. What is black and less opaque than furniture is
   * one, as what lies behind looks the same through both.
   *
   * @param image changed in place
   * @return empty if nothing is more opaque
   */
  static Optional<Shade> takenOutOf(Thumbnail image) {
    int[] argb = image.argb();
    if (IntStream.of(argb).allMatch(pixel -> pixel >>> 24 < SOLID)) {
      return Optional.empty();
    }
    boolean[] edge = new boolean[argb.length];
    IntStream.range(0, argb.length)
        .filter(at -> argb[at] >>> 24 >= SOLID)
        .forEach(at -> image.grid().around(at, 1, near -> edge[near] = true));
    Shade shade =
        of(image, at -> edge[at] ? UNKNOWN : ((argb[at] >>> 24) - alone(argb[at])) / 255.0);
    Arrays.setAll(argb, at -> alone(argb[at]) << 24 | (argb[at] & 0xFFFFFF));
    return Optional.of(shade);
  }

  /**
   * Takes such a shadow out of an image's rows.
   *
   * @param window RGBA, 8 bits; changed in place
   */
  public static void takeOutOf(RasterWindow window) {
    byte[] rgba = window.bytes();
    int end = window.rows() * window.geometry().rowBytes();
    for (int at = 0; at < end; at += 4) {
      rgba[at + 3] = (byte) alone((rgba[at + 3] & 0xFF) << 24 | Thumbnail.rgb(rgba, at));
    }
  }

  /** The alpha of a pixel without shadow; between that and furniture it changes evenly. */
  private static int alone(int argb) {
    int alpha = argb >>> 24;
    int most = (alpha - DENSEST) * SOLID / (SOLID - DENSEST);
    return Thumbnail.distance(argb, 0) > BLACK ? alpha : Math.max(0, Math.min(alpha, most));
  }

  private static Shade of(Thumbnail image, IntToDoubleFunction lost) {
    int shrink = 1 + (Math.max(image.width(), image.height()) - 1) / MAX_SIDE;
    int width = (image.width() + shrink - 1) / shrink;
    int height = (image.height() + shrink - 1) / shrink;
    float[] sums = new float[width * height];
    int[] counts = new int[width * height];
    for (int at = 0; at < image.width() * image.height(); at++) {
      double here = lost.applyAsDouble(at);
      if (here != UNKNOWN) {
        int x = (int) ((long) (at % image.width()) * width / image.width());
        int y = (int) ((long) (at / image.width()) * height / image.height());
        sums[y * width + x] += (float) here;
        counts[y * width + x]++;
      }
    }
    return new Shade(image.imageWidth(), image.imageHeight(), width, filled(sums, counts, width));
  }

  private static double lostAt(Outline outline, int at) {
    double lit = Thumbnail.luma(GroundColor.rgb(outline.colors[at])) + 1.0;
    double lost = 1 - (Thumbnail.luma(outline.image.argb()[at]) + 1.0) / lit;
    return Math.max(0, lost - LEAST) / (1 - LEAST);
  }

  /** Below furniture it is as dark as around that, weighed by how near. */
  private static byte[] filled(float[] sums, int[] counts, int width) {
    byte[] darkness = new byte[sums.length];
    float[] known = new float[width];
    for (int from = 0; from < sums.length; from += width) {
      for (int x = 0; x < width; x++) {
        known[x] = counts[from + x] > 0 ? sums[from + x] / counts[from + x] : -1;
      }
      fillRow(known);
      for (int x = 0; x < width; x++) {
        darkness[from + x] = (byte) Math.round(0xFF * Math.max(0, known[x]));
      }
    }
    return darkness;
  }

  /** A row lies at one depth of the floor, so that the shadow goes on along it. */
  private static void fillRow(float[] known) {
    int last = -1;
    for (int x = 0; x <= known.length; x++) {
      boolean ends = x == known.length;
      if (ends || known[x] >= 0) {
        float left = last < 0 ? -1 : known[last];
        float right = ends ? left : known[x];
        for (int gap = last + 1; gap < x; gap++) {
          float t = (float) (gap - last) / (x - last);
          known[gap] = left < 0 ? right : left + (right - left) * t;
        }
        last = x;
      }
    }
  }

  /**
   * {@return whether there is a shadow to speak of: one cell in 500 loses 8 percent of its light}
   */
  public boolean isDark() {
    IntStream cells = IntStream.range(0, lost.length);
    return cells.filter(at -> (lost[at] & 0xFF) > 20).count() > lost.length / 500;
  }

  /**
   * {@return the share of light that is lost at a place of the image, 0 to 1; 0 beyond its sides}
   * Between the middles of cells it changes evenly.
   *
   * @param imageX column of the image, in its pixels
   * @param imageY row of the image, in its pixels
   */
  public double at(double imageX, double imageY) {
    double x = imageX * width / imageWidth - 0.5;
    double y = imageY * height() / imageHeight - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double lower = y - top;
    double above = cell(left, top) * (1 - right) + cell(left + 1, top) * right;
    double below = cell(left, top + 1) * (1 - right) + cell(left + 1, top + 1) * right;
    return (above * (1 - lower) + below * lower) / 0xFF;
  }

  private int height() {
    return lost.length / width;
  }

  private int cell(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height() ? 0 : lost[y * width + x] & 0xFF;
  }
}
