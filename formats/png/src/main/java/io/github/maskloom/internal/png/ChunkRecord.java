package io.github.maskloom.internal.png;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The chunks before the first IDAT as they stand in the file, for a copy of it in which pixels
 * change.
 *
 * <p>Gives up, rather than refuse the image, when there is more than it may hold.
 */
public final class ChunkRecord {
  /** What a chunk takes beside its data. */
  private static final int CHUNK_BYTES = 64;

  private final List<Chunk> chunks = new ArrayList<>();
  private final long maxBytes;
  private final Set<Integer> lost = new TreeSet<>();
  private long roomBytes;

  /** A chunk's type and data. */
  public static final class Chunk {
    private final int type;
    private final byte[] data;
    private int filled;

    private Chunk(int type, int length) {
      this.type = type;
      data = new byte[length];
    }

    public int type() {
      return type;
    }

    /** The record's own bytes, not to be changed. */
    public byte[] data() {
      return data;
    }

    private void add(byte[] bytes, int offset, int count) {
      System.arraycopy(bytes, offset, data, filled, count);
      filled += count;
    }
  }

  ChunkRecord(long maxBytes) {
    this.maxBytes = maxBytes;
    roomBytes = maxBytes;
  }

  void begin(int type, long length) {
    roomBytes -= CHUNK_BYTES + length;
    if (roomBytes >= 0) {
      chunks.add(new Chunk(type, (int) length));
    } else {
      chunks.clear();
    }
  }

  /** Takes note of a chunk that does not hold for other pixels. */
  void lose(int type) {
    lost.add(type);
  }

  /** The types of chunks that are not here, as they do not hold for other pixels. */
  public Set<Integer> lost() {
    return lost;
  }

  void add(byte[] bytes, int offset, int count) {
    if (roomBytes >= 0) {
      chunks.get(chunks.size() - 1).add(bytes, offset, count);
    }
  }

  /** Drops the chunk that was begun last. */
  void forgetLast() {
    if (roomBytes >= 0) {
      Chunk last = chunks.remove(chunks.size() - 1);
      roomBytes += CHUNK_BYTES + last.data.length;
    }
  }

  /** Whether every chunk is here. */
  boolean isComplete() {
    return roomBytes >= 0;
  }

  /** Heap that the chunks take, if all are here. */
  public long bytes() {
    return maxBytes - roomBytes;
  }

  public List<Chunk> chunks() {
    return chunks;
  }
}
