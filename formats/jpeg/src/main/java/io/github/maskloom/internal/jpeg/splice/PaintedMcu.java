package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.internal.jpeg.dct.EighthLevelDct;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import java.util.Arrays;
import java.util.List;

/**
 * Blends paint into the coefficients of an MCU: source-over on coefficients.
 *
 * <p>Conversion, averaging of chroma and transform are linear, so only the <em>difference</em> that
 * paint makes is transformed, and its rounded coefficients are added: blocks without paint stay as
 * they are, and nothing is rounded a second time. Old chroma counts as constant under each sample,
 * so that opaque paint replaces all of it and no neighbor is needed. Where one color and alpha fill
 * an MCU, coefficients fade one by one and nothing is transformed.
 *
 * <p>{@link BlendMode#MULTIPLY} depends on the image: the MCU is decoded, and its product with the
 * paint's color is what is blended over it.
 */
final class PaintedMcu {
  private static final int BLOCK = 64;
  private static final int MAX_COMPONENTS = 3;
  private static final int OPAQUE = 255;

  /** The largest coefficient; the least is one less if it is of DC. */
  private static final int MAX = 1023;

  /** Position of the coefficients in zigzag order, row by row (ITU-T T.81, figure 5). */
  private static final byte[] ZIGZAG = Zigzag.toNatural();

  private final PaintBand band;
  private final ColorPaint color;
  private final PlacedBlock[] blocks;
  private final int pixels;

  private final int[] rgba;
  private final int[] alphas;

  /** By component and pixel: its level times alpha. */
  private final int[][] levels;

  /** Whether paint covers the image with the product of its color and the image's. */
  private final boolean multiplies;

  /** By component and pixel: the image, in eighths of a level; empty unless it is needed. */
  private final int[][] image;

  /** The MCU's coefficients, and which AC coefficients of each block are not zero. */
  final short[] coefficients = new short[ScanHeader.MAX_MCU_BLOCKS * BLOCK];

  final long[] nonzero = new long[ScanHeader.MAX_MCU_BLOCKS];

  private final int[] samples = new int[BLOCK];

  /** By AC coefficient, from the least on: what remains of it under paint of the alpha. */
  private final short[] faded = new short[2 * MAX + 1];

  private int fadedAlpha = -1;

  /**
   * An MCU of any scan.
   *
   * @param components by place in the MCU's order: the component's place in the frame
   * @param divisors by component of the frame, in zigzag order, none 0
   */
  PaintedMcu(
      JpegFrame frame,
      ColorEncoding encoding,
      List<Integer> components,
      List<int[]> divisors,
      PaintBand band) {
    this.band = band;
    color = new ColorPaint(encoding);
    blocks = PlacedBlock.of(frame, components, divisors);
    pixels = BLOCK * frame.maxMcuWidth() * frame.maxMcuHeight();
    rgba = new int[pixels];
    alphas = new int[pixels];
    levels = new int[frame.components().size()][pixels];
    multiplies = band.mode() == BlendMode.MULTIPLY;
    image = new int[MAX_COMPONENTS][multiplies ? pixels : 0];
  }

  /** What the paint is taken from. */
  PaintBand band() {
    return band;
  }

  /** Paints the coefficients; returns whether any changed. */
  boolean paint() {
    if (multiplies) {
      decode();
    } else {
      int uniform = band.uniformPixel();
      if (uniform != 0) {
        return fade(uniform & 0xFF, uniform >>> 8);
      }
    }
    boolean opaque = gather();
    boolean changed = false;
    for (int i = 0; i < blocks.length; i++) {
      changed |= blend(blocks[i], i, opaque);
    }
    return changed;
  }

  /** Decodes the image that is painted over, of which a sample counts for all its pixels. */
  private void decode() {
    for (int i = 0; i < blocks.length; i++) {
      blocks[i].quantizer.samples(coefficients, i * BLOCK, nonzero[i], samples);
      blocks[i].spread(samples, image[blocks[i].component]);
    }
  }

