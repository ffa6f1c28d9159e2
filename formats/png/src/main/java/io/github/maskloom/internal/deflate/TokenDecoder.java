package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.INTS;
import static io.github.maskloom.internal.deflate.Words.LONGS;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.deflate.Inflate.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes the tokens of fixed and dynamic blocks (RFC 1951, section 3.2.5). */
final class TokenDecoder {

  private static final int LITERAL_INDEX_BITS = 12;
  private static final int DISTANCE_INDEX_BITS = 9;
  private static final int LITERAL_INDEX_MASK = (1 << LITERAL_INDEX_BITS) - 1;
  private static final int DISTANCE_INDEX_MASK = (1 << DISTANCE_INDEX_BITS) - 1;

  /**
   * One round of the fast loop begins in front of this margin. It may go on by two entries of
   * literals and a length of 44 bits together before it loads eight bytes for the last time.
   */
  private static final int INPUT_MARGIN = 16;

  /** One round of the fast loop writes at most three entries of three literals each. */
  private static final int OUTPUT_MARGIN = 9;

  /** Always full. A test for null is moved out of the loop, which is then compiled for one case. */
  private static final MatchLog NO_LOG = new MatchLog(0, 0);

  private final BitInput in;
  private final OutputWindow window;
  final DecodeTable literals = DecodeTable.literals(LITERAL_INDEX_BITS);
  final DecodeTable distances = DecodeTable.distances(DISTANCE_INDEX_BITS);
  private boolean fixed;

  TokenDecoder(BitInput in, OutputWindow window) {
    this.in = in;
    this.window = window;
  }

  void begin(BlockHeader block) {
    boolean nextFixed = block.type() == BlockHeader.FIXED;
    if (!(fixed && nextFixed)) {
      block.buildTables(literals, distances);
    }
    fixed = nextFixed;
  }

  /**
   * Decodes every token that ends at or before the limit.
   *
   * @param limit index into the window
   * @param log records the matches, and stops the decoder when full
   * @return {@link Status#ENDED} at the end of the block
   */
  Status decode(int limit, @Nullable MatchLog log) {
    Status status;
    do {
      // No match is shorter, so the log cannot overflow before this index.
      long safe = log == null ? limit : window.end + (long) Tokens.MIN_LENGTH * log.room();
      decodeFast((int) Math.min(limit, safe), log);
      status = decodeCarefully(limit, log);
    } while (status == null);
    return status;
  }

