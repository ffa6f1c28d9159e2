package io.github.maskloom.internal.codec;

/** What of an encoded image is kept beside what its rows need. */
public enum KeptMetadata {
  /** Nothing: a mask's profile, for one, goes nowhere. */
  NOTHING,

  /** What the samples mean, and nothing else: {@link EncodedImage#colors}. */
  COLORS,

  /** What travels along with the rows. */
  METADATA,

  /**
   * That, and the chunks of a PNG, for a copy of the file, until {@link EncodedImage#forgetChunks}.
   */
  CHUNKS
}
