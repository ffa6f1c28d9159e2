package io.github.maskloom.errors;

import java.io.Serial;

/** An image cannot be used; says which one where several take part. */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException {
  @Serial private static final long serialVersionUID = 1L;

  private String picture = "";

  ImageException(String message) {
    super(message);
  }

  /** The part the image plays, such as {@code photo} or {@code mask}; empty if unknown. */
  public String image() {
    return picture;
  }

  /**
   * Says which part the image plays, unless that was said before.
   *
   * @return this exception
   */
  public ImageException initImage(String role) {
    if (picture.isEmpty()) {
      picture = role;
    }
    return this;
  }

  @Override
  public String getMessage() {
    String message = String.valueOf(super.getMessage());
    return picture.isEmpty() ? message : picture + ": " + message;
  }
}
