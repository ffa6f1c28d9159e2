package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A picture of furniture: a file, or a link that the provider fetches itself.
 *
 * @param file the file; of a link nothing that can be read
 */
record FuseReference(InputPicture file, Optional<URI> link) {
  /** A file's name, or an address that begins with {@code http://} or {@code https://}. */
  static FuseReference parse(String text) {
    boolean isLink = text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
    return new FuseReference(
        InputPicture.parse(text), isLink ? Optional.of(OptionValues.link(text)) : Optional.empty());
  }

  /** Refuses a file that cannot be used. */
  void check() throws IOException {
    if (link.isEmpty()) {
      FileChecks.rereadable("reference", file);
    }
  }

  /** Adds it to a request. */
  void addTo(FusionRequest.Builder request) {
    if (link.isPresent()) {
      request.reference(link.get());
    } else {
      request.reference(ImageSource.of(file.path()));
    }
  }

  @Override
  public String toString() {
    return link.map(URI::toString).orElseGet(file::toString);
  }
}
