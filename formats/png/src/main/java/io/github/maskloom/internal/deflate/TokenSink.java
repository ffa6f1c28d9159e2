package io.github.maskloom.internal.deflate;

import java.io.IOException;

/** Takes the tokens that data are cut into, in their order. */
interface TokenSink {
  /** Takes bytes that stand for themselves. */
  void literals(byte[] bytes, int from, int count) throws IOException;

  /**
   * Takes a match.
   *
   * @param bytes holds at {@code at} what the match stands for
   * @param length 3 to 258
   * @param distance 1 to 32768
   */
  void match(byte[] bytes, int at, int length, int distance) throws IOException;
}
