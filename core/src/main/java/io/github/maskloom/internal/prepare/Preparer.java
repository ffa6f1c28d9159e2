package io.github.maskloom.internal.prepare;

/** Has the options of a public preparer, which the library sees and callers do not. */
public abstract class Preparer {
  protected final PrepareOptions options;

  protected Preparer(PrepareOptions options) {
    this.options = options;
  }
}
