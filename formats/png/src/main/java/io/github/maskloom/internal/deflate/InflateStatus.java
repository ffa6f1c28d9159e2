package io.github.maskloom.internal.deflate;

/** Why a call to {@link Inflate} returned. */
public enum InflateStatus {
  /** What was asked for is done. */
  REACHED,

  /** The input is used up before that; give the next piece and call again. */
  NEEDS_INPUT,

  /** The stream ended before that, with a right checksum. */
  ENDED
}
