package io.github.maskloom.internal.jpeg.scan;

import com.google.common.io.BaseEncoding;

/**
 * The typical Huffman codes of ITU-T T.81, annex K.3, as DHT segments define codes: how many words
 * there are of each length from 1 to 16, then their symbols. They have a word for every coefficient
 * of 8-bit samples.
 */
public final class StandardCodes {
  private static final String DC_SYMBOLS = "000102030405060708090A0B";

  private StandardCodes() {}

  /**
   * The code of DC differences.
   *
   * @param slot 0 for luma, 1 for chroma
   */
  public static byte[] dc(int slot) {
    return bytes(
        slot == 0 ? "00010501010101010100000000000000" : "00030101010101010101010000000000",
        DC_SYMBOLS);
  }

  /** The code of AC coefficients. */
  public static byte[] ac(int slot) {
    return slot == 0
        ? bytes(
            "0002010303020403050504040000017D",
            "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718",
            "191A25262728292A3435363738393A434445464748494A535455565758595A636465666768696A737475",
            "767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3",
            "C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA")
        : bytes(
            "00020102040403040705040400010277",
            "000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125",
            "F11718191A262728292A35363738393A434445464748494A535455565758595A636465666768696A7374",
            "75767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BA",
            "C2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA");
  }

  private static byte[] bytes(String... parts) {
    return BaseEncoding.base16().decode(String.join("", parts));
  }
}
