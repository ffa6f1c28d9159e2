package io.github.maskloom.image;

/** Whether colors were brought from the profile of one image to that of another. */
public enum ProfileConversion {
  /**
   * Both mean the same, nobody asked, or the image is gray or a mask: no sample was touched for it.
   */
  NONE,

  /** Colors were converted. */
  CONVERTED,

  /**
   * One of the images has a profile that is not read: one of tables, or a damaged one. Samples are
   * taken as they are, so that colors may be off.
   */
  UNKNOWN
}
