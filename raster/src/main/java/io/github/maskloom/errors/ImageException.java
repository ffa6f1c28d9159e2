package io.github.maskloom.errors;

import java.io.Serial;

/** An image cannot be used. Says which one where several take part. */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException, SizeMismatchException {
  @Serial private static final long serialVersionUID = 1L;

  private String role = "";
  private String name = "";

  ImageException(String message) {
    super(message);
  }

  /**
   * The part the image plays, such as {@code photo}, {@code mask} or {@code reference 2}, or empty
   * if unknown. The message begins with it, or with the name that the caller gave the image.
   */
  public String image() {
    return role;
  }

  /**
   * Says which part the image plays, unless that was said before. For code that works with several
   * images, as {@link Throwable#initCause} is for causes.
   *
   * @return this exception
   */
  public final ImageException initImage(String role) {
    if (this.role.isEmpty()) {
      this.role = role;
    }
    return this;
  }

  /**
   * Says what the caller calls the image, unless that was said before. The message then begins with
   * it.
   */
  public final void initName(String given) {
    if (name.isEmpty()) {
      name = given;
    }
  }

  @Override
  public String getMessage() {
    String message = String.valueOf(super.getMessage());
    String subject = name.isEmpty() ? role : name;
    return subject.isEmpty() ? message : subject + ": " + message;
  }
}
