package io.github.maskloom.image;

/** The format an image is written in. */
public sealed interface OutputFormat {
  /** PNG, lossless, with the photo's alpha. */
  OutputFormat PNG = new Png();

  /** JPEG at quality 85, alpha flattened onto white. */
  OutputFormat JPEG = new Jpeg(85, 0xFFFFFF);

  /** The format's media type, such as {@code image/png}. */
  String mediaType();

  /** See {@link OutputFormat#PNG}. */
  record Png() implements OutputFormat {
    @Override
    public String mediaType() {
      return "image/png";
    }
  }

  /**
   * Baseline JPEG of 8-bit samples; 16-bit samples are reduced, alpha is flattened.
   *
   * @param quality 1 to 100, on the scale of the IJG library
   * @param backgroundRgb 0xRRGGBB that shows through transparent pixels
   */
  record Jpeg(int quality, int backgroundRgb) implements OutputFormat {
    public Jpeg {
      if (quality < 1 || quality > 100) {
        throw new IllegalArgumentException("JPEG quality is 1 to 100");
      }
      if ((backgroundRgb & 0xFF000000) != 0) {
        throw new IllegalArgumentException("a background is 0xRRGGBB");
      }
    }

    /** Whether the background is grey, so that a grey image can stay grey on it. */
    public boolean greyBackground() {
      int blue = backgroundRgb & 0xFF;
      return backgroundRgb == blue * 0x010101;
    }

    @Override
    public String mediaType() {
      return "image/jpeg";
    }
  }
}
