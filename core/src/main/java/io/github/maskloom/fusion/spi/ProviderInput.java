package io.github.maskloom.fusion.spi;

import io.github.maskloom.image.ImageSource;
import java.net.URI;
import java.util.OptionalDouble;

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
   * @param piece what is known of the piece of furniture that it shows
   */
  record Image(ImageSource source, String mediaType, int width, int height, long bytes, Piece piece)
      implements ProviderInput {
    /** An image of which no more is known. */
    public Image(ImageSource source, String mediaType, int width, int height, long bytes) {
      this(source, mediaType, width, height, bytes, Piece.UNKNOWN);
    }

    /** The same image, of which more is known. */
    public Image withPiece(Piece known) {
      return new Image(source, mediaType, width, height, bytes, known);
    }
  }

  /**
   * What is known of a piece of furniture beside its image.
   *
   * @param lengthMeters its longer side, which its image shows from left to right
   * @param widthMeters its shorter side
   * @param posture how it is placed
   */
  record Piece(OptionalDouble lengthMeters, OptionalDouble widthMeters, Posture posture) {
    /** Nothing is known. */
    public static final Piece UNKNOWN =
        new Piece(OptionalDouble.empty(), OptionalDouble.empty(), Posture.UNKNOWN);

    /**
     * What is known.
     *
     * @throws IllegalArgumentException if a length is not above 0
     */
    public Piece {
      if (lengthMeters.orElse(1) <= 0 || widthMeters.orElse(1) <= 0) {
        throw new IllegalArgumentException("furniture is longer and wider than 0 metres");
      }
    }
  }

  /** How a piece of furniture is placed. */
  enum Posture {
    /** As its image looks. */
    UNKNOWN,
    /** Upright, as a chair. */
    STANDING,
    /** Flat on the floor, as a rug. */
    LYING
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
