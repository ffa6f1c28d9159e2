package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.deflate.Tokens.CodeLengths;
import java.util.Arrays;

/**
 * The header of the deflate block that an {@link Inflate} is in, or read last (RFC 1951, section
 * 3.2.3).
 *
 * <p>It keeps its own bits, so that the block can be opened again elsewhere after the input is
 * gone. One object serves all blocks of a stream: its values change when the next header is read.
 */
public final class BlockHeader {
  /** How a block is coded, by the format's numbers. */
  public static final int STORED = 0;

  static final int FIXED = 1;
  static final int DYNAMIC = 2;

  /** Bytes of the longest header, rounded up: every code length as a code of seven bits. */
  private static final int MAX_HEADER_BYTES = 300;

  private enum Stage {
    TYPE,
    STORED_LENGTH,
    COUNTS,
    LENGTH_CODE,
    LENGTHS,
    READ
  }

  private final DecodeTable lengthCode = DecodeTable.codeLengths();
  private final byte[] lengthCodeLengths = new byte[CodeLengths.SYMBOLS];

  private final byte[] lengths = new byte[Tokens.LITERAL_SYMBOLS + Tokens.DISTANCE_SYMBOLS];

  /** Longer than its contents, because it is written eight bytes at a time. */
  private final byte[] bytes = new byte[MAX_HEADER_BYTES + 8];

  private Stage stage = Stage.READ;
  private long startBit;
  private int bitCount;
  private boolean last;
  private int type;
  private int storedLength;
  private int literalCount;
  private int distanceCount;
  private int lengthCodeCount;
  private int lengthsRead;

  BlockHeader() {}

  /** Offset of the header's first bit from the start of the zlib stream. */
  public long startBit() {
    return startBit;
  }

  /** Offset of the bit after the header: of the first token, or of the first stored byte. */
  public long endBit() {
    return startBit + bitCount;
  }

  /** Number of bits of the header, up to 2286. */
  public int bitCount() {
    return bitCount;
  }

  /**
   * The header's {@link #bitCount} bits as they stood in the stream, the first one lowest in the
   * first byte. The array is this object's own and must not be changed.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether the block is the last one; this is the header's first bit. */
  public boolean isLast() {
    return last;
  }

  /** {@link #STORED}, {@link #FIXED} or {@link #DYNAMIC}. */
  public int type() {
    return type;
  }

  /** Number of bytes in a stored block. */
  public int storedLength() {
    return storedLength;
  }

  void begin(BitInput in) {
    stage = Stage.TYPE;
    startBit = in.position();
    bitCount = 0;
    Arrays.fill(bytes, (byte) 0);
    storedLength = 0;
  }

  /** Goes on reading after {@link #begin}; false if the input is used up before the end. */
  boolean read(BitInput in) {
    while (stage != Stage.READ) {
      boolean advanced =
          switch (stage) {
            case TYPE -> readType(in);
            case STORED_LENGTH -> readStoredLength(in);
            case COUNTS -> readCounts(in);
            case LENGTH_CODE -> readLengthCode(in);
            default -> readLengths(in);
          };
      if (!advanced) {
        return false;
      }
    }
    return true;
  }

  /** Builds the two tables of a block that is not stored. */
  void buildTables(DecodeTable literals, DecodeTable distances) {
    if (type == FIXED) {
      literals.build(FIXED_LITERALS, 0, FIXED_LITERALS.length, startBit);
      distances.build(FIXED_DISTANCES, 0, FIXED_DISTANCES.length, startBit);
    } else {
      // The first literal/length code length.
      long bit = startBit + 17 + 3L * lengthCodeCount;
      if (lengths[Tokens.END_OF_BLOCK] == 0) {
        throw error(bit, "the block has no code for its end");
      }
      literals.build(lengths, 0, literalCount, bit);
      distances.build(lengths, literalCount, distanceCount, bit);
    }
  }

  /** Copies the codes of a dynamic block. */
  void copyCodes(BlockCodes codes) {
    codes.literals().set(lengths, 0, literalCount);
    codes.distances().set(lengths, literalCount, distanceCount);
  }

