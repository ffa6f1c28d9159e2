package io.github.maskloom.internal.codec;

/** How the rows of an encoded image can be had. */
public enum DecodeMode {
  /** As the file is read, a few at a time. */
  STREAMED,

  /** From a temporary file, to which all of them are written first. */
  SPOOLED,

  /** From the heap, in which the whole image is held first. */
  HELD
}
