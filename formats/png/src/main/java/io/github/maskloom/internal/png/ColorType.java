package io.github.maskloom.internal.png;

import java.util.Optional;
import java.util.stream.Stream;

/** What a pixel of a PNG file consists of (PNG 3rd edition, section 11.2.1, table 12). */
public enum ColorType {
  GRAY(0, 1, 1 | 2 | 4 | 8 | 16),
  RGB(2, 3, 8 | 16),
  PALETTE(3, 1, 1 | 2 | 4 | 8),
  GRAY_ALPHA(4, 2, 8 | 16),
  RGBA(6, 4, 8 | 16);

  private final int code;
  private final int channels;
  private final int bitDepths;

  ColorType(int code, int channels, int bitDepths) {
    this.code = code;
    this.channels = channels;
    this.bitDepths = bitDepths;
  }

  /** The number that stands for this type in IHDR. */
  public int code() {
    return code;
  }

  /** Samples of a pixel in the file; a palette index is one. */
  public int channels() {
    return channels;
  }

  /** Whether samples of this type may have that many bits. */
  public boolean allows(int bitDepth) {
    return Integer.bitCount(bitDepth) == 1 && (bitDepths & bitDepth) != 0;
  }

  static Optional<ColorType> of(int code) {
    return Stream.of(values()).filter(type -> type.code == code).findFirst();
  }
}
