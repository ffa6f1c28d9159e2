package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.dct.EighthLevelDct;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block of an MCU: which pixels its samples stand for. */
final class PlacedBlock {
  private static final int SIDE = JpegFrame.BLOCK_SIDE;
  private static final int OPAQUE = 255;
  private static final int INVERSE_BITS = 32;
  private static final long HALF = 1L << (INVERSE_BITS - 1);

  /** Its component's place in the frame. */
  final int component;

  /** Pixels across and down that a sample stands for. */
  private final int across;

  private final int down;

  /** Its first pixel in the MCU, and pixels from a row of the MCU to the next. */
  private final int start;

  private final int stride;

  private final long inverse;

  /** The divisors of its component. */
  final BlockQuantizer quantizer;

  private PlacedBlock(JpegFrame frame, int index, int column, int row, BlockQuantizer quantizer) {
    Component sampled = frame.components().get(index);
    this.quantizer = quantizer;
    component = index;
    across = frame.maxMcuWidth() / frame.mcuWidth(sampled);
    down = frame.maxMcuHeight() / frame.mcuHeight(sampled);
    stride = SIDE * frame.maxMcuWidth();
    start = row * SIDE * down * stride + column * SIDE * across;
    inverse = (1L << INVERSE_BITS) / ((long) OPAQUE * across * down);
  }

  /**
   * The blocks of an MCU in order (ITU-T T.81, A.2.3).
   *
   * @param components in the order of the scan: their places in the frame
   * @param divisors by component of the frame, in zigzag order, none 0
   */
  static PlacedBlock[] of(JpegFrame frame, List<Integer> components, List<int[]> divisors) {
    List<PlacedBlock> blocks = new ArrayList<>();
    for (int index : components) {
      Component component = frame.components().get(index);
      BlockQuantizer quantizer = new BlockQuantizer(divisors.get(index));
      for (int row = 0; row < frame.mcuHeight(component); row++) {
        for (int column = 0; column < frame.mcuWidth(component); column++) {
          blocks.add(new PlacedBlock(frame, index, column, row, quantizer));
        }
      }
    }
    return blocks.toArray(new PlacedBlock[0]);
  }

  boolean isPainted(int[] alphas) {
    int any = 0;
    for (int row = 0; row < SIDE * down && any == 0; row++) {
      int from = start + row * stride;
      for (int at = from; at < from + SIDE * across; at++) {
        any |= alphas[at];
      }
    }
    return any != 0;
  }

  /** Puts each sample at all pixels that it stands for. */
  void spread(int[] samples, int[] pixels) {
    for (int at = 0; at < SIDE * SIDE; at++) {
      int from = start + (at >> 3) * down * stride + (at & 7) * across;
      for (int row = 0; row < down; row++) {
        Arrays.fill(pixels, from, from + across, samples[at]);
        from += stride;
      }
    }
  }

  /**
   * Replaces samples by the difference that paint makes to them.
   *
   * @param alphas of the MCU's pixels
   * @param levels of the MCU's pixels, each times its alpha
   */
  void difference(int[] alphas, int[] levels, int[] samples) {
    if (across == 1 && down == 1) {
      differenceOfPixels(alphas, levels, samples);
    } else {
      differenceOfMeans(alphas, levels, samples);
    }
  }

  private void differenceOfPixels(int[] alphas, int[] levels, int[] samples) {
    for (int y = 0; y < SIDE; y++) {
      int from = start + y * stride;
      for (int x = 0; x < SIDE; x++) {
        int at = y * SIDE + x;
        int weighted = levels[from + x] - alphas[from + x] * samples[at];
        samples[at] = (int) ((weighted * inverse + HALF) >> INVERSE_BITS);
      }
    }
  }

  private void differenceOfMeans(int[] alphas, int[] levels, int[] samples) {
    for (int at = 0; at < SIDE * SIDE; at++) {
      int from = start + (at >> 3) * down * stride + (at & 7) * across;
      int alpha = 0;
      int level = 0;
      for (int row = 0; row < down; row++) {
        for (int x = from; x < from + across; x++) {
          alpha += alphas[x];
          level += levels[x];
        }
        from += stride;
      }
      long weighted = level - (long) alpha * samples[at];
      samples[at] = (int) ((weighted * inverse + HALF) >> INVERSE_BITS);
    }
  }

  /** The divisors of a component (ITU-T T.81, A.3.4), and the way from and to coefficients. */
  static final class BlockQuantizer {
    private static final int INVERSE_BITS = 42;

    /** By coefficient in zigzag order. */
    final int[] divisors;

    /** By coefficient: half of what a transformed coefficient is divided by, and its inverse. */
    private final int[] halves;

    private final long[] inverses;

    BlockQuantizer(int[] divisors) {
      this.divisors = divisors.clone();
      halves = new int[divisors.length];
      inverses = new long[divisors.length];
      for (int k = 0; k < divisors.length; k++) {
        long scaled = (long) EighthLevelDct.FORWARD_SCALE * divisors[k];
        halves[k] = (int) (scaled / 2);
        inverses[k] = (1L << INVERSE_BITS) / scaled + 1;
      }
    }

    /** Divides a transformed coefficient and rounds it. */
    int quantized(int transformed, int k) {
      int sign = transformed >> 31;
      long magnitude = (long) (transformed ^ sign) - sign + halves[k];
      return ((int) ((magnitude * inverses[k]) >>> INVERSE_BITS) ^ sign) - sign;
    }

    /** Decodes a block to samples in eighths of a level. */
    void samples(short[] coefficients, int base, long nonzero, int[] samples) {
      Arrays.fill(samples, 0);
      samples[0] = coefficients[base] * divisors[0];
      int columns = 0;
      for (long left = nonzero; left != 0; left &= left - 1) {
        int k = Long.numberOfTrailingZeros(left);
        int place = Zigzag.natural(k);
        samples[place] = coefficients[base + k] * divisors[k];
        columns |= place < 8 ? 0 : 1 << (place & 7);
      }
      EighthLevelDct.inverse(samples, columns);
    }
  }
}