  private static final byte[] FIXED_LITERALS = Tokens.fixedLiteralLengths();
  private static final byte[] FIXED_DISTANCES = Tokens.fixedDistanceLengths();

  private boolean readType(BitInput in) {
    if (!in.has(3)) {
      return false;
    }
    int bits = take(in, 3);
    last = (bits & 1) != 0;
    type = bits >>> 1;
    stage =
        switch (type) {
          case STORED -> Stage.STORED_LENGTH;
          case FIXED -> Stage.READ;
          case DYNAMIC -> Stage.COUNTS;
          default -> throw error(startBit + 1, "block type 3 is reserved");
        };
    return true;
  }

  private boolean readStoredLength(BitInput in) {
    int padding = (int) -in.position() & 7;
    if (!in.has(padding + 32)) {
      return false;
    }
    take(in, padding);
    long bit = in.position();
    storedLength = take(in, 16);
    if ((take(in, 16) ^ 0xFFFF) != storedLength) {
      throw error(bit, "the stored length and its complement do not agree");
    }
    stage = Stage.READ;
    return true;
  }

  private boolean readCounts(BitInput in) {
    if (!in.has(14)) {
      return false;
    }
    long bit = in.position();
    literalCount = take(in, 5) + 257;
    distanceCount = take(in, 5) + 1;
    lengthCodeCount = take(in, 4) + 4;
    if (literalCount > Tokens.LITERAL_SYMBOLS) {
      throw error(bit, literalCount + " literal/length codes, the most is 286");
    }
    if (distanceCount > Tokens.DISTANCE_SYMBOLS) {
      throw error(bit + 5, distanceCount + " distance codes, the most is 30");
    }
    Arrays.fill(lengthCodeLengths, (byte) 0);
    lengthsRead = 0;
    stage = Stage.LENGTH_CODE;
    return true;
  }

  private boolean readLengthCode(BitInput in) {
    while (lengthsRead < lengthCodeCount) {
      if (!in.has(3)) {
        return false;
      }
      lengthCodeLengths[CodeLengths.ORDER[lengthsRead++]] = (byte) take(in, 3);
    }
    lengthCode.build(lengthCodeLengths, 0, lengthCodeLengths.length, startBit + 17);
    lengthsRead = 0;
    stage = Stage.LENGTHS;
    return true;
  }

  private boolean readLengths(BitInput in) {
    int count = literalCount + distanceCount;
    while (lengthsRead < count) {
      in.refill();
      int entry = lengthCode.entries[in.peek(CodeLengths.MAX_CODE_BITS)];
      int bits = entry & DecodeTable.DROP_MASK;
      if (in.held < bits) {
        return false;
      }
      putLengths(in, entry, count);
      take(in, bits);
    }
    stage = Stage.READ;
    return true;
  }

  private void putLengths(BitInput in, int entry, int count) {
    boolean repeatsPrevious = (entry & DecodeTable.PREVIOUS) != 0;
    if (lengthsRead == 0 && repeatsPrevious) {
      throw error(in.position(), "a repeat code before the first code length");
    }
    int repeats = (entry >>> DecodeTable.REPEATS_SHIFT) + DecodeTable.extra(entry, in.hold);
    if (repeats > count - lengthsRead) {
      throw error(in.position(), "a repeat code runs past the last code length");
    }
    int length =
        repeatsPrevious ? lengths[lengthsRead - 1] : entry >>> DecodeTable.VALUE_SHIFT & 0xF;
    int end = lengthsRead + repeats;
    Arrays.fill(lengths, lengthsRead, end, (byte) length);
    lengthsRead = end;
  }

  private int take(BitInput in, int count) {
    int value = in.take(count);
    keep(value, count);
    return value;
  }

  /** Adds bits of the header to {@link #bytes}; at most 56. */
  private void keep(long bits, int count) {
    int at = bitCount >>> 3;
    LONGS.set(bytes, at, (long) LONGS.get(bytes, at) | bits << (bitCount & 7));
    bitCount += count;
  }

  private ImageFormatException error(long bit, String rule) {
    return ImageFormatException.atBit("zlib", "block header", bit, rule);
  }
}
