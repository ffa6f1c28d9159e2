package io.github.maskloom.internal.jpeg.scan;

import java.util.List;

/** How the components of a JPEG frame encode color. */
public enum ColorEncoding {
  GRAY,
  YCBCR,
  RGB,
  /** Inverted, as every writer in use stores it: 255 is no ink. */
  CMYK,
  /** CMYK whose first three components are further encoded as YCbCr. */
  YCCK;

  /** Stands for a file without Adobe's APP14 segment. */
  static final int NO_ADOBE = -1;

  /**
   * Tells the encoding by the rules of the IJG library ({@code default_decompress_parms} in {@code
   * jdapimin.c}): JFIF means YCbCr, then Adobe's transform counts, then component names {@code
   * RGB}; three components of which nothing is known are YCbCr.
   *
   * <p>The JDK's decoder departs from them where neither JFIF nor Adobe is present: it takes three
   * components without subsampling for RGB unless they are named 1, 2, 3, and gives up on Adobe
   * transforms it does not know.
   *
   * @param names the components' identifiers; 1, 3 or 4 of them
   * @param adobeTransform Adobe's transform, or {@link #NO_ADOBE}
   */
  static ColorEncoding of(List<Integer> names, boolean jfif, int adobeTransform) {
    return switch (names.size()) {
      case 1 -> GRAY;
      case 3 -> ofThree(names, jfif, adobeTransform);
      default -> adobeTransform == NO_ADOBE || adobeTransform == 0 ? CMYK : YCCK;
    };
  }

  private static ColorEncoding ofThree(List<Integer> names, boolean jfif, int adobeTransform) {
    if (jfif) {
      return YCBCR;
    }
    if (adobeTransform != NO_ADOBE) {
      return adobeTransform == 0 ? RGB : YCBCR;
    }
    return names.equals(List.of((int) 'R', (int) 'G', (int) 'B')) ? RGB : YCBCR;
  }

  /** Whether samples decode to four inks. */
  public boolean hasInk() {
    return this == CMYK || this == YCCK;
  }
}
