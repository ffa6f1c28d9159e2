package io.github.maskloom.internal.deflate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.deflate.TokenDecoder.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of one block, up to limits, across pieces of input, and into a log. */
class TokenDecoderTest {
  private static final int LAST = 5000;

  private final BitInput in = new BitInput();
  private final OutputWindow window = new OutputWindow(LAST);
  private final TokenDecoder decoder = new TokenDecoder(in, window);

  private static BitAssembler fixed(String literals) {
    BitAssembler block = new BitAssembler().fixedBlock(true);
    for (byte literal : literals.getBytes(US_ASCII)) {
      block.fixed(literal & 0xFF);
    }
    return block;
  }

  /** A match of length 3 to 10 and distance 1 to 4. */
  private static BitAssembler match(BitAssembler block, int length, int distance) {
    return block.fixed(257 + length - 3).fixedDistance(distance - 1);
  }

  private void begin(byte[] stream, int offset, int length) {
    in.set(stream, offset, length);
    BlockHeader header = new BlockHeader();
    header.begin(in);
    assertThat(header.read(in)).isTrue();
    decoder.begin(header);
  }

  private void begin(BitAssembler block) {
    byte[] stream = block.toBytes();
    begin(stream, 0, stream.length);
  }

  private String output() {
    return new String(window.bytes, 0, window.end, US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40})
  void takesLiteralsAndMatchesUpToTheEndOfTheBlock(int times) {
    String literals = "abc".repeat(times) + "xyz";
    begin(match(fixed(literals), 7, 3).endOfBlock());

    assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.END_OF_BLOCK);
    assertThat(output()).isEqualTo(literals + "xyzxyzx");
  }

  @Test
  void stopsAtALimitAndInFrontOfAMatchThatWouldPassIt() {
    begin(match(fixed("abc"), 5, 1).fixed('d').endOfBlock());

    assertThat(decoder.decode(2, null)).isEqualTo(Outcome.REACHED);
    assertThat(output()).isEqualTo("ab");
    assertThat(decoder.decode(7, null)).isEqualTo(Outcome.REACHED);
    assertThat(output()).isEqualTo("abc");
    assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.END_OF_BLOCK);
    assertThat(output()).isEqualTo("abcccccc" + "d");
  }

  @Test
  void goesOnWhereAPieceOfInputEnded() {
    byte[] stream = match(fixed("abcdefgh".repeat(9)), 10, 4).endOfBlock().toBytes();
    begin(stream, 0, 1);
    for (int at = 1; at < stream.length; at++) {
      assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.NEEDS_INPUT);
      in.set(stream, at, 1);
    }

    assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.END_OF_BLOCK);
    assertThat(output()).isEqualTo("abcdefgh".repeat(9) + "efghefghef");
  }

  @Test
  void recordsMatchesUntilTheLogIsFull() {
    begin(match(match(fixed("ab"), 4, 2).fixed('c'), 3, 1).endOfBlock());
    MatchLog log = new MatchLog(1);

    assertThat(decoder.decode(LAST, log)).isEqualTo(Outcome.REACHED);
    assertThat(output()).startsWith("ababab");
    assertThat(log.isFull()).isTrue();
    assertThat(log.position(0)).isEqualTo(2);
    assertThat(log.length(0)).isEqualTo(4);
    assertThat(log.distance(0)).isEqualTo(2);
  }

  @Test
  void theCodesOfADynamicBlockReplaceThoseOfAFixedOne() {
    begin(fixed("a").endOfBlock());
    assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.END_OF_BLOCK);
    byte[] lengths = new byte[257];
    lengths['b'] = 1;
    lengths[256] = 1;
    in.skip(in.held);
    begin(new BitAssembler().dynamic(true, lengths, new byte[1]).code(0, 1).code(0, 1).code(1, 1));

    assertThat(decoder.decode(LAST, null)).isEqualTo(Outcome.END_OF_BLOCK);
    assertThat(output()).isEqualTo("abb");
  }

  @Test
  void refusesAMatchThatReachesBeforeTheData() {
    begin(match(fixed("ab"), 3, 3).endOfBlock());

    assertThatThrownBy(() -> decoder.decode(LAST, null)).isInstanceOf(ImageFormatException.class);
  }

  @Test
  void refusesSymbolsThatTheCodesDoNotHave() {
    for (BitAssembler block :
        Arrays.asList(fixed("a").fixed(286), fixed("a").fixed(257).fixedDistance(30))) {
      TokenDecoderTest other = new TokenDecoderTest();
      other.begin(block.endOfBlock().bits(0, 64));

      assertThatThrownBy(() -> other.decoder.decode(LAST, null))
          .isInstanceOf(ImageFormatException.class);
    }
  }
}
