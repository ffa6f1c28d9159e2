package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Every rule of RFC 1950 and RFC 1951 that a stream can break. */
class InflateMalformedTest {
  private static final byte[] ABC = {'a', 'b', 'c'};

  /** Where the first length of {@link BitAssembler#dynamic(boolean, byte[], byte[])} is. */
  private static final long LENGTHS_BIT = 16 + 17 + 19 * 3;

  @Test
  void rejectsAWrongStreamHeader() {
    assertFails(header(0x78, 0x9D), "stream header", 0, "check bits");
    assertFails(header(0x77, 0x85), "stream header", 0, "method 7");
    assertFails(header(0x88, 0x1C), "stream header", 4, "window of 2^16");
    assertFails(header(0x78, 0xBB), "stream header", 13, "preset dictionary");
  }

  @Test
  void rejectsAReservedBlockType() {
    assertFails(BitAssembler.zlib().block(true, 3), "block header", 17, "reserved");
    BitAssembler second = BitAssembler.zlib().fixedBlock(false).endOfBlock();
    long bit = second.bitCount() + 1;
    assertFails(second.block(false, 3), "block header", bit, "reserved");
  }

  @Test
  void rejectsAStoredLengthThatIsNotConfirmed() {
    BitAssembler stored = BitAssembler.zlib().block(true, 0).align().bits(3, 16).bits(3, 16);
    assertFails(stored, "block header", 24, "complement");
  }

  @Test
  void rejectsMoreSymbolsThanTheAlphabetsHave() {
    for (int hlit : new int[] {30, 31}) {
      BitAssembler stream = BitAssembler.zlib().dynamic(true, hlit, 0, 1, 1, 0, 0);
      assertFails(stream, "block header", 19, 257 + hlit + " literal/length codes");
    }
    for (int hdist : new int[] {30, 31}) {
      BitAssembler stream = BitAssembler.zlib().dynamic(true, 29, hdist, 1, 1, 0, 0);
      assertFails(stream, "block header", 24, hdist + 1 + " distance codes");
    }
  }

  @Test
  void rejectsACodeLengthCodeThatIsNotComplete() {
    String part = "code length code";
    assertFails(lengthCode(1, 1, 1, 0), part, 33, "more codes than there are");
    assertFails(lengthCode(1, 2, 0, 0), part, 33, "unused");
    assertFails(lengthCode(1, 0, 0, 0), part, 33, "unused");
    assertFails(lengthCode(0, 0, 0, 0), part, 33, "unused");
  }

  @Test
  void rejectsRepeatsWithoutAnythingToRepeatOrToFill() {
    // 0 stands for 16 (repeat the previous one), 1 for 18 (repeat zero).
    BitAssembler first = lengthCode(1, 0, 1, 0);
    assertFails(first.code(0, 1), "block header", 16 + 17 + 12, "before the first");
    BitAssembler tooMany = lengthCode(1, 0, 1, 0).code(1, 1).bits(127, 7);
    long bit = tooMany.bitCount();
    assertFails(tooMany.code(1, 1).bits(127, 7), "block header", bit, "past the last");
  }

  @Test
  void rejectsABlockThatCannotEnd() {
    byte[] noEnd = lengths(257, 0, 1, 1, 1);
    assertFails(dynamic(noEnd, lengths(1)), "block header", LENGTHS_BIT, "no code for its end");
  }

  @Test
  void rejectsALiteralCodeThatIsNotComplete() {
    byte[] distances = lengths(1, 0, 1);
    String part = "literal/length code";
    byte[] over = lengths(257, 0, 1, 1, 1, 256, 1);
    assertFails(dynamic(over, distances), part, LENGTHS_BIT, "more codes than there are");
    byte[] under = lengths(257, 0, 1, 256, 2);
    assertFails(dynamic(under, distances), part, LENGTHS_BIT, "unused");
    byte[] singleOfTwoBits = lengths(257, 256, 2);
    assertFails(dynamic(singleOfTwoBits, distances), part, LENGTHS_BIT, "unused");
    byte[] longest = lengths(286, 0, 1, 256, 15, 285, 15);
    assertFails(dynamic(longest, distances), part, LENGTHS_BIT, "unused");
  }

  @Test
  void rejectsADistanceCodeThatIsNotComplete() {
    byte[] literals = lengths(257, 0, 1, 256, 1);
    String part = "distance code";
    byte[] over = lengths(3, 0, 1, 1, 1, 2, 1);
    assertFails(dynamic(literals, over), part, LENGTHS_BIT, "more codes than there are");
    byte[] under = lengths(3, 0, 2, 1, 2, 2, 2);
    assertFails(dynamic(literals, under), part, LENGTHS_BIT, "unused");
    assertFails(dynamic(literals, lengths(1, 0, 2)), part, LENGTHS_BIT, "unused");
  }

  @Test
  void rejectsSymbolsThatStandForNothing() {
    for (int symbol : new int[] {286, 287}) {
      BitAssembler stream = fixed(ABC);
      long bit = stream.bitCount();
      assertFails(stream.fixed(symbol), "block", bit, "literal/length code");
    }
    for (int symbol : new int[] {30, 31}) {
      BitAssembler stream = fixed(ABC).fixed(257);
      long bit = stream.bitCount();
      assertFails(stream.fixedDistance(symbol), "block", bit, "distance code");
    }
  }

