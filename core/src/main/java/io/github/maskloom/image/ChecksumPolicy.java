package io.github.maskloom.image;

/** What to do about a checksum in a PNG that does not match its data. */
public enum ChecksumPolicy {
  /**
   * Refuse the picture: some of its bytes are not what was written. Of what a compositor copies
   * without decoding it, this checks the CRCs only; see {@code MaskCompositor.Builder.strict}.
   */
  STRICT,

  /**
   * Read on: the CRC of a chunk and the Adler-32 of the pixels may be wrong. Every other rule is
   * still kept, so the picture has all its rows, though some samples may differ from what was
   * written.
   */
  LENIENT
}
