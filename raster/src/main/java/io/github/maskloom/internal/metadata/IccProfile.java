package io.github.maskloom.internal.metadata;

import java.nio.charset.StandardCharsets;

/** An ICC profile, of which only the header is looked at (ICC.1:2022, section 7.2). */
public final class IccProfile {
  private static final int HEADER_BYTES = 128;
  private static final int COLOR_SPACE_AT = 16;
  private static final int COLOR_SPACE_BYTES = 4;

  private IccProfile() {}

  /**
   * {@return whether a profile is one for such samples: its color space is that of gray or of RGB}
   *
   * @param profile an ICC profile, which may be damaged
   * @param colorBands 1 for gray, 3 for RGB
   */
  public static boolean describes(byte[] profile, int colorBands) {
    return colorSpace(profile).equals(colorBands == 1 ? "GRAY" : "RGB ");
  }

  private static String colorSpace(byte[] profile) {
    return profile.length < HEADER_BYTES
        ? ""
        : new String(profile, COLOR_SPACE_AT, COLOR_SPACE_BYTES, StandardCharsets.US_ASCII);
  }
}
