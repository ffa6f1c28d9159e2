package io.github.maskloom.errors;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * An image cannot be used. Says which one where several take part. Immutable: who knows more of the
 * image throws the same failure anew, with the same stack trace and cause.
 */
public abstract sealed class ImageException extends MaskloomException
    permits ImageFormatException, ImageLimitException, OpaqueMaskException, SizeMismatchException {
  @Serial private static final long serialVersionUID = 1L;

  /** What an image is called; empty texts are unknown. */
  record Subject(String role, String name, String displayName) implements Serializable {
    static final Subject UNKNOWN = new Subject("", "", "");
    static final Subject MASK = new Subject("mask", "", "");
  }

  private final String words;
  private final Subject subject;

  ImageException(String words, Subject subject) {
    super(message(words, subject));
    this.words = words;
    this.subject = subject;
  }

  /** The same failure, of an image of which more is known. */
  ImageException(ImageException before, Subject subject) {
    super(message(before.words, subject));
    words = before.words;
    this.subject = subject;
    if (before.getCause() != null) {
      initCause(before.getCause());
    }
    setStackTrace(before.getStackTrace());
    Arrays.stream(before.getSuppressed()).forEach(this::addSuppressed);
  }

  abstract ImageException with(Subject known);

  private static String message(String words, Subject subject) {
    String called = subject.name.isEmpty() ? subject.role : subject.name;
    return called.isEmpty() ? words : called + ": " + words;
  }

  /**
   * {@return the part the image plays, such as {@code photo}, {@code mask} or {@code reference 2},
   * or empty if unknown} The message begins with it, or with the name that the caller gave the
   * image.
   */
  public Optional<String> image() {
    return said(subject.role);
  }

  /**
   * {@return what people call the image: the name that its source was given, or its file's name;
   * empty if neither is known} The message has it only in a fusion, and only if {@code
   * ImageSource.named} gave the name.
   */
  public Optional<String> displayName() {
    return said(subject.displayName);
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(known -> !known.isEmpty());
  }

  /**
   * {@return the same failure, which says the part the image plays} For code that works with
   * several images.
   *
   * @param role such as {@code mask}; ignored if a part is known
   */
  public final ImageException about(String role) {
    return image().isPresent() ? this : with(new Subject(role, subject.name, subject.displayName));
  }

  /**
   * {@return the same failure, whose message begins with what the caller calls the image}
   *
   * @param name such as that of {@code ImageSource.named}; ignored if one is known
   */
  public final ImageException named(String name) {
    return subject.name.isEmpty()
        ? with(new Subject(subject.role, name, subject.displayName))
        : this;
  }

  /**
   * {@return the same failure with a {@link #displayName}} The message does not change.
   *
   * @param name the source's own name, or else the last element of its path; kept as it is. Ignored
   *     if one is known
   */
  public final ImageException shownAs(String name) {
    return displayName().isPresent() ? this : with(new Subject(subject.role, subject.name, name));
  }
}
