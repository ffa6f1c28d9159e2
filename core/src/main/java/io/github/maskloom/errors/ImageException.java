package io.github.maskloom.errors;

import io.github.maskloom.internal.fault.ImageRole;
import java.io.Serial;

/** An image cannot be used. Says which one where several take part. */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException {
  static {
    ImageRole.expose(ImageException::initImage);
  }

  @Serial private static final long serialVersionUID = 1L;

  private String role = "";

  ImageException(String message) {
    super(message);
  }

  /** The part the image plays, such as {@code photo} or {@code mask}, or empty if unknown. */
  public String image() {
    return role;
  }

  /** Says which part the image plays, unless that was said before. */
  final void initImage(String role) {
    if (this.role.isEmpty()) {
      this.role = role;
    }
  }

  @Override
  public String getMessage() {
    String message = String.valueOf(super.getMessage());
    return role.isEmpty() ? message : role + ": " + message;
  }
}
