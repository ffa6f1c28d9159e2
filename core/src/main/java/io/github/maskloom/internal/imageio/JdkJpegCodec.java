package io.github.maskloom.internal.imageio;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/** The JDK's own JPEG codec. */
final class JdkJpegCodec {
  private JdkJpegCodec() {}

  /** A new decoder; the caller disposes it. */
  static ImageReader newReader() throws IOException {
    return JdkCodec.JPEG.newReader();
  }

  /** A new encoder; the caller disposes it. */
  static ImageWriter newWriter() throws IOException {
    return JdkCodec.JPEG.newWriter();
  }
}
