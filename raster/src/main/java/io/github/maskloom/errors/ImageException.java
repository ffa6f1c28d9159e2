package io.github.maskloom.errors;

import java.io.Serial;
import java.util.Optional;

/** An image cannot be used. Says which one where several take part. */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException, SizeMismatchException {
  @Serial private static final long serialVersionUID = 1L;

  private String role = "";
  private String name = "";
  private String displayName = "";

  ImageException(String message) {
    super(message);
  }

  /**
   * {@return the part the image plays, such as {@code photo}, {@code mask} or {@code reference 2},
   * or empty if unknown} The message begins with it, or with the name that the caller gave the
   * image.
   */
  public Optional<String> image() {
    return said(role);
  }

  /**
   * {@return what people call the image: the name that its source was given, or its file's name;
   * empty if neither is known} The message has it only in a fusion, and only if {@code
   * ImageSource.named} gave the name.
   */
  public Optional<String> displayName() {
    return said(displayName);
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(known -> !known.isEmpty());
  }

  /**
   * Says which part the image plays. For code that works with several images, as {@link
   * Throwable#initCause} is for causes.
   *
   * @param role such as {@code mask}; ignored if a part was said before
   * @return this exception
   */
  public final ImageException initImage(String role) {
    if (this.role.isEmpty()) {
      this.role = role;
    }
    return this;
  }

  /**
   * Says what the caller calls the image. The message then begins with that name.
   *
   * @param given the name, such as that of {@code ImageSource.named}; ignored if one was said
   *     before
   */
  public final void initName(String given) {
    if (name.isEmpty()) {
      name = given;
    }
  }

  /**
   * Sets the name that {@link #displayName} returns. The message does not change.
   *
   * @param given the source's own name, or else the last element of its path; stored as it is.
   *     Ignored if a name was set before.
   */
  public final void initDisplayName(String given) {
    if (displayName.isEmpty()) {
      displayName = given;
    }
  }

  /** {@return what is wrong, behind the name or the part of the image if one is known} */
  @Override
  public String getMessage() {
    String message = String.valueOf(super.getMessage());
    String subject = name.isEmpty() ? role : name;
    return subject.isEmpty() ? message : subject + ": " + message;
  }
}
