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
   * @param options what the caller says of it to providers that know these options; others ignore
   *     them
   */
  record Image(
      ImageSource source,
      String mediaType,
      int width,
      int height,
      long bytes,
      RequestOptions options)
      implements ProviderInput {
    /**
     * Makes an input without options.
     *
     * @param source can be opened again until the call ends
     * @param mediaType such as {@code image/jpeg}
     * @param width in pixels
     * @param height in pixels
     * @param bytes encoded size
     */
    public Image(ImageSource source, String mediaType, int width, int height, long bytes) {
      this(source, mediaType, width, height, bytes, RequestOptions.NONE);
    }

    /**
     * {@return the same image with other options}
     *
     * @param said replaces the options
     */
    public Image withOptions(RequestOptions said) {
      return new Image(source, mediaType, width, height, bytes, said);
    }
  }

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
