package io.github.maskloom.image;

/**
 * What became of the MCUs of a JPEG photo that was spliced (ITU-T T.81, A.2).
 *
 * @param total how many MCUs the image has
 * @param touched how many have paint; all others have the photo's coefficients
 * @param changed how many have other coefficients than in the photo
 * @param coding how coefficients that stay came into the file
 */
public record SplicedMcus(long total, long touched, long changed, Coding coding) {
  /** How coefficients that stay came into the file. */
  public enum Coding {
    /** Nothing is painted: the file is the photo byte for byte. */
    COPIED,
    /** Their bits were copied. */
    PATCHED,
    /**
     * They were coded with longer words, as the photo's Huffman codes lack some that paint needs.
     */
    TRANSCODED,
    /** They were coded in one sequential scan, as the photo has several scans. */
    MERGED
  }
}