  /** Blends one color over all samples: only the DC coefficients move toward it. */
  private boolean fade(int alpha, int rgb) {
    color.convert(rgb);
    fadeTo(alpha);
    boolean changed = false;
    for (int i = 0; i < blocks.length; i++) {
      changed |= fade(i, alpha, color.levels[blocks[i].component]);
    }
    return changed;
  }

  private boolean fade(int block, int alpha, int level) {
    int base = block * BLOCK;
    int divisor = blocks[block].quantizer.divisors[0];
    int dc = coefficients[base];
    long twice = 2L * alpha * (level - (long) dc * divisor) + (long) OPAQUE * divisor;
    int delta = Math.toIntExact(Math.floorDiv(twice, 2L * OPAQUE * divisor));
    coefficients[base] = (short) clamp(dc + delta);
    int changes = coefficients[base] ^ dc;
    long remaining = nonzero[block];
    // Invariant: the coefficients that are not in left have faded; remaining are not zero.
    for (long left = nonzero[block]; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int value = coefficients[base + k];
      int rest = faded[value + MAX];
      coefficients[base + k] = (short) rest;
      changes |= value ^ rest;
      remaining ^= (rest == 0 ? 1L : 0L) << k;
    }
    nonzero[block] = remaining;
    return changes != 0;
  }

  private void fadeTo(int alpha) {
    if (alpha != fadedAlpha) {
      fadedAlpha = alpha;
      for (int value = 0; value <= MAX; value++) {
        int rest = value - (2 * alpha * value + OPAQUE) / (2 * OPAQUE);
        faded[MAX + value] = (short) rest;
        faded[MAX - value] = (short) -rest;
      }
    }
  }

  private static int clamp(int value) {
    return Math.max(-MAX - 1, Math.min(MAX, value));
  }

  /** Converts the paint of all pixels; returns whether none of it lets the old image through. */
  private boolean gather() {
    band.copyMcu(rgba);
    int all = OPAQUE;
    for (int i = 0; i < pixels; i++) {
      int alpha = rgba[i] & 0xFF;
      alphas[i] = alpha;
      all &= alpha;
      if (alpha == 0) {
        for (int[] component : levels) {
          component[i] = 0;
        }
      } else {
        convert(i);
        for (int c = 0; c < levels.length; c++) {
          levels[c][i] = alpha * color.levels[c];
        }
      }
    }
    return all == OPAQUE;
  }

  /** Converts the color that a pixel of the paint covers the image with. */
  private void convert(int pixel) {
    if (multiplies) {
      color.multiply(rgba[pixel] >>> 8, image[0][pixel], image[1][pixel], image[2][pixel]);
    } else {
      color.convert(rgba[pixel] >>> 8);
    }
  }

  private boolean blend(PlacedBlock place, int block, boolean opaque) {
    if (opaque) {
      Arrays.fill(samples, 0);
    } else if (place.isPainted(alphas)) {
      place.quantizer.samples(coefficients, block * BLOCK, nonzero[block], samples);
    } else {
      return false;
    }
    place.difference(alphas, levels[place.component], samples);
    EighthLevelDct.forward(samples);
    return add(block, place.quantizer, opaque);
  }

  /** Adds the coefficients of a difference to a block, or puts them in its place. */
  private boolean add(int block, PlacedBlock.BlockQuantizer quantizer, boolean instead) {
    int base = block * BLOCK;
    long remaining = 0;
    int changes = 0;
    for (int k = 0; k < BLOCK; k++) {
      int old = coefficients[base + k];
      int delta = quantizer.quantized(samples[ZIGZAG[k]], k);
      int value = clamp((instead ? 0 : old) + delta);
      value = k > 0 ? Math.max(-MAX, value) : value;
      changes |= value ^ old;
      coefficients[base + k] = (short) value;
      remaining |= value == 0 ? 0 : 1L << k;
    }
    nonzero[block] = remaining & ~1L;
    return changes != 0;
  }

  /**
   * Converts a color to the components of a JPEG file, in eighths of a level, 0 for the middle of
   * the range (JFIF 1.02, page 3). The last color is remembered, as paint mostly has one.
   */
  private static final class ColorPaint {
    private static final int BITS = 16;
    private static final int MIDDLE = 8 * 128;

