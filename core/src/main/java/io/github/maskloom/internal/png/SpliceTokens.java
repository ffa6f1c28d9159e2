package io.github.maskloom.internal.png;

import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.deflate.BlockEncoder;
import io.github.maskloom.internal.deflate.MatchLog;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Encodes changed rows with the tokens that the source had for them, as far as these still hold.
 *
 * <p>A match is kept as far as the new data repeat what it says, which is found out by looking: no
 * track is kept of what changed, and what is written is right whatever changed. All other bytes
 * become literals and runs.
 *
 * <p><b>Memory:</b> 96 KiB or three rows, whichever is more, and a log of a row's matches.
 */
final class SpliceTokens {
  static final int LOOK_BACK = 1 << 15;
  private static final int MIN_MATCH = 3;
  private static final int STRIDE = 1 << 16;

  private final BlockEncoder encoder;
  private final MatchLog log;
  private final Adler32 adler = new Adler32();

  /** New data: [0, encoded) is only looked back at, [encoded, end) waits for its tokens. */
  private final byte[] bytes;

  /** Position in the data of {@code bytes[0]}. */
  private long origin;

  private int encoded;
  private int end;

  /**
   * An encoder that has seen nothing yet.
   *
   * @param rowLength bytes of a row with its filter type
   */
  SpliceTokens(BitWriter out, int rowLength) {
    encoder = new BlockEncoder(out);
    log = new MatchLog(rowLength / MIN_MATCH + 512);
    bytes = new byte[LOOK_BACK + STRIDE + 2 * rowLength + BlockEncoder.SLACK_BYTES];
  }

  /** Where the source's matches are to be recorded while its rows are decoded. */
  MatchLog log() {
    return log;
  }

  /** Position after the last byte appended. */
  long position() {
    return origin + end;
  }

  /** Adler-32 of what was appended since {@link #begin}. */
  int adler() {
    return (int) adler.getValue();
  }

  /**
   * Begins to encode at a position.
   *
   * @param data holds, before index {@code at}, what precedes that position: 32768 bytes or all
   */
  void begin(long position, byte[] data, int at) {
    int lookBack = (int) Math.min(LOOK_BACK, position);
    System.arraycopy(data, at - lookBack, bytes, 0, lookBack);
    origin = position - lookBack;
    encoded = lookBack;
    end = lookBack;
    log.clear();
    adler.reset();
  }

  /** Appends new data, of which the last token may have to wait for what follows. */
  void append(byte[] data, int from, int count) throws IOException {
    if (end + count > bytes.length - BlockEncoder.SLACK_BYTES) {
      slide();
    }
    System.arraycopy(data, from, bytes, end, count);
    adler.update(data, from, count);
    end += count;
    encode();
  }

  private void slide() {
    int drop = encoded - LOOK_BACK;
    System.arraycopy(bytes, drop, bytes, 0, end - drop);
    origin += drop;
    encoded -= drop;
    end -= drop;
  }

  private void encode() throws IOException {
    int nextMatch = 0;
    while (nextMatch < log.size()) {
      int at = (int) (log.position(nextMatch) - origin);
      int length = log.length(nextMatch);
      if (at + length > end) {
        break;
      }
      encodePlain(at);
      encodeMatch(at, length, log.distance(nextMatch));
      nextMatch++;
    }
    log.removeFirst(nextMatch);
    encodePlain(log.size() == 0 ? end : Math.min(end, (int) (log.position(0) - origin)));
  }

  private void encodePlain(int to) throws IOException {
    if (encoded < to) {
      encoder.runs(bytes, encoded, to);
      encoded = to;
    }
  }

  private void encodeMatch(int at, int length, int distance) throws IOException {
    int same =
        Arrays.mismatch(bytes, at, at + length, bytes, at - distance, at - distance + length);
    int kept = same < 0 ? length : same;
    if (kept >= MIN_MATCH) {
      encoder.match(bytes, at, kept, distance);
      encoded = at + kept;
    }
    encodePlain(at + length);
  }

  /** Writes the codes of all tokens so far, as blocks that end here. */
  void endBlock(boolean last) throws IOException {
    encoder.endBlock(last);
  }
}
