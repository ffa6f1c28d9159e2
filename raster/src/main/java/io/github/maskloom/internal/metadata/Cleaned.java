package io.github.maskloom.internal.metadata;

/** Metadata that show no picture any more. */
public final class Cleaned {
  private final byte[] bytes;
  private final int pictures;

  /**
   * What is left.
   *
   * @param bytes not copied
   * @param pictures how many were erased
   */
  Cleaned(byte[] bytes, int pictures) {
    this.bytes = bytes;
    this.pictures = pictures;
  }

  /** What is left, not copied. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many pictures were erased. */
  public int pictures() {
    return pictures;
  }
}