    // Eight times the factors of Rec. 601, in 16 bits behind the point.
    private static final int Y_RED = 156_762;
    private static final int Y_GREEN = 307_757;
    private static final int Y_BLUE = 59_769;
    private static final int CB_RED = -88_466;
    private static final int CB_GREEN = -173_678;
    private static final int CR_GREEN = -219_513;
    private static final int CR_BLUE = -42_631;
    private static final int HALF = 262_144;
    private static final int ROUND = 1 << (BITS - 1);

    // The same factors as fractions, and those of the way back (JFIF 1.02, page 4).
    private static final int MAX_LEVEL = 255;
    private static final double LUMA_RED = 0.299;
    private static final double LUMA_GREEN = 0.587;
    private static final double LUMA_BLUE = 0.114;
    private static final double RED_CR = 1.402;
    private static final double BLUE_CB = 1.772;
    private static final double GREEN_CB = -LUMA_BLUE * BLUE_CB / LUMA_GREEN;
    private static final double GREEN_CR = -LUMA_RED * RED_CR / LUMA_GREEN;

    private final boolean ycc;
    private int last = -1;

    /** The components of the color. */
    final int[] levels = new int[3];

    ColorPaint(ColorEncoding encoding) {
      ycc = encoding != ColorEncoding.RGB;
      convert(0);
    }

    /** Puts the components of a color, red in the third byte, into {@link #levels}. */
    void convert(int rgb) {
      if (rgb != last) {
        last = rgb;
        convert(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
      }
    }

    /**
     * Puts the components of a color of the image, multiplied by another one, into {@link #levels}.
     *
     * @param rgb what it is multiplied by, of which 255 changes nothing
     * @param first the color's components in eighths of a level; the others are 0 if there is one
     */
    void multiply(int rgb, int first, int second, int third) {
      last = -1;
      if (ycc) {
        double luma = (first + MIDDLE) / 8.0;
        double red = product(luma + RED_CR * third / 8, rgb >> 16 & 0xFF);
        double green = product(luma + (GREEN_CB * second + GREEN_CR * third) / 8, rgb >> 8 & 0xFF);
        double blue = product(luma + BLUE_CB * second / 8, rgb & 0xFF);
        double mixed = LUMA_RED * red + LUMA_GREEN * green + LUMA_BLUE * blue;
        levels[0] = (int) Math.rint(8 * mixed) - MIDDLE;
        levels[1] = (int) Math.rint(8 * (blue - mixed) / BLUE_CB);
        levels[2] = (int) Math.rint(8 * (red - mixed) / RED_CR);
      } else {
        levels[0] = (int) Math.rint(8 * product((first + MIDDLE) / 8.0, rgb >> 16 & 0xFF)) - MIDDLE;
        levels[1] = (int) Math.rint(8 * product((second + MIDDLE) / 8.0, rgb >> 8 & 0xFF)) - MIDDLE;
        levels[2] = (int) Math.rint(8 * product((third + MIDDLE) / 8.0, rgb & 0xFF)) - MIDDLE;
      }
    }

    /** What is out of the range of samples counts as its end, unless it stays. */
    private static double product(double level, int factor) {
      return factor == MAX_LEVEL
          ? level
          : Math.max(0, Math.min(MAX_LEVEL, level)) * factor / MAX_LEVEL;
    }

    private void convert(int red, int green, int blue) {
      if (ycc) {
        levels[0] = ((red * Y_RED + green * Y_GREEN + blue * Y_BLUE + ROUND) >> BITS) - MIDDLE;
        levels[1] = (red * CB_RED + green * CB_GREEN + blue * HALF + ROUND) >> BITS;
        levels[2] = (red * HALF + green * CR_GREEN + blue * CR_BLUE + ROUND) >> BITS;
      } else {
        levels[0] = 8 * red - MIDDLE;
        levels[1] = 8 * green - MIDDLE;
        levels[2] = 8 * blue - MIDDLE;
      }
    }
  }
}
