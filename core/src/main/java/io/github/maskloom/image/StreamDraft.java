package io.github.maskloom.image;

import java.io.IOException;
import java.io.OutputStream;

/** A draft on the caller's own stream. */
record StreamDraft(OutputStream stream) implements ImageTarget.Draft {
  @Override
  public void commit() throws IOException {
    stream.flush();
  }

  @Override
  public void close() {
    // The stream is the caller's; what was written before a failure cannot be taken back.
  }
}
