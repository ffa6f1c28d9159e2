package io.github.maskloom.local.cutout;

/**
 * The shadow on the ground that an image was taken on, so coarse that it can be held. It is known
 * where the ground shows, and goes on from there below the furniture.
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

  /**
   * The shadow around what stands on a ground.
   *
   * @param firstRow of the thumbnail, above which a shade is none of the floor's
   */
  static Shade of(Outline outline, int firstRow) {
    Thumbnail image = outline.image();
    int shrink = 1 + (Math.max(image.width(), image.height()) - 1) / MAX_SIDE;
    int width = (image.width() + shrink - 1) / shrink;
    int height = (image.height() + shrink - 1) / shrink;
    float[] sums = new float[width * height];
    int[] counts = new int[width * height];
    for (int at = firstRow * image.width(); at < outline.outside().length; at++) {
      if (outline.outside()[at]) {
        int x = (int) ((long) (at % image.width()) * width / image.width());
        int y = (int) ((long) (at / image.width()) * height / image.height());
        sums[y * width + x] += (float) lostAt(outline, at);
        counts[y * width + x]++;
      }
    }
    return new Shade(image.imageWidth(), image.imageHeight(), width, filled(sums, counts, width));
  }

  private static double lostAt(Outline outline, int at) {
    double lit = Thumbnail.luma(GroundColor.rgb(outline.colors()[at])) + 1.0;
    double lost = 1 - (Thumbnail.luma(outline.image().argb()[at]) + 1.0) / lit;
    return Math.max(0, lost - LEAST) / (1 - LEAST);
  }

  /** Below furniture it is as dark as around that, weighed by how near. */
  private static byte[] filled(float[] sums, int[] counts, int width) {
    byte[] darkness = new byte[sums.length];
    float[] known = new float[sums.length];
    for (int at = 0; at < sums.length; at++) {
      known[at] = counts[at] > 0 ? sums[at] / counts[at] : -1;
    }
    for (int from = 0; from < known.length; from += width) {
      fillRow(known, from, width);
    }
    for (int at = 0; at < known.length; at++) {
      darkness[at] = (byte) Math.round(0xFF * Math.max(0, known[at]));
    }
    return darkness;
  }

  /** A row lies at one depth of the floor, so that the shadow goes on along it. */
  private static void fillRow(float[] known, int from, int width) {
    int last = -1;
    for (int x = 0; x <= width; x++) {
      boolean isKnown = x < width && known[from + x] >= 0;
      if (isKnown || x == width) {
        float left = last < 0 ? -1 : known[from + last];
        float right = x == width ? left : known[from + x];
        for (int gap = last + 1; gap < x; gap++) {
          float t = (float) (gap - last) / (x - last);
          known[from + gap] = left < 0 ? right : left + (right - left) * t;
        }
        last = x;
      }
    }
  }

  /**
   * {@return whether there is a shadow to speak of: one cell in 500 loses 8 percent of its light}
   */
  public boolean isDark() {
    int dark = 0;
    for (byte cell : lost) {
      dark += (cell & 0xFF) > 20 ? 1 : 0;
    }
    return dark > lost.length / 500;
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
