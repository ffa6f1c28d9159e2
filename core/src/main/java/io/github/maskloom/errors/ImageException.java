package io.github.maskloom.errors;

import java.io.Serial;

/** A picture cannot be used; says which one where several take part. */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException {
  @Serial private static final long serialVersionUID = 1L;

  private String picture = "";

  ImageException(String message) {
    super(message);
  }

  /** The part the picture plays, such as {@code photo} or {@code mask}; empty if unknown. */
  public String picture() {
    return picture;
  }

  /**
   * Says which part the picture plays, unless that was said before.
   *
   * @return this exception
   */
  public ImageException initPicture(String role) {
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
