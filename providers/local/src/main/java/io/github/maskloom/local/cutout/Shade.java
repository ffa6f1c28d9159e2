package io.github.maskloom.local.cutout;

/**
 * The shadow on the ground that an image was taken on, so coarse that it can be held. It is known
 * where the ground shows, and goes on from there below the furniture.
 *
 * <p><b>Memory:</b> 66 KB. <b>Threads:</b> safe.
 */
public final class Shade {
  private static final int MAX_SIDE = 256;

  /** What may be noise of the ground. */
  private static final double LEAST = 0.03;

  private final int imageWidth;
  private final int imageHeight;
  private final int width;
  private final int height;

  /** The share of light that is lost, 0 to 255. */
  private final byte[] darkness;

  private Shade(Thumbnail image) {
    imageWidth = image.imageWidth();
    imageHeight = image.imageHeight();
    int shrink = 1 + (Math.max(image.width(), image.height()) - 1) / MAX_SIDE;
    width = (image.width() + shrink - 1) / shrink;
    height = (image.height() + shrink - 1) / shrink;
    darkness = new byte[width * height];
  }

  /**
   * The shadow around what stands on a ground.
   *
   * @param firstRow of the thumbnail, above which a shade is none of the floor's
   */
  static Shade of(Outline outline, int firstRow) {
    Thumbnail image = outline.image();
    Shade shade = new Shade(image);
    float[] sums = new float[shade.darkness.length];
    int[] counts = new int[shade.darkness.length];
    for (int at = firstRow * image.width(); at < outline.outside().length; at++) {
      if (outline.outside()[at]) {
        int x = (int) ((long) (at % image.width()) * shade.width / image.width());
        int y = (int) ((long) (at / image.width()) * shade.height / image.height());
        sums[y * shade.width + x] += (float) lost(outline, at);
        counts[y * shade.width + x]++;
      }
    }
    shade.fill(sums, counts);
    return shade;
  }

  private static double lost(Outline outline, int at) {
    double lit = Thumbnail.luma(GroundColor.rgb(outline.colors()[at])) + 1.0;
    double lost = 1 - (Thumbnail.luma(outline.image().argb()[at]) + 1.0) / lit;
    return Math.max(0, lost - LEAST) / (1 - LEAST);
  }

  /** Below furniture it is as dark as around that, weighed by how near. */
  private void fill(float[] sums, int[] counts) {
    float[] known = new float[sums.length];
    for (int at = 0; at < sums.length; at++) {
      known[at] = counts[at] > 0 ? sums[at] / counts[at] : -1;
    }
    for (int y = 0; y < height; y++) {
      fillRow(known, y);
    }
    for (int at = 0; at < known.length; at++) {
      darkness[at] = (byte) Math.round(0xFF * Math.max(0, known[at]));
    }
  }

  /** A row lies at one depth of the floor, so that the shadow goes on along it. */
  private void fillRow(float[] known, int y) {
    int last = -1;
    for (int x = 0; x <= width; x++) {
      boolean isKnown = x < width && known[y * width + x] >= 0;
      if (isKnown || x == width) {
        float left = last < 0 ? -1 : known[y * width + last];
        float right = x == width ? left : known[y * width + x];
        for (int gap = last + 1; gap < x; gap++) {
          float t = (float) (gap - last) / (x - last);
          known[y * width + gap] = left < 0 ? right : left + (right - left) * t;
        }
        last = x;
      }
    }
  }

  /** {@return how many rows the image has that the shadow was found in} */
  public int imageHeight() {
    return imageHeight;
  }

  /**
   * {@return whether there is a shadow to speak of: one cell in 500 loses 8 percent of its light}
   */
  public boolean isDark() {
    int dark = 0;
    for (byte cell : darkness) {
      dark += (cell & 0xFF) > 20 ? 1 : 0;
    }
    return dark > darkness.length / 500;
  }

  /**
   * {@return the share of light that is lost at a place of the image, 0 to 1; 0 beyond its sides}
   *
   * @param imageX column of the image, in its pixels
   * @param imageY row of the image, in its pixels
   */
  public double at(double imageX, double imageY) {
    double x = imageX * width / imageWidth - 0.5;
    double y = imageY * height / imageHeight - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double down = y - top;
    double above = cell(left, top) * (1 - right) + cell(left + 1, top) * right;
    double below = cell(left, top + 1) * (1 - right) + cell(left + 1, top + 1) * right;
    return (above * (1 - down) + below * down) / 0xFF;
  }

  private int cell(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : darkness[y * width + x] & 0xFF;
  }
}
