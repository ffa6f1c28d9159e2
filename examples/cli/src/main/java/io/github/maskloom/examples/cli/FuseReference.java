package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.FusionRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An image of furniture: a file, or a link that the provider fetches itself.
 *
 * @param file the file; of a link nothing that can be read
 */
record FuseReference(InputImage file, Optional<URI> link) {
  /** A file's name, or an address that begins with {@code http://} or {@code https://}. */
  static FuseReference parse(String text) {
    boolean isLink = text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
    return new FuseReference(
        InputImage.parse(text), isLink ? Optional.of(link(text)) : Optional.empty());
  }

  private static URI link(String text) {
    try {
      URI link = new URI(text);
      if (text.matches("(?i)https?://.*") && link.getHost() != null) {
        return link;
      }
    } catch (URISyntaxException e) {
      // Reported below, as another scheme is.
    }
    throw OptionValues.expected("a file, or an address that begins with http:// or https://", text);
  }

  /** Refuses a file that cannot be used. */
  void check() throws IOException {
    if (link.isEmpty()) {
      FileChecks.rereadable("reference", file);
    }
  }

  /** Adds it to a request. */
  void addTo(FusionRequest.Builder request, Streams streams) {
    if (link.isPresent()) {
      request.reference(link.get());
    } else {
      request.reference(file.source(streams));
    }
  }

  @Override
  public String toString() {
    return link.map(URI::toString).orElseGet(file::toString);
  }
}
