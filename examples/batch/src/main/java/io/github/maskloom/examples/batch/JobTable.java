package io.github.maskloom.examples.batch;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/**
 * What is known of each result: the state in which its job left it, and the line that makes it.
 *
 * <p><b>Memory:</b> the same for any number of jobs, for the table lies in a temporary file: 64 to
 * 128 bytes a job. Results are told apart by 128 bits of a digest. <b>Threads:</b> one.
 */
final class JobTable implements Closeable {
  /** A slot: two numbers that name the result, its state, its line. All 0 if it is free. */
  private static final int SLOT_BYTES = 4 * Long.BYTES;

  private static final int STATE = 2 * Long.BYTES;
  private static final int LINE = 3 * Long.BYTES;
  private static final int FIRST_SLOTS = 1 << 10;

  private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
  private FileChannel file = newFile(FIRST_SLOTS);
  private long slots = FIRST_SLOTS;
  private long taken;

  /** An empty table. */
  JobTable() throws IOException {}

  private static FileChannel newFile(long slots) throws IOException {
    FileChannel file =
        FileChannel.open(Files.createTempFile("maskloom-", ".jobs"), READ, WRITE, DELETE_ON_CLOSE);
    // The rest of the file is a hole, which reads as zeros.
    int ignored = file.write(ByteBuffer.allocate(1), slots * SLOT_BYTES - 1);
    return file;
  }

  /** Keeps the state of a result, in the place of an earlier one. */
  void keepState(String name, long state) throws IOException {
    long position = find(name);
    slot.putLong(STATE, state);
    write(position);
  }

  /** The state that was kept last of a result; 0 if none was. */
  long state(String name) throws IOException {
    long ignored = find(name);
    return slot.getLong(STATE);
  }

  /**
   * Says that a line makes a result, unless another one does.
   *
   * @return the line that does
   */
  long claim(String name, long line) throws IOException {
    long position = find(name);
    if (slot.getLong(LINE) == 0) {
      slot.putLong(LINE, line);
      write(position);
    }
    return slot.getLong(LINE);
  }

  /** Reads the slot of a result, or makes one that is not written yet. */
  private long find(String name) throws IOException {
    if (2 * (taken + 1) > slots) {
      grow();
    }
    ByteBuffer digest = ByteBuffer.wrap(Digest.of(name).asBytes());
    // Never 0, as free slots are.
    return find(digest.getLong(0) | 1, digest.getLong(Long.BYTES));
  }

  private long find(long high, long low) throws IOException {
    for (long index = Math.floorMod(low, slots); ; index = (index + 1) % slots) {
      read(file, index * SLOT_BYTES);
      if (slot.getLong(0) == 0) {
        taken++;
        slot.putLong(0, high).putLong(Long.BYTES, low);
      }
      if (slot.getLong(0) == high && slot.getLong(Long.BYTES) == low) {
        return index * SLOT_BYTES;
      }
    }
  }

  private void read(FileChannel from, long position) throws IOException {
    if (from.read(slot.clear(), position) < SLOT_BYTES) {
      throw new IOException("the table of jobs was cut short");
    }
  }

  private void write(long position) throws IOException {
    if (file.write(slot.clear(), position) < SLOT_BYTES) {
      throw new IOException("there is no room for the table of jobs");
    }
  }

  /** Moves all slots into a file of twice the size. */
  private void grow() throws IOException {
    try (FileChannel smaller = file) {
      long count = slots;
      slots = 2 * count;
      taken = 0;
      file = newFile(slots);
      for (long index = 0; index < count; index++) {
        read(smaller, index * SLOT_BYTES);
        if (slot.getLong(0) != 0) {
          long state = slot.getLong(STATE);
          long line = slot.getLong(LINE);
          long position = find(slot.getLong(0), slot.getLong(Long.BYTES));
          slot.putLong(STATE, state).putLong(LINE, line);
          write(position);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
