package io.github.maskloom.fusion.spi;

/** How a provider learns what part of the scene is to change. */
public enum MaskTransport {
  /** The mask is painted into the scene, and the prompt speaks of the paint. */
  PAINTED_INTO_PHOTO,

  /** The mask is an image of its own, of the scene's size. */
  SEPARATE_IMAGE,

  /** The paint is an image of its own, of the scene's size: transparent where nothing changes. */
  PAINT_OVERLAY,

  /** Not at all: only the prompt says where. */
  NONE
}
