package io.github.maskloom.internal.deflate;

import java.io.IOException;

/** A way to cut data into tokens. */
interface TokenFinder {
  /** Bytes that a finder may load, but not use, past the end of the data. */
  int SLACK = 8;

  /**
   * Cuts the bytes from {@code from} on, up to {@code to}, or further if a match goes over it.
   *
   * @param bytes the data, before them what was cut last, after them {@link #SLACK} bytes more
   * @param to what must be cut
   * @param end what is known of the data, so how far a match may go
   * @return where the next call has to begin
   */
  int find(byte[] bytes, int from, int to, int end, TokenSink sink) throws IOException;

  /**
   * Says that the data were moved towards the start of their array.
   *
   * @param count by how much, a multiple of 32768
   */
  void slide(int count);
}
