package io.github.maskloom.image;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.io.OutputStream;

/** A draft on the caller's own stream. */
final class StreamDraft implements ImageTarget.Draft {
  private final OutputStream stream;

  StreamDraft(OutputStream callers) {
    stream = FailureSubject.called("target").writing(callers);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    stream.flush();
  }

  @Override
  public void close() {
    // The stream is the caller's; what was written before a failure cannot be taken back.
  }
}
