package io.github.maskloom.internal.jpeg.scan;

import java.util.Locale;

/** The marker codes of a JPEG stream and how they are classed: ITU-T T.81, table B.1. */
public final class JpegMarker {
  public static final int SOF0 = 0xC0;
  public static final int SOF1 = 0xC1;
  public static final int DHT = 0xC4;
  static final int JPG = 0xC8;
  static final int DAC = 0xCC;
  static final int SOF15 = 0xCF;
  public static final int RST0 = 0xD0;
  static final int RST7 = 0xD7;
  public static final int SOI = 0xD8;
  public static final int EOI = 0xD9;
  public static final int SOS = 0xDA;
  public static final int DQT = 0xDB;
  static final int DNL = 0xDC;
  static final int DRI = 0xDD;
  public static final int APP0 = 0xE0;
  public static final int APP1 = 0xE1;
  public static final int APP2 = 0xE2;
  public static final int APP11 = 0xEB;
  public static final int APP13 = 0xED;
  public static final int APP14 = 0xEE;
  static final int APP15 = 0xEF;
  public static final int COM = 0xFE;

  private JpegMarker() {}

  /** Whether the marker begins a frame, of any of the thirteen processes. */
  public static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }

  /** Whether the marker stands within entropy-coded data. */
  static boolean isRestart(int marker) {
    return marker >= RST0 && marker <= RST7;
  }

  /** Whether the segment holds tables that a decoder needs. */
  public static boolean isTable(int marker) {
    return marker == DQT || marker == DHT || marker == DRI;
  }

  /**
   * Whether the segment may be left out without changing a sample: application data, comments, and
   * DNL, which only repeats the height where the frame states one.
   */
  public static boolean isOptional(int marker) {
    return marker == COM || marker == DNL || (marker >= APP0 && marker <= APP15);
  }

  /** The marker as the standard calls it, as far as messages need it. */
  public static String name(int marker) {
    if (isFrame(marker)) {
      return "SOF" + (marker - SOF0);
    }
    if (marker >= APP0 && marker <= APP15) {
      return "APP" + (marker - APP0);
    }
    return switch (marker) {
      case DHT -> "DHT";
      case DAC -> "DAC";
      case SOI -> "SOI";
      case EOI -> "EOI";
      case SOS -> "SOS";
      case DQT -> "DQT";
      case DNL -> "DNL";
      case DRI -> "DRI";
      case COM -> "COM";
      default -> String.format(Locale.ROOT, "marker 0x%02X", marker);
    };
  }
}
