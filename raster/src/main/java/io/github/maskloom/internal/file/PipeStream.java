package io.github.maskloom.internal.file;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a pipe or a device, which may never come. A thread of its own opens and reads it,
 * since no system lets a thread out of opening a pipe. A read that has waited a moment in vain
 * returns 0, and {@link SourceStream} then asks whether to go on.
 */
public final class PipeStream extends BlockInputStream {
  private static final long WAIT_MILLIS = 50;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
  private static final int KIND = 0xF000;
  private static final int PIPE = 0x1000;

  private final Path path;
  private final SynchronousQueue<ByteBuffer> pieces = new SynchronousQueue<>();
  private final Thread thread = new Thread(this::pump, "maskloom-pipe");
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private volatile @Nullable IOException failure;

  /**
   * Begins to open it.
   *
   * @param path of what is no regular file
   */
  public PipeStream(Path path) {
    this.path = path;
    thread.setDaemon(true);
    thread.start();
  }

  private void pump() {
    try (FileChannel file = FileChannel.open(path, READ)) {
      ByteBuffer next = ByteBuffer.allocate(FilePieces.PIECE_BYTES);
      while (file.read(next) > 0) {
        pieces.put(next.flip());
        next = ByteBuffer.allocate(FilePieces.PIECE_BYTES);
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      // It is closed, and nobody takes the piece.
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      ByteBuffer next = piece.hasRemaining() ? piece : pieces.poll(WAIT_MILLIS, MILLISECONDS);
      if (next != null) {
        piece = next;
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a pipe");
    }
    if (thread.isAlive()) {
      return 0;
    }
    IOException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return -1;
  }

  /** Ends the thread: an interrupt ends its read, and a writer its wait for one. */
  @Override
  @SuppressWarnings("try") // The writer only has to be there.
  public void close() {
    thread.interrupt();
    try (FileChannel writer = isPipe() ? FileChannel.open(path, READ, WRITE) : null) {
      Uninterruptibles.joinUninterruptibly(thread, CLOSE_WAIT);
    } catch (IOException e) {
      // Nobody here may write to it, so its thread waits on by itself.
    }
  }

  private boolean isPipe() throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((int) Files.getAttribute(path, "unix:mode") & KIND) == PIPE;
  }
}
