package io.github.maskloom.internal.tiff;

import io.github.maskloom.format.SeekableBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bytes of a TIFF file whose blocks were written with the lowest bit first (FillOrder 2): each
 * is seen with its bits in the usual order, but for those of the header, the directory and the
 * values of its fields.
 *
 * <p><b>Memory:</b> an entry of a map for each of these. <b>Ownership:</b> the bytes are not
 * closed.
 */
final class ReversedBytes implements SeekableBytes {
  private final SeekableBytes bytes;

  /** Ends by starts of what is not reversed; none of these overlap. */
  private final NavigableMap<Long, Long> kept;

  /**
   * Reverses all bytes but some.
   *
   * @param kept ends by starts of ranges, which may overlap
   */
  ReversedBytes(SeekableBytes bytes, Map<Long, Long> kept) {
    this.bytes = bytes;
    this.kept = disjoint(new TreeMap<>(kept));
  }

  private static NavigableMap<Long, Long> disjoint(NavigableMap<Long, Long> ranges) {
    NavigableMap<Long, Long> disjoint = new TreeMap<>();
    long end = 0;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      long start = Math.max(end, range.getKey());
      if (range.getValue() > start) {
        disjoint.put(start, range.getValue());
        end = range.getValue();
      }
    }
    return disjoint;
  }

  @Override
  public long length() {
    return bytes.length();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    int start = target.position();
    bytes.read(position, target);
    long end = position + target.position() - start;
    // Invariant: what is before at is as it should be.
    for (long at = position; at < end; ) {
      Map.Entry<Long, Long> before = kept.floorEntry(at);
      if (before != null && at < before.getValue()) {
        at = before.getValue();
        continue;
      }
      Long next = kept.higherKey(at);
      long stop = next == null ? end : Math.min(end, next);
      reverse(target, start + (int) (at - position), start + (int) (stop - position));
      at = stop;
    }
  }

  private static void reverse(ByteBuffer target, int from, int to) {
    for (int i = from; i < to; i++) {
      target.put(i, (byte) (Integer.reverse(target.get(i)) >>> (Integer.SIZE - Byte.SIZE)));
    }
  }
}
