package io.github.maskloom.internal.color;

import java.util.Optional;

/** Colours by the code points of cICP (ITU-T H.273, tables 2 to 4), as far as they are RGB here. */
final class CodePoints {
  private static final int BYTES = 4;
  private static final int RGB = 0;
  private static final int FULL_RANGE = 1;

  private CodePoints() {}

  /** What samples mean; empty if they are no RGB of full range, or of high dynamic range. */
  static Optional<RgbSpace> space(byte[] cicp) {
    if (cicp.length != BYTES || cicp[2] != RGB || cicp[3] != FULL_RANGE) {
      return Optional.empty();
    }
    Optional<Chromaticities> primaries = primaries(cicp[0]);
    Optional<ToneCurve> curve = curve(cicp[1]);
    return primaries.isPresent() && curve.isPresent()
        ? RgbSpace.ofChromaticities(primaries.get(), curve.get())
        : Optional.empty();
  }

  private static Optional<Chromaticities> primaries(int code) {
    return switch (code) {
      case 1 -> Optional.of(Chromaticities.BT709);
      case 9 -> Optional.of(Chromaticities.BT2020);
      case 12 -> Optional.of(Chromaticities.P3);
      default -> Optional.empty();
    };
  }

  private static Optional<ToneCurve> curve(int code) {
    return switch (code) {
      case 4 -> ToneCurve.gamma(2.2);
      case 5 -> ToneCurve.gamma(2.8);
      case 8 -> ToneCurve.gamma(1);
      case 13 -> Optional.of(ToneCurve.SRGB);
      default -> Optional.empty();
    };
  }
}
