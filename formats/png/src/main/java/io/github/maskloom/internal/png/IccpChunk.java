package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The iCCP chunk: a name, a compression method and a compressed ICC profile (PNG 3rd edition,
 * section 11.3.2.3).
 */
final class IccpChunk {
  private static final int MAX_NAME_BYTES = 79;
  private static final int PIECE_BYTES = 4096;
  private static final byte[] NONE = new byte[0];

  private IccpChunk() {}

  /**
   * Reads the profile of the current chunk.
   *
   * @param earlierBytes metadata read before, which count against the limit, too
   * @return the profile, uncompressed; empty if the chunk is broken
   * @throws io.github.maskloom.errors.ImageLimitException if it is too large
   */
  static byte[] readProfile(ChunkReader chunks, long earlierBytes, ImageLimits limits)
      throws IOException {
    if (!skipName(chunks)) {
      return NONE;
    }
    Inflater inflater = new Inflater();
    try {
      return inflate(chunks, inflater, earlierBytes, limits);
    } catch (DataFormatException e) {
      return NONE;
    } finally {
      inflater.end();
    }
  }

  /** Moves behind the name, the zero byte that ends it and a compression method of 0. */
  private static boolean skipName(ChunkReader chunks) throws IOException {
    byte[] one = new byte[1];
    for (int i = 0; i <= MAX_NAME_BYTES; i++) {
      if (chunks.read(one, 0, 1) < 0) {
        return false;
      }
      if (one[0] == 0) {
        return i > 0 && chunks.read(one, 0, 1) > 0 && one[0] == 0;
      }
    }
    return false;
  }

  private static byte[] inflate(
      ChunkReader chunks, Inflater inflater, long earlierBytes, ImageLimits limits)
      throws IOException, DataFormatException {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    byte[] input = new byte[PIECE_BYTES];
    byte[] output = new byte[PIECE_BYTES];
    while (!inflater.finished()) {
      int count = inflater.inflate(output);
      LimitCheck.metadataBytes(limits, earlierBytes + profile.size() + count);
      profile.write(output, 0, count);
      if (count == 0 && !inflater.finished()) {
        int more = inflater.needsDictionary() ? -1 : chunks.read(input, 0, input.length);
        if (more < 0) {
          return NONE;
        }
        inflater.setInput(input, 0, more);
      }
    }
    return profile.toByteArray();
  }
}
