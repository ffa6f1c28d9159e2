package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.io.InputStream;

/** What a job file begins with. */
final class FirstBytes {
  private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

  private FirstBytes() {}

  /** Skips the mark that some programs begin UTF-8 with. */
  static void skipMark(InputStream in) throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    for (int each : BYTE_ORDER_MARK) {
      if (in.read() != each) {
        in.reset();
        return;
      }
    }
  }

  /** Whether the first byte that is not white space begins a JSON value, or there is none. */
  static boolean beginJson(InputStream in) throws IOException {
    in.mark(JobLines.MAX_BYTES);
    int first = in.read();
    for (int i = 1; i < JobLines.MAX_BYTES && isWhite(first); i++) {
      first = in.read();
    }
    in.reset();
    return first < 0 || first == '{' || first == '[';
  }

  private static boolean isWhite(int value) {
    return value == ' ' || value == '\t' || value == '\r' || value == '\n';
  }
}
