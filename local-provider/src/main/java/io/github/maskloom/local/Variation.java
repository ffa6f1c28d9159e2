package io.github.maskloom.local;

import java.util.List;

/** How the images of one request differ, in their order. */
enum Variation {
  CONTAINED(false, false),
  CONTAINED_MIRRORED(false, true),
  COVERING(true, false),
  COVERING_MIRRORED(true, true);

  /** The variation of each image of a request, the first image's first. */
  static final List<Variation> IN_ORDER = List.of(values());

  private final boolean covering;
  private final boolean mirrored;

  Variation(boolean covering, boolean mirrored) {
    this.covering = covering;
    this.mirrored = mirrored;
  }

  /** Whether the furniture fills the painted box, rather than fits into it. */
  boolean covering() {
    return covering;
  }

  /** Whether left and right are exchanged. */
  boolean mirrored() {
    return mirrored;
  }
}
