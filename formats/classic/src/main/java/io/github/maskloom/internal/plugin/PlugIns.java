package io.github.maskloom.internal.plugin;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.imageio.JdkCodec;
import io.github.maskloom.internal.imageio.SeekableInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The readers that plug-ins have registered with ImageIO, beside the JDK's own. */
public final class PlugIns {
  private PlugIns() {}

  /**
   * The first that says it can decode an image. One that fails to answer is passed over.
   *
   * @throws IOException if the bytes cannot be read
   */
  public static Optional<ImageReaderSpi> thatDecodes(SeekableBytes bytes) throws IOException {
    for (ImageReaderSpi plugIn : all()) {
      if (canDecode(plugIn, bytes)) {
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

  private static List<ImageReaderSpi> all() {
    List<ImageReaderSpi> plugIns = new ArrayList<>();
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (!JdkCodec.provides(provider)) {
        plugIns.add(provider);
      }
    }
    return plugIns;
  }

  private static boolean canDecode(ImageReaderSpi plugIn, SeekableBytes bytes) throws IOException {
    FirstFailure failure = new FirstFailure();
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
