package io.github.maskloom.internal.jpeg.scan;

import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts an ICC profile together from the APP2 segments it was cut into (ICC.1:2022, annex B.4).
 *
 * <p>Segments may come in any order. If one is missing, comes twice or contradicts the others there
 * is no profile: half of one is worth less than none.
 */
final class IccChunks {
  private static final int NUMBER_AT = JpegSegments.ICC.length();
  private static final int TOTAL_AT = NUMBER_AT + 1;
  private static final int DATA_AT = NUMBER_AT + 2;

  private final SortedMap<Integer, byte[]> chunks = new TreeMap<>();
  private int total;
  private boolean broken;

  /** Takes the content of an APP2 segment that bears the profile's name. */
  void add(byte[] content) {
    if (content.length < DATA_AT) {
      broken = true;
      return;
    }
    int number = content[NUMBER_AT] & 0xFF;
    int announced = content[TOTAL_AT] & 0xFF;
    broken |= !chunks.isEmpty() && announced != total;
    total = announced;
    broken |= chunks.put(number, content) != null;
  }

  /** The whole profile, or an empty array. */
  byte[] profile() {
    boolean complete =
        !broken
            && !chunks.isEmpty()
            && chunks.size() == total
            && chunks.firstKey() == 1
            && chunks.lastKey() == total;
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    if (complete) {
      chunks.values().forEach(chunk -> profile.write(chunk, DATA_AT, chunk.length - DATA_AT));
    }
    return profile.toByteArray();
  }
}
