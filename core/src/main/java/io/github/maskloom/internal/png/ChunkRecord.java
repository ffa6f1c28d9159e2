package io.github.maskloom.internal.png;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks before the first IDAT as they stand in the file, for a copy of it.
 *
 * <p>Gives up, rather than refuse the picture, when there is more than it may hold.
 */
final class ChunkRecord {
  private final List<Chunk> chunks = new ArrayList<>();
  private long roomBytes;

  /** A chunk's type and data. */
  static final class Chunk {
    private final int type;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private Chunk(int type) {
      this.type = type;
    }

    int type() {
      return type;
    }

    byte[] data() {
      return data.toByteArray();
    }
  }

  ChunkRecord(long maxBytes) {
    roomBytes = maxBytes;
  }

  void begin(int type, long length) {
    roomBytes -= length;
    if (roomBytes >= 0) {
      chunks.add(new Chunk(type));
    } else {
      chunks.clear();
    }
  }

  void add(byte[] bytes, int offset, int count) {
    if (roomBytes >= 0) {
      chunks.get(chunks.size() - 1).data.write(bytes, offset, count);
    }
  }

  /** Whether every chunk is here. */
  boolean isComplete() {
    return roomBytes >= 0;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  boolean holds(int type) {
    return chunks.stream().anyMatch(chunk -> chunk.type == type);
  }
}
