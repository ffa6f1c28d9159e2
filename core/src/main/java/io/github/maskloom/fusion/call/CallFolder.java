package io.github.maskloom.fusion.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The temporary files of one call. Closing it deletes them; idempotent. */
final class CallFolder implements Closeable {
  private final TempRoot root;
  private @Nullable Path path;
  private volatile boolean closing;
  private boolean closed;

  /** A folder that is yet to be made. */
  CallFolder(TempRoot root) {
    this.root = root;
  }

  /** Makes the folder, which is empty, within the process's own; once. */
  synchronized void create() throws IOException {
    path = root.retainFolder("call-");
  }

  /**
   * A file of this name, made here and never from input.
   *
   * @throws IllegalStateException if the folder was not made
   */
  synchronized Path file(String name) {
    if (path == null) {
      throw new IllegalStateException("the folder of the call is not made yet");
    }
    return path.resolve(name);
  }

  /**
   * Makes sure that the files are still there.
   *
   * @throws IllegalStateException if they were deleted with the result that they belong to
   */
  void throwIfClosed() {
    if (closing) {
      throw new IllegalStateException("the result is closed");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closing = true;
    if (path != null && !closed) {
      FileTree.delete(path);
      closed = true;
      root.release();
    }
  }
}
