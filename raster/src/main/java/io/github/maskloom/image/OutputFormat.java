package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * The format an image is written in, and how. A format that is installed may bring a type of its
 * own.
 */
public interface OutputFormat {
  /** PNG, lossless, with the photo's alpha. */
  OutputFormat PNG = new Png();

  /**
   * JPEG that keeps a JPEG photo's own coefficients and quality where nothing is painted, see
   * {@link Jpeg#keepsPhoto}. Whatever must be encoded again has quality 85, with alpha flattened
   * onto white.
   */
  OutputFormat JPEG = new Jpeg(85, 0xFFFFFF, ChromaSampling.RATIO_420, false, true);

  /**
   * {@return JPEG at a stated quality} A JPEG photo is then encoded again. Alpha is flattened onto
   * white.
   *
   * @param quality 1 to 100, on the scale of the IJG library
   * @throws IllegalArgumentException if the quality is out of its range
   */
  static Jpeg jpeg(int quality) {
    return new Jpeg(quality, 0xFFFFFF);
  }

  /** {@return the format's media type, such as {@code image/png}} */
  String mediaType();

  /** See {@link OutputFormat#PNG}. */
  record Png() implements OutputFormat {
    @Override
    public String mediaType() {
      return "image/png";
    }
  }

  /**
   * Baseline JPEG of 8-bit samples. 16-bit samples are reduced, and alpha is flattened.
   *
   * @param quality 1 to 100, on the scale of the IJG library
   * @param backgroundRgb 0xRRGGBB that shows through transparent pixels
   * @param chroma how coarsely color is stored; of no effect on a gray image
   * @param optimized whether Huffman codes are made for the image, which saves some per cent. Its
   *     coefficients are then held, in 32 bytes a block and 4 MiB at the most. An image that takes
   *     more is written with the typical codes. Preparing an image acts as if this were true
   * @param keepsPhoto whether a JPEG photo is spliced, so that its coefficients stay where nothing
   *     is painted. The other components then hold only where that cannot be. A stated quality
   *     means that the photo is encoded again
   */
  record Jpeg(
      int quality, int backgroundRgb, ChromaSampling chroma, boolean optimized, boolean keepsPhoto)
      implements OutputFormat {
    /**
     * Checks the quality and the background.
     *
     * @param quality 1 to 100
     * @param backgroundRgb 0xRRGGBB, without alpha
     * @param chroma how coarsely color is stored
     * @param optimized true for Huffman codes made for the image
     * @param keepsPhoto true to splice a JPEG photo
     * @throws IllegalArgumentException if the quality or the background is out of its range
     */
    public Jpeg {
      Objects.requireNonNull(chroma, "chroma");
      checkArgument(quality >= 1 && quality <= 100, "JPEG quality is 1 to 100");
      checkArgument((backgroundRgb & 0xFF000000) == 0, "a background is 0xRRGGBB");
    }

    /**
     * At a stated quality, with chroma at 4:2:0 and the typical Huffman codes, so that a JPEG photo
     * is encoded again.
     *
     * @param quality 1 to 100, on the scale of the IJG library
     * @param backgroundRgb 0xRRGGBB that shows through transparent pixels
     * @throws IllegalArgumentException if one is out of its range
     */
    public Jpeg(int quality, int backgroundRgb) {
      this(quality, backgroundRgb, ChromaSampling.RATIO_420, false, false);
    }

    /**
     * {@return the same with color stored at another resolution} {@link #keepsPhoto} is false then,
     * so a JPEG photo is encoded again.
     *
     * @param newChroma of no effect on a gray image
     */
    public Jpeg withChroma(ChromaSampling newChroma) {
      return new Jpeg(quality, backgroundRgb, newChroma, optimized, false);
    }

    /**
     * {@return the same with Huffman codes of another kind} {@link #keepsPhoto} stays as it is.
     *
     * @param newOptimized true for codes made for the image, false for the typical ones
     */
    public Jpeg withOptimized(boolean newOptimized) {
      return new Jpeg(quality, backgroundRgb, chroma, newOptimized, keepsPhoto);
    }

    @Override
    public String mediaType() {
      return "image/jpeg";
    }
  }

  /** How coarsely a JPEG stores color, beside brightness, which it stores pixel by pixel. */
  enum ChromaSampling {
    /** A sample for every pixel: sharp colored edges, and the largest file. */
    RATIO_444(1, 1),
    /** A sample for every two pixels of a row, as many cameras write. */
    RATIO_422(2, 1),
    /** A sample for every two pixels of a column. */
    RATIO_440(1, 2),
    /** A sample for every two by two pixels, as most programs write. */
    RATIO_420(2, 2),
    /** A sample for every four pixels of a row. */
    RATIO_411(4, 1);

    private final int pixelsAcross;
    private final int pixelsDown;

    ChromaSampling(int pixelsAcross, int pixelsDown) {
      this.pixelsAcross = pixelsAcross;
      this.pixelsDown = pixelsDown;
    }

    /** {@return how many pixels of a row share a sample} */
    public int pixelsAcross() {
      return pixelsAcross;
    }

    /** {@return how many pixels of a column share a sample} */
    public int pixelsDown() {
      return pixelsDown;
    }
  }
}
