package io.github.maskloom.internal.imageio;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * Picks the JDK's own JPEG codec by name.
 *
 * <p>Asked for "a JPEG reader", ImageIO answers with whatever comes first on the class path; a
 * plug-in's reader may convert profiles, set single pixels, or hold the picture.
 */
final class JdkJpegCodec {
  private static final String READER = "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi";
  private static final String WRITER = "com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi";

  private JdkJpegCodec() {}

  /** A new decoder; the caller disposes it. */
  static ImageReader newReader() throws IOException {
    return find(ImageReaderSpi.class, READER).createReaderInstance();
  }

  /** A new encoder; the caller disposes it. */
  static ImageWriter newWriter() throws IOException {
    return find(ImageWriterSpi.class, WRITER).createWriterInstance();
  }

  private static <T> T find(Class<T> category, String provider) {
    Iterator<T> providers = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
    while (providers.hasNext()) {
      T candidate = providers.next();
      if (candidate.getClass().getName().equals(provider)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "the JDK's " + provider + " was taken out of the ImageIO registry; JPEG needs it");
  }
}
