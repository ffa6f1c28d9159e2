package io.github.maskloom.internal.metadata;

import io.github.maskloom.image.MetadataReport;

/** Metadata that show no picture any more. */
public final class Cleaned {
  private final byte[] bytes;
  private final int pictures;
  private final boolean whole;

  /**
   * What is left.
   *
   * @param bytes not copied
   * @param pictures how many were erased
   * @param whole whether all else is there
   */
  Cleaned(byte[] bytes, int pictures, boolean whole) {
    this.bytes = bytes;
    this.pictures = pictures;
    this.whole = whole;
  }

  /** {@return what is left, not copied} */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * {@return what is left, not copied}
   *
   * @param report is told how many pictures were erased
   */
  public byte[] counted(MetadataReport.Builder report) {
    report.erased(pictures);
    return bytes;
  }

  /** {@return how many pictures were erased} */
  public int pictures() {
    return pictures;
  }

  /** {@return whether all else is there, as nothing was damaged} */
  public boolean whole() {
    return whole;
  }
}
