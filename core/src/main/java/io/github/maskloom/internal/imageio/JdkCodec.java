package io.github.maskloom.internal.imageio;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * Picks the JDK's own codec of a format by its class.
 *
 * <p>Asked for "a TIFF reader", ImageIO answers with whatever comes first on the class path; a
 * plug-in's reader may convert profiles, set single pixels, or hold the image.
 */
public enum JdkCodec {
  JPEG("jpeg.JPEG"),
  GIF("gif.GIF"),
  BMP("bmp.BMP"),
  TIFF("tiff.TIFF");

  private static final String ROOT = "com.sun.imageio.plugins.";

  private final String path;

  JdkCodec(String path) {
    this.path = path;
  }

  /** Whether a provider is one of the JDK's. */
  public static boolean provides(ImageReaderSpi provider) {
    return provider.getClass().getName().startsWith(ROOT);
  }

  /** A new decoder; the caller disposes it. */
  public ImageReader newReader() throws IOException {
    return find(ImageReaderSpi.class, "ImageReaderSpi").createReaderInstance();
  }

  /** A new encoder; the caller disposes it. */
  public ImageWriter newWriter() throws IOException {
    return find(ImageWriterSpi.class, "ImageWriterSpi").createWriterInstance();
  }

  private <T> T find(Class<T> category, String suffix) {
    String provider = ROOT + path + suffix;
    Iterator<T> providers = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
    while (providers.hasNext()) {
      T candidate = providers.next();
      if (candidate.getClass().getName().equals(provider)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "the JDK's "
            + provider
            + " was taken out of the ImageIO registry; "
            + name()
            + " needs it");
  }
}
