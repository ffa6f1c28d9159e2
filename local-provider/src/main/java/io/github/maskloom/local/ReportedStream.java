package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.ProviderListener;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a listener now and then how many bytes of an image were written. */
final class ReportedStream extends FilterOutputStream {
  private static final long REPORT_BYTES = 256 << 10;

  private final int index;
  private final ProviderListener listener;
  private long bytes;
  private long reported;

  ReportedStream(OutputStream stream, int index, ProviderListener listener) {
    super(stream);
    this.index = index;
    this.listener = listener;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    count(1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
    count(length);
  }

  private void count(int more) {
    bytes += more;
    if (bytes - reported >= REPORT_BYTES) {
      report();
    }
  }

  /** Tells all bytes that were written. */
  void report() {
    reported = bytes;
    listener.downloading(index, bytes);
  }
}
