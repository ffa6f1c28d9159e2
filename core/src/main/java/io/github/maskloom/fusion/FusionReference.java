package io.github.maskloom.fusion;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.spi.ProviderInput.Piece;
import io.github.maskloom.fusion.spi.ProviderInput.Posture;
import io.github.maskloom.image.ImageSource;
import java.net.URI;
import java.util.OptionalDouble;

/** An image of what is to be put into the scene. */
public sealed interface FusionReference {
  /**
   * An image that is made to meet the provider's limits and sent along.
   *
   * @param source can be opened again
   * @param piece what is known of the piece of furniture that it shows
   */
  record Image(ImageSource source, Piece piece) implements FusionReference {
    /** An image of which no more is known. */
    public Image(ImageSource source) {
      this(source, Piece.UNKNOWN);
    }

    public Image {
      if (!source.reopenable()) {
        throw new IllegalArgumentException("fusing needs a source that can be opened again");
      }
    }
  }

  /**
   * The image of a piece of furniture, with the metres that its catalogue has. What {@linkplain
   * FurnitureItem#liesFlat lies flat} is to lie on the floor.
   */
  static FusionReference of(FurnitureItem item) {
    Posture posture = item.liesFlat() ? Posture.LYING : Posture.UNKNOWN;
    Piece piece = new Piece(positive(item.lengthMeters()), positive(item.widthMeters()), posture);
    return new Image(ImageSource.of(item.image()), piece);
  }

  private static OptionalDouble positive(OptionalDouble meters) {
    return meters.orElse(0) > 0 ? meters : OptionalDouble.empty();
  }

  /**
   * An image that the service fetches, if its provider can do that. Nobody looks at it here.
   *
   * @param url {@code http} or {@code https}
   */
  record Link(URI url) implements FusionReference {
    public Link {
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() == null || !scheme.matches("(?i)https?")) {
        throw new IllegalArgumentException("a link begins with http:// or https:// and a host");
      }
    }

    /** Names the host only: the rest may be a signature. */
    @Override
    public String toString() {
      return "Link[" + url.getHost() + "]";
    }
  }
}
