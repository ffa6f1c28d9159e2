package io.github.maskloom.fusion.spi;

import io.github.maskloom.image.ImageSource;
import java.net.URI;

/** An image that a provider is given to work with. */
public sealed interface ProviderInput {
  /**
   * An image that was made to meet the provider's limits.
   *
   * @param source its bytes, which can be opened again until the call ends; nothing holds them
   * @param mediaType such as {@code image/jpeg}
   * @param width in pixels
   * @param height in pixels
   * @param bytes encoded size
   */
  record Image(ImageSource source, String mediaType, int width, int height, long bytes)
      implements ProviderInput {}

  /**
   * An image that the service fetches itself. Nobody looked at it.
   *
   * @param url where it is; it may hold a signature, so it does not belong in a log
   */
  record Link(URI url) implements ProviderInput {
    /** Names only the host of the link. */
    @Override
    public String toString() {
      return "Link[" + url.getHost() + "]";
    }
  }
}
