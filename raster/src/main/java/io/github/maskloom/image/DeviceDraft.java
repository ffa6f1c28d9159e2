package io.github.maskloom.image;

import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A draft on a pipe or a device: what was written to it cannot be taken back. */
final class DeviceDraft implements ImageTarget.Draft {
  private final OutputStream stream;

  /** Owns the channel. */
  DeviceDraft(Path path, FileChannel channel) {
    stream = FailureSubject.file(path).writing(FilePieces.writing(channel));
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    stream.close();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
