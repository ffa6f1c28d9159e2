package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.github.maskloom.testing.DeflateBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New data in a block of a source use its codes as far as these go. */
class TokenWriterTest {
  private static final byte[] ONE_DISTANCE = {1};
  private static final byte[] NO_DISTANCE = {0};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BitWriter out = new BitWriter(bytes);
  private final TokenWriter writer = new TokenWriter(out);

  @Test
  void literalsThatHaveACodeStayInTheSourcesBlock() throws IOException {
    writer.begin(block(NO_DISTANCE, 'a', 'b', 'c', 256));
    literals("abcab");

    assertThat(writer.usesSource()).isTrue();
    assertWritten("abcab");
  }

  @Test
  void aLiteralWithoutACodeGoesIntoABlockOfItsOwn() throws IOException {
    writer.begin(block(NO_DISTANCE, 'a', 'b', 'c', 256));
    literals("ab");
    literals("abx");

    assertThat(writer.usesSource()).isFalse();
    assertWritten("ababx");
  }

  @Test
  void theNextSourceBlockFollowsABlockOfItsOwn() throws IOException {
    writer.begin(block(NO_DISTANCE, 'a', 'b', 'c', 256));
    literals("x");
    writer.begin(block(NO_DISTANCE, 'x', 'y', 'z', 256));
    literals("xyz");

    assertThat(writer.usesSource()).isTrue();
    assertWritten("xxyz");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "shorter parts for a length without a code, 1, 'a', 256 257 260, 10, 6 3",
    "the symbol below that of 258, 1, 'a', 256 257 284, 258, 257",
    "literals for what is shorter than all codes, 1, 'ab', 256 285, 9, ''",
    "literals in a block without distances, 0, 'ab', 256 258, 4, ''"
  })
  void aMatchIsWrittenAsTheSourceHasCodesFor(
      String what, byte distanceLength, String literals, String others, int length, String parts)
      throws IOException {
    writer.begin(
        block(
            new byte[] {distanceLength},
            IntStream.concat(literals.chars(), numbers(others)).toArray()));
    literals("a");
    run('a', length);

    assertThat(writer.usesSource()).as(what).isTrue();
    assertWritten("a".repeat(length + 1), numbers(parts).toArray());
  }

  private static IntStream numbers(String text) {
    return Splitter.on(' ').omitEmptyStrings().splitToStream(text).mapToInt(Integer::parseInt);
  }

  @Test
  void aMatchWhoseDistanceHasNoCodeBecomesLiterals() throws IOException {
    writer.begin(block(ONE_DISTANCE, 'a', 'b', 256, 258));
    literals("ab");
    byte[] data = "ababab".getBytes(StandardCharsets.ISO_8859_1);
    writer.match(data, 2, 4, 2);

    assertThat(writer.usesSource()).isTrue();
    assertWritten("ababab");
  }

  @Test
  void aMatchRestWithoutALiteralCodeGetsItsOwnBlock() throws IOException {
    literals("x");
    writer.begin(block(ONE_DISTANCE, 'a', 'b', 256, 257));
    run('x', 4);

    assertThat(writer.usesSource()).isFalse();
    assertWritten("xxxxx", 3);
  }

  @Test
  void aFixedBlockIsWrittenAgainAndIsNotTheLast() throws IOException {
    byte[] data = {0, (byte) 143, (byte) 144, (byte) 255};
    BitAssembler source = BitAssembler.zlib().fixedBlock(true).endOfBlock().adlerOf(new byte[0]);
    writer.begin(logged(source, 1).block(0));

    assertThat(writer.literalBits(data, 0, data.length)).isEqualTo(8 + 8 + 9 + 9);
    writer.keptLiterals(data, 0, data.length);
    assertThat(out.position()).isEqualTo(3 + 8 + 8 + 9 + 9);
    assertThat(writer.endBits()).isEqualTo(7);
    assertWritten(new String(data, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aLogKeepsBlocksThatFitExceptTheLast() {
    BitAssembler source = BitAssembler.zlib();
    byte[] data = {1, 2, 3, 4, 5};
    for (byte value : data) {
      source.fixedBlock(value == 5).fixed(value).endOfBlock();
    }
    MatchLog log = logged(source.adlerOf(data), 3);

    assertThat(log.blockCount()).isEqualTo(3);
    assertThat(log.blockPosition(2)).isEqualTo(2);
    assertThat(log.block(1).hasCodes()).isTrue();
    assertThat(log.block(2).hasCodes()).isFalse();
  }

  @Test
  void aLogHasRoomForBlocksAgainWhenTheOldestAreForgotten() throws IOException {
    BitAssembler source = BitAssembler.zlib();
    byte[] data = {1, 2, 3, 4};
    for (byte value : data) {
      source.fixedBlock(value == 4).fixed(value).endOfBlock();
    }
    byte[] zlib = source.adlerOf(data).toBytes();
    Inflate inflate = Zlib.opened(zlib, 100);
    MatchLog log = new MatchLog(4, 2);
    inflate.decode(3, log);
    assertThat(log.block(1).hasCodes()).isFalse();

    log.removeFirstBlocks(2);
    inflate.step(log);

    assertThat(log.blockCount()).isEqualTo(1);
    assertThat(log.blockPosition(0)).isEqualTo(3);
    assertThat(log.block(0).hasCodes()).isTrue();
  }

  @Test
  void aLogWithoutRoomForBlocksKeepsNone() {
    BitAssembler source = BitAssembler.zlib().fixedBlock(true).endOfBlock().adlerOf(new byte[0]);

    assertThat(logged(source, 0).blockCount()).isZero();
  }

  /** A block with a code of two bits for each of four symbols. */
  private static SourceBlock block(byte[] distanceLengths, int... symbols) {
    byte[] lengths = new byte[Math.max(257, Arrays.stream(symbols).max().orElseThrow() + 1)];
    for (int symbol : symbols) {
      lengths[symbol] = 2;
    }
    int end = (int) Arrays.stream(symbols).filter(symbol -> symbol < 256).count();
    BitAssembler source = BitAssembler.zlib().dynamic(true, lengths, distanceLengths).code(end, 2);
    return logged(source.adlerOf(new byte[0]), 1).block(0);
  }

  private static MatchLog logged(BitAssembler source, int maxBlocks) {
    return logged(source.toBytes(), maxBlocks);
  }

  private static MatchLog logged(byte[] zlib, int maxBlocks) {
    Inflate inflate = Zlib.opened(zlib, 1000);
    MatchLog log = new MatchLog(1000, maxBlocks);
    assertThat(inflate.decode(1000, log)).isEqualTo(Inflate.Status.ENDED);
    return log;
  }

  private void literals(String text) throws IOException {
    byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
    writer.literals(data, 0, data.length);
  }

  private void run(char value, int length) throws IOException {
    byte[] data = new byte[length + 1];
    Arrays.fill(data, (byte) value);
    writer.match(data, 1, length, 1);
  }

  private void assertWritten(String text, int... matchLengths) throws IOException {
    writer.endBlock(true);
    out.align();
    out.flush();
    byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] zlib = DeflateBlocks.zlib(0x7801, bytes.toByteArray(), data);
    assertThat(Zlib.inflate(zlib)).isEqualTo(data);
    MatchLog log = logged(zlib, 10);
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      lengths.add(log.length(i));
    }
    assertThat(lengths).containsExactlyElementsOf(Arrays.stream(matchLengths).boxed().toList());
  }
}
