package io.github.maskloom.image;

/** How the rows of an encoded picture can be had. */
public enum RowAccess {
  /** As the file is read, a few at a time. */
  STREAMED,

  /** From a temporary file, to which all of them are written first. */
  SPOOLED,

  /** From the heap, in which the whole picture is held first. */
  HELD
}
