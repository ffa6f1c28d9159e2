package io.github.maskloom.classic;

import com.google.common.collect.Streams;
import io.github.maskloom.format.SeekableBytes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The readers that are registered with ImageIO: those of plug-ins, and the JDK's own. */
final class PlugIns {
  private static final String JDK = "com.sun.imageio.plugins.";
  private static final String JDK_TIFF = JDK + "tiff.TIFFImageReaderSpi";

  private PlugIns() {}

  /**
   * The JDK's own reader of TIFF, picked by its class. Asked for "a TIFF reader", ImageIO answers
   * with whatever comes first on the class path. A plug-in's reader may convert profiles, set
   * single pixels, or hold the image.
   */
  static ImageReaderSpi jdkTiff() {
    return registered()
        .filter(provider -> provider.getClass().getName().equals(JDK_TIFF))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the JDK's " + JDK_TIFF + " was taken out of the ImageIO registry"));
  }

  /**
   * The first that says it can decode an image. One that fails to answer is passed over.
   *
   * @throws IOException if the bytes cannot be read
   */
  static Optional<ImageReaderSpi> thatDecodes(SeekableBytes bytes) throws IOException {
    for (ImageReaderSpi plugIn : registered().toList()) {
      if (!plugIn.getClass().getName().startsWith(JDK) && canDecode(plugIn, bytes)) {
        return Optional.of(plugIn);
      }
    }
    return Optional.empty();
  }

  /** The name a plug-in gives its format, in capitals. */
  static String formatName(ImageReaderSpi plugIn) {
    try {
      String[] names = plugIn.getFormatNames();
      return names.length == 0 || names[0] == null ? "plug-in" : names[0].toUpperCase(Locale.ROOT);
    } catch (RuntimeException e) {
      return "plug-in";
    }
  }

  /** The media type a plug-in gives its format, in lower case. */
  static String mediaType(ImageReaderSpi plugIn) {
    try {
      String[] types = plugIn.getMIMETypes();
      if (types != null && types.length > 0 && types[0] != null) {
        return types[0].toLowerCase(Locale.ROOT);
      }
    } catch (RuntimeException e) {
      // As if it had none.
    }
    return "application/octet-stream";
  }

  private static Stream<ImageReaderSpi> registered() {
    return Streams.stream(
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true));
  }

  private static boolean canDecode(ImageReaderSpi plugIn, SeekableBytes bytes) throws IOException {
    SeekableInput.Failure failure = new SeekableInput.Failure();
    boolean can = false;
    try (SeekableInput in = new SeekableInput(bytes, List.of(), failure)) {
      can = plugIn.canDecodeInput(in);
    } catch (IOException | RuntimeException e) {
      // It did not answer, or has closed the input after it did.
    }
    failure.rethrow();
    return can;
  }
}
