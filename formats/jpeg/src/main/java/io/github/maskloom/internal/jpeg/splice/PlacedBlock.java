package io.github.maskloom.internal.jpeg.splice;

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

  private PlacedBlock(JpegFrame frame, int index, int column, int row) {
    Component sampled = frame.components().get(index);
    component = index;
    across = frame.maxMcuWidth() / frame.mcuWidth(sampled);
    down = frame.maxMcuHeight() / frame.mcuHeight(sampled);
    stride = SIDE * frame.maxMcuWidth();
    start = row * SIDE * down * stride + column * SIDE * across;
    inverse = (1L << INVERSE_BITS) / ((long) OPAQUE * across * down);
  }

  /** The blocks of an MCU in order (ITU-T T.81, A.2.3). */
  static PlacedBlock[] of(JpegFrame frame, List<Integer> components) {
    List<PlacedBlock> blocks = new ArrayList<>();
    for (int index : components) {
      Component component = frame.components().get(index);
      for (int row = 0; row < frame.mcuHeight(component); row++) {
        for (int column = 0; column < frame.mcuWidth(component); column++) {
          blocks.add(new PlacedBlock(frame, index, column, row));
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
}
