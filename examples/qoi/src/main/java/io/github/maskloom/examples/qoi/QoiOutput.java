package io.github.maskloom.examples.qoi;

import io.github.maskloom.image.OutputFormat;

/** QOI, lossless at 8 bits, with the photo's alpha. It holds no metadata. */
public record QoiOutput() implements OutputFormat {
  static final String MEDIA_TYPE = "image/qoi";

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }
}
