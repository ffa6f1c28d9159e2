package io.github.maskloom.internal.jpeg;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.internal.jpeg.scan.JpegFrame;

/**
 * The size at which a frame is decoded, by the rules of the IJG library ({@code jdmaster.c}): a
 * block of the most finely sampled component becomes {@code side} x {@code side} samples. Coarser
 * components are decoded finer as far as that saves enlarging them.
 *
 * @param side 8, 4, 2 or 1, for an image of full size, a half, a quarter or an eighth
 * @param maxHorizontal the frame's largest factors
 */
record ScaledSize(int side, int maxHorizontal, int maxVertical) {

  /** The size that divides the image's by 1, 2, 4 or 8. */
  static ScaledSize of(JpegFrame frame, int denominator) {
    checkArgument(
        Integer.bitCount(denominator) == 1 && denominator <= JpegFrame.BLOCK_SIDE,
        "a JPEG is decoded at 1/1, 1/2, 1/4 or 1/8 of its size");
    return new ScaledSize(
        JpegFrame.BLOCK_SIDE / denominator, frame.maxMcuWidth(), frame.maxMcuHeight());
  }

  /** By what the image's sides are divided. */
  int denominator() {
    return JpegFrame.BLOCK_SIDE / side;
  }

  /** Samples across and down a decoded block of a component. */
  int blockSide(int horizontal, int vertical) {
    int blockSide = side;
    while (blockSide < JpegFrame.BLOCK_SIDE
        && maxHorizontal * side % (horizontal * blockSide * 2) == 0
        && maxVertical * side % (vertical * blockSide * 2) == 0) {
      blockSide *= 2;
    }
    return blockSide;
  }

  /** Samples of a component along a side of the image. */
  int samples(int pixels, int factor, int maxFactor, int blockSide) {
    int divisor = maxFactor * JpegFrame.BLOCK_SIDE;
    return (int) (((long) pixels * factor * blockSide + divisor - 1) / divisor);
  }

  /** Pixels along a side of the decoded image. */
  int pixels(int fullSize) {
    return samples(fullSize, 1, 1, side);
  }

  /** Whether a sample of some component would make a fraction of a pixel. */
  boolean hasFractions(int horizontal, int vertical) {
    return maxHorizontal % horizontal != 0 || maxVertical % vertical != 0;
  }

  /** Whether rows of the image take in rows of the component above and below their own. */
  boolean needsContext(int horizontal, int vertical) {
    int blockSide = blockSide(horizontal, vertical);
    int across = maxHorizontal * side / (horizontal * blockSide);
    return side > 1 && across <= 2 && maxVertical * side == 2 * vertical * blockSide;
  }
}
