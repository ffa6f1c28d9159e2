package io.github.maskloom.internal.png;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The four letters that name a chunk, as an int (PNG 3rd edition, section 5.4). */
public final class ChunkType {
  static final int IHDR = of("IHDR");
  static final int PLTE = of("PLTE");
  static final int IDAT = of("IDAT");
  static final int IEND = of("IEND");
  static final int TRNS = of("tRNS");
  static final int CHRM = of("cHRM");
  static final int GAMA = of("gAMA");
  static final int ICCP = of("iCCP");
  static final int SRGB = of("sRGB");
  static final int PHYS = of("pHYs");
  static final int EXIF = of("eXIf");
  static final int TIME = of("tIME");
  static final int ACTL = of("acTL");
  static final int CICP = of("cICP");
  static final int MDCV = of("mDCV");
  static final int CLLI = of("cLLI");
  static final int SBIT = of("sBIT");
  static final int TEXT = of("tEXt");
  static final int ZTXT = of("zTXt");
  static final int ITXT = of("iTXt");
  static final int CABX = of("caBX");
  static final int FCTL = of("fcTL");
  static final int FDAT = of("fdAT");

  private static final int LOWER_CASE_FIRST = 0x20 << 24;

  private ChunkType() {}

  /** The number of four letters. */
  static int of(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  /** The letters, or the number in hexadecimal if they are none. */
  static String name(int type) {
    return consistsOfLetters(type)
        ? new String(ByteBuffer.allocate(4).putInt(type).array(), StandardCharsets.US_ASCII)
        : "0x%08X".formatted(type);
  }

  static boolean consistsOfLetters(int type) {
    for (int shift = 0; shift < 32; shift += 8) {
      int lowerCase = (type >>> shift & 0xFF) | 0x20;
      if (lowerCase < 'a' || lowerCase > 'z') {
        return false;
      }
    }
    return true;
  }

  /** Whether a decoder that does not know this type must give up. */
  static boolean isCritical(int type) {
    return (type & LOWER_CASE_FIRST) == 0;
  }

  /** Whether a sample may depend on a chunk of this type. */
  static boolean decidesSamples(int type) {
    return isCritical(type) || type == TRNS;
  }

  /** Whether this belongs to an animation. */
  static boolean isAnimation(int type) {
    return type == ACTL || type == FCTL || type == FDAT;
  }

  /** Whether this is text: tEXt, zTXt or iTXt. */
  static boolean isText(int type) {
    return type == TEXT || type == ZTXT || type == ITXT;
  }
}
