package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import java.util.Arrays;

/**
 * Holds scans to their order: every coefficient begins once, DC first, and is then refined bit by
 * bit (ITU-T T.81, G.1.1.1). What the IJG library decodes with a warning is refused.
 */
final class Progression {
  private static final int NOT_CODED = -1;

  /** By component and coefficient: the low bits that are still missing. */
  private final int[][] missing;

  Progression(int components) {
    missing = new int[components][ScanHeader.LAST_COEFFICIENT + 1];
    for (int[] component : missing) {
      Arrays.fill(component, NOT_CODED);
    }
  }

  /**
   * Counts a scan.
   *
   * @param offset where its header begins, for messages
   */
  void advance(ScanHeader scan, long offset) {
    for (ScanComponent component : scan.components()) {
      int[] bits = missing[component.index()];
      if (scan.first() > 0 && bits[0] == NOT_CODED) {
        throw wrong("SOS", offset, "AC coefficients come before the DC coefficients");
      }
      int expected = scan.refines() ? scan.high() : NOT_CODED;
      for (int k = scan.first(); k <= scan.last(); k++) {
        if (bits[k] != expected) {
          throw wrong("SOS", offset, "coefficient " + k + " is coded out of turn");
        }
        bits[k] = scan.low();
      }
    }
  }

  /**
   * Checks that the image may end: AC coefficients and low bits may be left out.
   *
   * @param offset where the EOI marker stands, for messages
   */
  void checkEnd(long offset) {
    for (int[] component : missing) {
      if (component[0] == NOT_CODED) {
        throw wrong("EOI", offset, "the image ends before all components were coded");
      }
    }
  }

  /** Whether every bit of every coefficient is coded. */
  boolean complete() {
    for (int[] component : missing) {
      for (int bits : component) {
        if (bits != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
