package io.github.maskloom.fusion;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The temporary files of one call. Closing it deletes them; idempotent. */
final class CallFolder implements Closeable {
  private final TempRoot root;
  private final Path path;
  private volatile boolean closing;
  private boolean closed;

  private CallFolder(TempRoot root, Path path) {
    this.root = root;
    this.path = path;
  }

  /** Makes an empty folder within the process's own. */
  static CallFolder create(TempRoot root) throws IOException {
    return new CallFolder(root, root.retainFolder("call-"));
  }

  /** A file of this name, made here and never from input. */
  Path file(String name) {
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
    if (!closed) {
      FileTree.delete(path);
      closed = true;
      root.release();
    }
  }
}
