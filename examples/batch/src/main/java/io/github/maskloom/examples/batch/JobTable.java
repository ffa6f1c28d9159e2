package io.github.maskloom.examples.batch;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is known of each result: the state in which its job left it, and the line that makes it.
 *
 * <p><b>Memory:</b> the same for any number of jobs, for the table lies in a temporary file: 64 to
 * 128 bytes a job. Results are told apart by 128 bits of a digest. <b>Threads:</b> one.
 */
final class JobTable implements Closeable {
  /** A slot: two numbers that name the result, its state, its line. All 0 if it is free. */
  private static final int SLOT_BYTES = 4 * Long.BYTES;

  private static final int NAME_BYTES = 2 * Long.BYTES;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int COPIED_SLOTS = 1 << 11;

  private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
  private FileChannel file;
  private long slots;
  private long taken;

  /** Whether the slot that was found last was free. */
  private boolean isFree;

  private JobTable(FileChannel file, long slots) {
    this.file = file;
    this.slots = slots;
  }

  /** An empty table. */
  static JobTable create() throws IOException {
    return new JobTable(newFile(FIRST_SLOTS), FIRST_SLOTS);
  }

  private static FileChannel newFile(long slots) throws IOException {
    Path path = Files.createTempFile("maskloom-", ".jobs");
    FileChannel file = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
    // The rest of the file is a hole, which reads as zeros.
    int ignored = file.write(ByteBuffer.allocate(1), slots * SLOT_BYTES - 1);
    return file;
  }

  /** Keeps the state of a result, in the place of an earlier one. */
  void keepState(String name, long state) throws IOException {
    long position = find(name);
    slot.putLong(NAME_BYTES, state);
    write(position);
  }

  /** The state that was kept last of a result; 0 if none was. */
  long state(String name) throws IOException {
    long ignored = find(name);
    return slot.getLong(NAME_BYTES);
  }

  /**
   * Says that a line makes a result, unless another one does.
   *
   * @return the line that does
   */
  long claim(String name, long line) throws IOException {
    long position = find(name);
    long owner = slot.getLong(NAME_BYTES + Long.BYTES);
    if (owner != 0) {
      return owner;
    }
    slot.putLong(NAME_BYTES + Long.BYTES, line);
    write(position);
    return line;
  }

  /** Reads the slot of a result, or makes one that is not written yet. */
  private long find(String name) throws IOException {
    if (2 * (taken + 1) > slots) {
      grow();
    }
    ByteBuffer digest = Digest.of(name);
    // Never 0, as free slots are.
    return find(digest.getLong(0) | 1, digest.getLong(Long.BYTES), file, slots);
  }

  private long find(long high, long low, FileChannel in, long count) throws IOException {
    long index = Math.floorMod(low, count);
    while (true) {
      read(in, index * SLOT_BYTES);
      isFree = slot.getLong(0) == 0;
      if (isFree) {
        slot.putLong(0, high).putLong(Long.BYTES, low);
      }
      if (slot.getLong(0) == high && slot.getLong(Long.BYTES) == low) {
        return index * SLOT_BYTES;
      }
      index = (index + 1) % count;
    }
  }

  private void read(FileChannel in, long position) throws IOException {
    slot.clear();
    while (slot.hasRemaining()) {
      if (in.read(slot, position + slot.position()) < 0) {
        throw new IOException("the table of jobs was cut short");
      }
    }
  }

  private void write(long position) throws IOException {
    taken += isFree ? 1 : 0;
    write(file, position);
  }

  private void write(FileChannel to, long position) throws IOException {
    slot.clear();
    while (slot.hasRemaining()) {
      int ignored = to.write(slot, position + slot.position());
    }
  }

  /** Moves all slots into a file of twice the size, read in their order. */
  private void grow() throws IOException {
    FileChannel larger = newFile(2 * slots);
    ByteBuffer copied = ByteBuffer.allocateDirect(COPIED_SLOTS * SLOT_BYTES);
    for (long position = 0; position < slots * SLOT_BYTES; position += copied.limit()) {
      copied.clear();
      while (copied.hasRemaining() && file.read(copied, position + copied.position()) > 0) {
        // Until it is full, or the file ends.
      }
      copied.flip();
      moveInto(larger, copied);
    }
    file.close();
    file = larger;
    slots *= 2;
  }

  private void moveInto(FileChannel larger, ByteBuffer copied) throws IOException {
    for (int at = 0; at < copied.limit(); at += SLOT_BYTES) {
      long high = copied.getLong(at);
      if (high != 0) {
        long position = find(high, copied.getLong(at + Long.BYTES), larger, 2 * slots);
        slot.put(0, copied, at, SLOT_BYTES);
        write(larger, position);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
