package io.github.maskloom.fusion.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of one call. Closing it deletes them, but for images that could not be
 * written to where they belong; idempotent.
 */
final class CallFolder implements Closeable {
  private final TempRoot root;

  /** The images that could not be written when that was last tried. */
  private final Set<Integer> unwritten = new HashSet<>();

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

  /** An image was written to where it belongs, or could not be. */
  synchronized void written(int index, boolean done) {
    if (done) {
      unwritten.remove(index);
    } else {
      unwritten.add(index);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    close(!unwritten.isEmpty());
  }

  /**
   * Deletes what is to be deleted.
   *
   * @param leavesImages whether those stay that came
   */
  synchronized void close(boolean leavesImages) throws IOException {
    closing = true;
    if (path != null && !closed) {
      if (!leavesImages) {
        FileTree.delete(path);
      } else if (Files.exists(path)) {
        boolean ignored = LeftImages.clearCall(path);
      }
      closed = true;
      root.releaseFolder();
    }
  }
}
