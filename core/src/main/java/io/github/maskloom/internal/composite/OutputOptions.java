package io.github.maskloom.internal.composite;

import io.github.maskloom.image.OutputFormat;

/**
 * What is written.
 *
 * @param format of the result
 * @param strict whether a spliced photo is decoded to its end
 */
public record OutputOptions(OutputFormat format, boolean strict) {
  /** A PNG, of which what is copied is not decoded. */
  public static final OutputOptions DEFAULT = new OutputOptions(OutputFormat.PNG, false);
}
