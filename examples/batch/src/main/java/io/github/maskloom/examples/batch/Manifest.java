package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JacksonException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * The file that keeps what became of each job, a line of JSON a row. Rows are only ever added.
 *
 * <p>A row is in the file when {@link #append} returns, whatever happens to the process then. It is
 * on the disk some seconds later. One batch at a time writes a manifest.
 *
 * <p><b>Threads:</b> rows may be added by several at once; none of them may be interrupted, which
 * would close the file.
 */
public final class Manifest implements Closeable {
  /** Takes rows. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Takes a row.
     *
     * @throws IOException if that fails, which ends the reading
     */
    void accept(ManifestRow row) throws IOException;
  }

  /** A key has at most the bytes of a job's line, each of them escaped. */
  private static final int MAX_ROW_BYTES = 16 * JobLines.MAX_BYTES;

  private static final long FORCE_NANOS = 5_000_000_000L;

  private final Path path;
  private final FileChannel channel;
  private long end;
  private boolean broken;
  private long forcedNanos = System.nanoTime();

  private Manifest(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a manifest, or makes a new one. What a killed process left of a row is cut off.
   *
   * @throws IOException if it cannot be written, is no manifest, or another batch writes it
   */
  public static Manifest open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
    Manifest manifest = new Manifest(path, channel);
    try {
      manifest.lock();
      manifest.read(row -> {});
      channel.truncate(manifest.end);
      return manifest;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Locks a byte beyond any row, so that others may read the rows wherever locks are enforced. */
  private void lock() throws IOException {
    try {
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another batch of this process.
    }
    throw failure("another batch writes it");
  }

  /**
   * Reads all rows, in the order in which they were added.
   *
   * @throws IOException if it cannot be read or is no manifest
   */
  public synchronized void read(Rows rows) throws IOException {
    channel.position(0);
    // Not closed, since that would close the channel.
    BoundedLines lines = new BoundedLines(Channels.newInputStream(channel), MAX_ROW_BYTES);
    end = 0;
    while (lines.advance()) {
      if (lines.terminated) {
        rows.accept(row(lines));
        end = lines.consumed;
      } else if (!lines.text().startsWith(ManifestRow.START)
          && !ManifestRow.START.startsWith(lines.text())) {
        // A write that was cut short has not left it.
        throw failure("its last line is no row, so it is left as it is; name another");
      }
    }
  }

  private ManifestRow row(BoundedLines line) throws IOException {
    try {
      if (!line.tooLong) {
        return ManifestRow.read(line);
      }
    } catch (JacksonException | JobException | NumberFormatException e) {
      // Told below.
    }
    throw failure("line " + line.number + " is no row, so it is left as it is; name another");
  }

  /**
   * Adds a row. Behind one that could not be written none is, so that the next {@link #open} can
   * cut off what there is of it.
   *
   * @throws IOException if it cannot be written
   */
  public void append(ManifestRow row) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((row.toJson() + '\n').getBytes(UTF_8));
    try {
      if (added(line)) {
        // Beside the lock, so that only one of many waits for the disk.
        channel.force(false);
      }
    } catch (IOException e) {
      throw new IOException("manifest: " + e.getMessage() + ": " + path, e);
    }
  }

  /** Returns whether it is time to bring rows to the disk. */
  private synchronized boolean added(ByteBuffer line) throws IOException {
    if (broken) {
      throw new IOException("a row before this one could not be written");
    }
    broken = true;
    while (line.hasRemaining()) {
      end += channel.write(line, end);
    }
    broken = false;
    long now = System.nanoTime();
    boolean due = now - forcedNanos >= FORCE_NANOS;
    forcedNanos = due ? now : forcedNanos;
    return due;
  }

  private IOException failure(String what) {
    return new IOException("manifest: " + what + ": " + path);
  }

  /** Brings all rows to the disk, and lets others write. */
  @Override
  public synchronized void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        channel.force(false);
      }
    }
  }
}
