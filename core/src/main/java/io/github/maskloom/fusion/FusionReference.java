package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import java.net.URI;

/** An image of what is to be put into the photo. */
public sealed interface FusionReference {
  /**
   * An image that is made to meet the provider's limits and sent along.
   *
   * @param source can be opened again, unless {@link FusionRequest.Builder#copySources} copies it
   * @param options what is said of it to providers that know these options; others ignore them
   */
  record Image(ImageSource source, RequestOptions options) implements FusionReference {
    /**
     * Makes a reference without options for a provider.
     *
     * @param source can be opened again, unless {@link FusionRequest.Builder#copySources} copies it
     */
    public Image(ImageSource source) {
      this(source, RequestOptions.NONE);
    }
  }

  /**
   * An image that the service fetches, if its provider can do that. Nobody looks at it here.
   *
   * @param url {@code http} or {@code https}
   */
  record Link(URI url) implements FusionReference {
    /**
     * Checks the link's form. Nothing is fetched.
     *
     * @param url {@code http} or {@code https}, with a host
     * @throws IllegalArgumentException if it has another scheme or no host
     */
    public Link {
      String scheme = String.valueOf(url.getScheme());
      checkArgument(
          url.getHost() != null && scheme.matches("(?i)https?"),
          "a link begins with http:// or https:// and a host");
    }

    /** Names the host only: the rest may be a signature. */
    @Override
    public String toString() {
      return "Link[" + url.getHost() + "]";
    }
  }
}
