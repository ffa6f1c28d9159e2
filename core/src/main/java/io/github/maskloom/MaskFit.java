package io.github.maskloom;

/** What to do with a mask that has not the photo's size. */
public enum MaskFit {
  /** Scale it to the photo's size: Lanczos3 on premultiplied alpha, both sides independently. */
  RESIZE,
  /** Refuse it with {@link io.github.maskloom.errors.SizeMismatchException}. */
  STRICT
}
