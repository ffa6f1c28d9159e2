package io.github.maskloom.internal.codec;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ranges read from any place, in blocks of {@value #BLOCK_BYTES} bytes, of which the last {@value
 * #MAX_BLOCKS} are kept: decoders check a strip before they decode it, and go back a little.
 *
 * <p>Blocks that follow each other are a run, which is read from ranges that grow: each takes three
 * times what the run has taken before. After a jump a range is as long as the run before it was. So
 * who reads a file part by part from its end to its beginning asks once for each part. The first
 * two blocks of two runs are kept, since the part before ends in them.
 *
 * <p><b>Memory:</b> {@link #heapBytes}. <b>Ownership:</b> closing aborts the range that is open.
 */
final class RangedBytes implements SeekableBytes, Closeable {
  /** What a decoder takes at once. */
  private static final int BLOCK_BYTES = 1 << 14;

  /** Somewhat more than what is decoded of a strip at once. */
  private static final int MAX_BLOCKS = 24;

  /** What is read with the block before a run, for who reads a row at a time backwards. */
  private static final int BLOCKS_BACK = 11;

  private static final long MAX_AFTER_JUMP_BYTES = 1 << 20;

  private final RangeSupplier ranges;
  private final long length;

  /** By number, the block that was used longest ago first. */
  private final Map<Long, byte[]> blocks = new LinkedHashMap<>(MAX_BLOCKS * 2, 0.75f, true);

  private @Nullable InputStream range;

  /** What the range gives next, and where it ends. */
  private long position;

  private long rangeEnd;
  private long runBytes;

  /** The first block of the run, and of the one before. */
  private long runStart;

  private long startBefore;

  RangedBytes(RangeSupplier ranges, long length) {
    this.ranges = ranges;
    this.length = length;
  }

  /** Heap that is held for a source of some length, at the most. */
  static long heapBytes(long length) {
    return Math.min((long) MAX_BLOCKS * BLOCK_BYTES, length);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void read(long from, ByteBuffer buffer) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      byte[] block = block(at / BLOCK_BYTES, at + buffer.remaining());
      int start = (int) (at % BLOCK_BYTES);
      int count = Math.min(buffer.remaining(), block.length - start);
      buffer.put(block, start, count);
      at += count;
    }
  }

  private byte[] block(long number, long wantedEnd) throws IOException {
    byte[] known = blocks.get(number);
    if (known != null) {
      return known;
    }
    if (number == runStart - 1) {
      for (long before = Math.max(0, number - BLOCKS_BACK); before < number; before++) {
        if (!blocks.containsKey(before)) {
          load(before, wantedEnd);
        }
      }
    }
    return load(number, wantedEnd);
  }

  private byte[] load(long number, long wantedEnd) throws IOException {
    long at = number * BLOCK_BYTES;
    byte[] block = room((int) Math.min(BLOCK_BYTES, length - at));
    InputStream stream =
        range != null && at == position && at < rangeEnd ? range : ask(at, wantedEnd);
    stream.readNBytes(block, 0, block.length);
    position += block.length;
    runBytes += block.length;
    blocks.put(number, block);
    return block;
  }

  /** Room for a block: that of the one which was used longest ago, if there are enough. */
  private byte[] room(int bytes) {
    if (blocks.size() < MAX_BLOCKS) {
      return new byte[bytes];
    }
    Predicate<Long> stays = this::beginsRun;
    Long oldest = blocks.keySet().stream().filter(stays.negate()).findFirst().orElseThrow();
    byte[] block = Objects.requireNonNull(blocks.remove(oldest));
    return block.length == bytes ? block : new byte[bytes];
  }

  /** Whether a part of a file that is read backwards may end in a block. */
  private boolean beginsRun(long number) {
    return (number - runStart) >>> 1 == 0 || (number - startBefore) >>> 1 == 0;
  }

  private InputStream ask(long at, long wantedEnd) throws IOException {
    boolean goesOn = range != null && at == position;
    close();
    long usual = goesOn ? 3 * runBytes : Math.min(runBytes, MAX_AFTER_JUMP_BYTES);
    if (!goesOn) {
      runBytes = 0;
      startBefore = runStart;
      runStart = at / BLOCK_BYTES;
    }
    long blocksEnd = (Math.max(wantedEnd, at + usual) + BLOCK_BYTES - 1) / BLOCK_BYTES;
    boolean meetsBefore = startBefore > runStart && blocks.containsKey(startBefore);
    long lastBlock = meetsBefore ? Math.min(blocksEnd, startBefore) : blocksEnd;
    long end = Math.min(length, lastBlock * BLOCK_BYTES);
    range = ranges.open(at, end - at);
    position = at;
    rangeEnd = end;
    return range;
  }

  @Override
  public void close() throws IOException {
    InputStream last = range;
    range = null;
    if (last != null) {
      last.close();
    }
  }
}
