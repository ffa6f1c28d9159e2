package io.github.maskloom.testing;

import io.github.maskloom.internal.png.PngHeader;

/** Where the data of an encoded image lie in its file. */
public final class ImageData {
  /** The end-of-image marker, and two bytes before it, which may be padding. */
  private static final int JPEG_END_BYTES = 4;

  private ImageData() {}

  /** How many bytes of a PNG or a JPEG are needed: a file cut behind them lacks nothing. */
  public static int endOf(byte[] file) {
    return PngHeader.begins(file) ? PngFiles.endOfData(file) : file.length - JPEG_END_BYTES;
  }
}
