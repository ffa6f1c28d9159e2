package io.github.maskloom.internal.jpeg.splice;

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
 * so that opaque paint replaces all of it and no neighbour is needed. Where one colour and alpha
 * fill an MCU, coefficients fade one by one and nothing is transformed.
 */
final class PaintedMcu {
  private static final int BLOCK = 64;
  private static final int OPAQUE = 255;
  private static final int MAX_DC = 1023;
  private static final int MAX_AC = 1023;

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

  /** The MCU's coefficients, and which AC coefficients of each block are not zero. */
  final short[] coefficients = new short[ScanHeader.MAX_MCU_BLOCKS * BLOCK];

  final long[] nonzero = new long[ScanHeader.MAX_MCU_BLOCKS];

  private final int[] samples = new int[BLOCK];

  /** By AC coefficient, from the least on: what remains of it under paint of the alpha. */
  private final short[] faded = new short[2 * MAX_AC + 1];

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
  }

  /** What the paint is taken from. */
  PaintBand band() {
    return band;
  }

  /** Paints the coefficients; returns whether any changed. */
  boolean paint() {
    int uniform = band.uniformPixel();
    if (uniform != 0) {
      return fade(uniform & 0xFF, uniform >>> 8);
    }
    boolean opaque = gather();
    boolean changed = false;
    for (int i = 0; i < blocks.length; i++) {
      changed |= blend(blocks[i], i, opaque);
    }
    return changed;
  }

  /** Blends one colour over all samples: only the DC coefficients move towards it. */
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
    int divisor = blocks[block].quantizer.divisor(0);
    int dc = coefficients[base];
    int delta = roundedQuotient((long) alpha * (level - (long) dc * divisor), OPAQUE * divisor);
    coefficients[base] = (short) clamp(dc + delta, MAX_DC);
    int changes = coefficients[base] ^ dc;
    long remaining = nonzero[block];
    // Invariant: the coefficients that are not in left have faded; remaining are not zero.
    for (long left = nonzero[block]; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int value = coefficients[base + k];
      int rest = faded[value + MAX_AC];
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
      for (int value = 0; value <= MAX_AC; value++) {
        int rest = value - (2 * alpha * value + OPAQUE) / (2 * OPAQUE);
        faded[MAX_AC + value] = (short) rest;
        faded[MAX_AC - value] = (short) -rest;
      }
    }
  }

  private static int roundedQuotient(long dividend, int divisor) {
    return Math.toIntExact(Math.floorDiv(2 * dividend + divisor, 2L * divisor));
  }

  private static int clamp(int value, int max) {
    return Math.max(-max - 1, Math.min(max, value));
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
        color.convert(rgba[i] >>> 8);
        for (int c = 0; c < levels.length; c++) {
          levels[c][i] = alpha * color.levels[c];
        }
      }
    }
    return all == OPAQUE;
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
      int value = clamp((instead ? 0 : old) + delta, MAX_AC);
      value = k > 0 && value < -MAX_AC ? -MAX_AC : value;
      changes |= value ^ old;
      coefficients[base + k] = (short) value;
      remaining |= value == 0 ? 0 : 1L << k;
    }
    nonzero[block] = remaining & ~1L;
    return changes != 0;
  }

  /**
   * Converts a colour to the components of a JPEG file, in eighths of a level, 0 for the middle of
   * the range (JFIF 1.02, page 3). The last colour is remembered, as paint mostly has one.
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

    private final boolean ycc;
    private int last = -1;

    /** The components of the colour. */
    final int[] levels = new int[3];

    ColorPaint(ColorEncoding encoding) {
      ycc = encoding != ColorEncoding.RGB;
      convert(0);
    }

    /** Puts the components of a colour, red in the third byte, into {@link #levels}. */
    void convert(int rgb) {
      if (rgb != last) {
        last = rgb;
        convert(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
      }
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