  /**
   * The fast path: runs while neither margin is reached and stops in front of any token that is not
   * a plain one, or that would pass the limit; the careful path then takes or rejects it.
   *
   * <p>Invariant: everything before {@code bit}, counted in the current piece, is decoded up to
   * {@code end}, and {@code entry} is the one at {@code bit}, looked up before {@code hold} is
   * loaded again so that neither waits for the other. A load has 57 bits or more. Three entries of
   * literals and the index of the next take 48, and so do two entries, a length whose code is in
   * the first table, and the index of its distance: 50. The three steps are written out because the
   * compiler keeps {@code hold} in a register only so.
   */
  private void decodeFast(int limit, @Nullable MatchLog log) {
    if (!in.holdsOnlyThisPiece()) {
      return;
    }
    byte[] input = in.bytes;
    byte[] output = window.bytes;
    int[] literalEntries = literals.entries;
    int[] distanceEntries = distances.entries;
    MatchLog matches = log == null ? NO_LOG : log;
    int lastBit = 8 * (in.end - INPUT_MARGIN);
    int lastEnd = limit - OUTPUT_MARGIN;
    int bit = 8 * in.next - in.held;
    int end = window.end;
    if (bit > lastBit || end > lastEnd) {
      return;
    }
    long hold = load(input, bit);
    int entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
    while (bit <= lastBit && end <= lastEnd) {
      do {
        hold = load(input, bit);
        if ((entry & DecodeTable.LITERALS) == 0) {
          break;
        }
        INTS.set(output, end, entry >>> DecodeTable.LITERAL_SHIFT);
        end += entry >>> DecodeTable.COUNT_SHIFT & 3;
        hold >>>= entry;
        bit += entry & DecodeTable.DROP_MASK;
        entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
        if ((entry & DecodeTable.LITERALS) == 0) {
          break;
        }
        INTS.set(output, end, entry >>> DecodeTable.LITERAL_SHIFT);
        end += entry >>> DecodeTable.COUNT_SHIFT & 3;
        hold >>>= entry;
        bit += entry & DecodeTable.DROP_MASK;
        entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
        if ((entry & DecodeTable.LITERALS) == 0) {
          break;
        }
        INTS.set(output, end, entry >>> DecodeTable.LITERAL_SHIFT);
        end += entry >>> DecodeTable.COUNT_SHIFT & 3;
        hold >>>= entry;
        bit += entry & DecodeTable.DROP_MASK;
        entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
      } while (bit <= lastBit && end <= lastEnd);
      // The steps may have reached the limit itself, which a literal of a long code would pass.
      if ((entry & DecodeTable.LITERALS) != 0 || end == limit) {
        break;
      }
      if ((entry & DecodeTable.SPECIAL) != 0) {
        if ((entry & DecodeTable.SUBTABLE) == 0) {
          break;
        }
        hold = load(input, bit);
        entry = literalEntries[DecodeTable.subtableIndex(entry, hold, LITERAL_INDEX_BITS)];
        if ((entry & DecodeTable.LITERALS) != 0) {
          output[end++] = (byte) (entry >>> DecodeTable.LITERAL_SHIFT);
          bit += entry & DecodeTable.DROP_MASK;
          hold >>>= entry;
          entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
          continue;
        }
        if ((entry & DecodeTable.SPECIAL) != 0) {
          break;
        }
      }
      int length = valueWithExtraBits(entry, hold);
      if (length > limit - end) {
        break;
      }
      int lengthBit = bit;
      hold >>>= entry;
      bit += entry & DecodeTable.DROP_MASK;
      entry = distanceEntries[(int) hold & DISTANCE_INDEX_MASK];
      hold = load(input, bit);
      if ((entry & DecodeTable.SPECIAL) != 0) {
        if ((entry & DecodeTable.SUBTABLE) == 0) {
          bit = lengthBit;
          break;
        }
        entry = distanceEntries[DecodeTable.subtableIndex(entry, hold, DISTANCE_INDEX_BITS)];
        if ((entry & DecodeTable.SPECIAL) != 0) {
          bit = lengthBit;
          break;
        }
      }
      int distance = valueWithExtraBits(entry, hold);
      if (distance > end) {
        bit = lengthBit;
        break;
      }
      bit += entry & DecodeTable.DROP_MASK;
      hold >>>= entry;
      entry = literalEntries[(int) hold & LITERAL_INDEX_MASK];
      if (!matches.isFull()) {
        int bits = bit - lengthBit;
        matches.add(window.positionOf(end), length, distance, in.position(lengthBit), bits);
      }
      copy(output, end, distance, length);
      end += length;
    }
    in.seek(bit);
    window.end = end;
  }

  /** The bits from {@code bit} on, 57 or more. */
  static long load(byte[] input, int bit) {
    return (long) LONGS.get(input, bit >>> 3) >>> (bit & 7);
  }

  /** Base of a length or distance plus the extra bits, which follow the code in {@code hold}. */
  static int valueWithExtraBits(int entry, long hold) {
    return (entry >>> DecodeTable.VALUE_SHIFT) + DecodeTable.extra(entry, hold);
  }

  /** Copies a match; may write up to {@link OutputWindow#SLACK} bytes past its end. */
  private static void copy(byte[] bytes, int to, int distance, int length) {
    if (distance >= 8 && length <= 16) {
      // Nearly all matches of photos, without a branch on their length.
      LONGS.set(bytes, to, (long) LONGS.get(bytes, to - distance));
      LONGS.set(bytes, to + 8, (long) LONGS.get(bytes, to + 8 - distance));
    } else if (distance == 1) {
      Arrays.fill(bytes, to, to + length, bytes[to - 1]);
    } else {
      copyRepeating(bytes, to, distance, to + length);
    }
  }