  @Test
  void rejectsTheUnusedHalfOfASingleCode() {
    BitAssembler literal = dynamic(lengths(257, 256, 1), lengths(1));
    long bit = literal.bitCount();
    assertFails(literal.code(1, 1), "block", bit, "literal/length code");
    byte[] literals = lengths(258, 0, 1, 256, 2, 257, 2);
    BitAssembler distance = dynamic(literals, lengths(1, 0, 1)).code(0, 1).code(3, 2);
    bit = distance.bitCount();
    assertFails(distance.code(1, 1), "block", bit, "distance code");
    BitAssembler noDistances = dynamic(literals, lengths(1)).code(0, 1).code(3, 2);
    bit = noDistances.bitCount();
    assertFails(noDistances, "block", bit, "distance code");
  }

  @Test
  void takesABlockWithoutDistancesThatHasNoMatch() {
    byte[] data = {0, 0};
    byte[] literals = lengths(257, 0, 1, 256, 1);
    byte[] zlib = dynamic(literals, lengths(1)).bits(4, 3).adlerOf(data).toBytes();
    assertThat(Zlib.inflate(zlib)).isEqualTo(data);
    assertThat(Drive.FILL.inflate(zlib)).isEqualTo(data);
  }

  @Test
  void rejectsMatchesThatReachBackBeforeTheData() {
    assertTooFar(BitAssembler.zlib().fixedBlock(true), 0);
    assertTooFar(fixed(ABC), 3);
    byte[] most = new byte[24_576];
    assertTooFar(BitAssembler.zlib().stored(false, most).fixedBlock(true), 29);
  }

  /** The distance symbols 0, 3 and 29 begin at 1, 4 and 24577: one more than there is. */
  private static void assertTooFar(BitAssembler stream, int distanceSymbol) {
    stream.fixed(257);
    long bit = stream.bitCount();
    assertFails(stream.fixedDistance(distanceSymbol), "block", bit, "before the start");
  }

  @Test
  void rejectsAWrongChecksum() {
    BitAssembler stream = fixed(ABC).endOfBlock().align();
    long bit = stream.bitCount();
    assertFails(stream.adler(0x024D0126), "Adler-32", bit, "024d0127, the stream says 024d0126");
  }

  @Test
  void rejectsEveryStreamThatIsCutOff() {
    for (int level : new int[] {0, 6}) {
      byte[] zlib = Zlib.deflate(SampleData.TEXT.bytes(700, 1), level, Deflater.DEFAULT_STRATEGY);
      for (int length = 0; length < zlib.length; length++) {
        byte[] cut = Arrays.copyOf(zlib, length);
        for (Drive drive : Drive.values()) {
          assertFails(drive, cut, length + 1, "", length * 8L, "cut off");
        }
      }
    }
  }

  @Test
  void isDeadAfterAFailure() {
    Inflate inflate = new Inflate(10);
    inflate.setInput(new byte[2], 0, 2);
    assertThatThrownBy(() -> inflate.fill(1)).isInstanceOf(ImageFormatException.class);
    assertThatThrownBy(() -> inflate.fill(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inflate.decode(1, null)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inflate.step(null)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> inflate.setInput(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void assertFails(BitAssembler stream, String part, long bit, String rule) {
    byte[] zlib = stream.bits(0, 32).toBytes();
    // With much input behind the fault the fast path meets it, with little the careful one.
    for (byte[] bytes : new byte[][] {zlib, Arrays.copyOf(zlib, zlib.length + 500)}) {
      for (Drive drive : Drive.values()) {
        assertFails(drive, bytes, 1, part, bit, rule);
        assertFails(drive, bytes, bytes.length, part, bit, rule);
      }
    }
  }

  private static void assertFails(
      Drive drive, byte[] zlib, int pieceBytes, String part, long bit, String rule) {
    assertThat(Zlib.inflate(zlib)).as("what zlib makes of it").isNull();
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> drive.inflate(zlib, () -> pieceBytes, () -> 5000))
        .satisfies(
            e -> {
              assertThat(e.rule()).contains(rule);
              assertThat(e.format()).isEqualTo("zlib");
              assertThat(e.part().orElse("")).isEqualTo(part);
              assertThat(e.bitOffset()).isEqualTo(bit);
            });
  }

  private static BitAssembler header(int method, int flags) {
    return new BitAssembler().bits(method, 8).bits(flags, 8);
  }

  private static BitAssembler lengthCode(int... lengths) {
    return BitAssembler.zlib().dynamic(true, 0, 0, lengths);
  }

  private static BitAssembler dynamic(byte[] literalLengths, byte[] distanceLengths) {
    return BitAssembler.zlib().dynamic(true, literalLengths, distanceLengths);
  }

  private static BitAssembler fixed(byte[] literals) {
    BitAssembler stream = BitAssembler.zlib().fixedBlock(true);
    for (byte literal : literals) {
      stream.fixed(literal);
    }
    return stream;
  }

  /** Code lengths of which only the given symbols are not zero: symbol, length, symbol, length. */
  private static byte[] lengths(int count, int... symbolsAndLengths) {
    byte[] lengths = new byte[count];
    for (int i = 0; i < symbolsAndLengths.length; i += 2) {
      lengths[symbolsAndLengths[i]] = (byte) symbolsAndLengths[i + 1];
    }
    return lengths;
  }
}
