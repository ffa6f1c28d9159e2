package io.github.maskloom.internal.composite;

import com.google.common.base.Ascii;

/** The part an image plays, as failures name it. */
enum Role {
  PHOTO,
  MASK,
  REPLACEMENT;

  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