  /**
   * Copies any match, doubling what repeats. Calls do this and not loops because the fast path
   * takes this code in: loops use enough registers that it loses its own, and up to a third of its
   * speed.
   */
  private static void copyRepeating(byte[] bytes, int to, int distance, int end) {
    int at = to;
    int step = distance;
    while (step < end - at) {
      System.arraycopy(bytes, at - step, bytes, at, step);
      at += step;
      step *= 2;
    }
    System.arraycopy(bytes, at - step, bytes, at, end - at);
  }

  /**
   * The careful path: single tokens, whatever little input or room is left. Null after so much
   * output that the fast path is worth another try.
   */
  private @Nullable Status decodeCarefully(int limit, @Nullable MatchLog log) {
    int stop = (int) Math.min(limit, (long) window.end + OUTPUT_MARGIN);
    Status status = null;
    while (status == null && window.end < stop && (log == null || !log.isFull())) {
      status = decodeOne(limit, log);
    }
    boolean reached = window.end == limit || (log != null && log.isFull());
    return status == null && reached ? Status.REACHED : status;
  }

  /** Decodes one token that ends at or before the limit; null if the block goes on after it. */
  @Nullable Status decodeOne(int limit, @Nullable MatchLog log) {
    in.refill();
    // Behind what is held are zeros, so an entry counts only if all its bits are there.
    int entry = literals.entry(in.hold);
    if ((entry & DecodeTable.LITERALS) != 0) {
      return decodeLiteral(entry >>> DecodeTable.LITERAL_SHIFT & 0xFF);
    }
    int codeBits = entry >>> DecodeTable.CODE_SHIFT & DecodeTable.CODE_MASK;
    if (in.held < codeBits) {
      return Status.NEEDS_INPUT;
    }
    if ((entry & DecodeTable.END) != 0) {
      in.skip(codeBits);
      return Status.ENDED;
    }
    if ((entry & DecodeTable.INVALID) != 0) {
      throw error(0, "a literal/length code that stands for nothing");
    }
    return decodeMatch(entry, limit, log);
  }

  private @Nullable Status decodeLiteral(int literal) {
    int codeBits = literals.literalBits[literal];
    if (in.held < codeBits) {
      return Status.NEEDS_INPUT;
    }
    in.skip(codeBits);
    window.bytes[window.end++] = (byte) literal;
    return null;
  }

  private @Nullable Status decodeMatch(int lengthEntry, int limit, @Nullable MatchLog log) {
    int lengthBits = lengthEntry & DecodeTable.DROP_MASK;
    if (in.held < lengthBits) {
      return Status.NEEDS_INPUT;
    }
    int length = valueWithExtraBits(lengthEntry, in.hold);
    if (length > limit - window.end) {
      return Status.REACHED;
    }
    long hold = in.hold >>> lengthBits;
    int entry = distances.entry(hold);
    int distanceBits = entry & DecodeTable.DROP_MASK;
    if (in.held - lengthBits < distanceBits) {
      return Status.NEEDS_INPUT;
    }
    if ((entry & DecodeTable.INVALID) != 0) {
      throw error(lengthBits, "a distance code that stands for nothing");
    }
    int distance = valueWithExtraBits(entry, hold);
    if (distance > window.end) {
      throw error(lengthBits, "a match reaches back before the start of the data");
    }
    if (log != null) {
      log.add(window.position(), length, distance, in.position(), lengthBits + distanceBits);
    }
    in.skip(lengthBits + distanceBits);
    copy(window.bytes, window.end, distance, length);
    window.end += length;
    return null;
  }

  private ImageFormatException error(int bitsAhead, String rule) {
    return ImageFormatException.atBit("zlib", "block", in.position() + bitsAhead, rule);
  }
}
