package io.github.maskloom.internal.imageio;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Picks the JDK's own decoder of a format by its class.
 *
 * <p>Asked for "a TIFF reader", ImageIO answers with whatever comes first on the class path; a
 * plug-in's reader may convert profiles, set single pixels, or hold the image.
 */
public enum JdkCodec {
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
    return find().createReaderInstance();
  }

  private ImageReaderSpi find() {
    String provider = ROOT + path + "ImageReaderSpi";
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi candidate = providers.next();
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
