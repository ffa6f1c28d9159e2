package io.github.maskloom.internal.jpeg.splice;

/**
 * What a splice did.
 *
 * @param mcus how many MCUs the image has
 * @param touched how many of them have paint; all others have the coefficients of the source
 * @param changed how many have other coefficients than in the source
 * @param coding how coefficients that stay came into the file
 */
public record SpliceReport(long mcus, long touched, long changed, Coding coding) {
  /** How coefficients that stay came into the file. */
  public enum Coding {
    /** Nothing is painted: the file is the source byte for byte. */
    COPIED,
    /** Their bits were copied. */
    PATCHED,
    /** Their symbols got other words, as the source's Huffman codes lack some and have no room. */
    TRANSCODED,
    /** They were coded anew in one sequential scan, as the source has several scans. */
    MERGED
  }
}
