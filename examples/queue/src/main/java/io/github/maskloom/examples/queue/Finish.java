package io.github.maskloom.examples.queue;

/** What becomes of a model's answer where nothing was painted. */
public enum Finish {
  /** The photo's own pixels are put back. Without a mask the answer stays as it came. */
  RESTORED,
  /** The same, and the model sees only the part around the paint, at the photo's resolution. */
  FOCUSED,
  /** The answer stays as it came. */
  UNCHANGED
}
