package io.github.maskloom.local.light;

import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * An image of RGBA, 8 bits, as sharp as a photo: blurred, or its edges raised. Owns the source.
 *
 * <p><b>Memory:</b> at most nine rows, of twice the size.
 */
public final class FocusedRows extends DerivedRows {
  private static final int BANDS = 4;
  private static final double MAX_BLUR = 2;
  private static final double MIN_BLUR = 0.35;
  private static final double MAX_SHARPENING = 0.9;
  private static final double DEVIATION_A_WIDTH = 0.4;

  private final int radius;
  private final int[] kernel;

  /** What of a sample's distance from its blurred one is added; -1 blurs. */
  private final double amount;

  /** Rows around the next one, blurred across, premultiplied by alpha. */
  private final short[][] blurred;

  private final byte[][] rows;
  private int loaded;
  private final int[] sums = new int[BANDS];

  private FocusedRows(WindowReader source, double deviation, double amount) {
    super(source, source.geometry().width(), source.geometry().height());
    this.amount = amount;
    radius = Math.min(4, (int) Math.ceil(2 * deviation));
    kernel = kernel(radius, deviation);
    int width = source.geometry().width() * BANDS;
    blurred = new short[2 * radius + 1][width];
    rows = new byte[2 * radius + 1][width];
  }

  /**
   * Brings an image to a photo's sharpness.
   *
   * @param source RGBA, 8 bits; what is returned closes it
   * @param width of the image's edges, in its pixels; 0 if unknown
   * @param photoWidth width of the photo's edges at that place, in the same pixels; 0 if unknown
   * @return the image blurred or sharpened, or the source itself if it is as sharp or a width is
   *     unknown
   */
  public static WindowReader of(WindowReader source, double width, double photoWidth) {
    if (width == 0 || photoWidth == 0) {
      return source;
    }
    double own = DEVIATION_A_WIDTH * Math.max(1, width);
    double photo = DEVIATION_A_WIDTH * Math.max(1, photoWidth);
    double blur = Math.sqrt(Math.max(0, photo * photo - own * own));
    if (blur >= MIN_BLUR) {
      return new FocusedRows(source, Math.min(MAX_BLUR, blur), -1);
    }
    double amount = Math.min(MAX_SHARPENING, own / photo - 1);
    return amount > 0.1 ? new FocusedRows(source, Math.min(MAX_BLUR, own), amount) : source;
  }

  private static int[] kernel(int radius, double deviation) {
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      weights[i + radius] = Math.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + radius];
    }
    int[] kernel = new int[weights.length];
    int rest = 1 << 14;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (int) Math.round(weights[i] / sum * (1 << 14));
      rest -= kernel[i];
    }
    kernel[radius] += rest;
    return kernel;
  }

  @Override
  protected void fill(RasterWindow window, int y, int count) throws IOException {
    for (int row = 0; row < count; row++) {
      while (loaded < Math.min(geometry().height(), y + row + radius + 1)) {
        load();
      }
      emit(y + row, window.bytes(), window.rowOffset(row));
    }
  }

  private void load() throws IOException {
    readSourceRow();
    int slot = loaded % rows.length;
    System.arraycopy(sourceRow.bytes(), 0, rows[slot], 0, rows[slot].length);
    blurAcross(rows[slot], blurred[slot]);
    loaded++;
  }

  private void blurAcross(byte[] row, short[] to) {
    int width = geometry().width();
    for (int x = 0; x < width; x++) {
      Arrays.fill(sums, 0);
      for (int i = -radius; i <= radius; i++) {
        int at = Math.max(0, Math.min(width - 1, x + i)) * BANDS;
        int weight = kernel[i + radius];
        int alpha = row[at + 3] & 0xFF;
        sums[0] += weight * ((row[at] & 0xFF) * alpha / 16);
        sums[1] += weight * ((row[at + 1] & 0xFF) * alpha / 16);
        sums[2] += weight * ((row[at + 2] & 0xFF) * alpha / 16);
        sums[3] += weight * alpha;
      }
      // Each product is below 2^12, and the weights add up to 2^14, so no sum overflows.
      to[x * BANDS] = (short) (sums[0] >> 14);
      to[x * BANDS + 1] = (short) (sums[1] >> 14);
      to[x * BANDS + 2] = (short) (sums[2] >> 14);
      to[x * BANDS + 3] = (short) (sums[3] >> 10);
    }
  }

  private void emit(int y, byte[] to, int offset) {
    int width = geometry().width();
    int last = geometry().height() - 1;
    byte[] row = rows[y % rows.length];
    for (int x = 0; x < width; x++) {
      int at = x * BANDS;
      int red = 0;
      int green = 0;
      int blue = 0;
      int alpha = 0;
      for (int i = -radius; i <= radius; i++) {
        short[] near = blurred[Math.max(0, Math.min(last, y + i)) % rows.length];
        int weight = kernel[i + radius];
        red += weight * near[at];
        green += weight * near[at + 1];
        blue += weight * near[at + 2];
        alpha += weight * near[at + 3];
      }
      // A color is held times alpha over 16, and alpha times 16.
      double cover = alpha / 16.0 / (1 << 14);
      sums[0] = red;
      sums[1] = green;
      sums[2] = blue;
      mix(row, to, at, offset, cover);
    }
  }

  private void mix(byte[] row, byte[] to, int at, int offset, double cover) {
    boolean blurs = amount < 0;
    for (int band = 0; band < 3; band++) {
      int own = row[at + band] & 0xFF;
      double near = cover < 0.5 ? own : sums[band] * 16.0 / (1 << 14) / cover;
      double sample = blurs ? near : own + amount * (own - near);
      to[offset + at + band] = (byte) Math.round(Math.max(0, Math.min(255, sample)));
    }
    to[offset + at + 3] = blurs ? (byte) Math.round(Math.min(255, cover)) : row[at + 3];
  }
}
