package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.Adler32;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Adler32CombinerProperties {
  @Property(tries = 300)
  void joinsAndSplitsLikeTheDataItself(@ForAll byte[] first, @ForAll byte[] second) {
    Adler32 adler = new Adler32();
    adler.update(first);
    adler.update(second);
    int whole = (int) adler.getValue();
    assertThat(Adler32Combiner.concatenate(sum(first), sum(second), second.length))
        .isEqualTo(whole);
    assertThat(Adler32Combiner.suffix(whole, sum(first), second.length)).isEqualTo(sum(second));
  }

  @Example
  void lengthsBeyondFourGigabytesCount() {
    // 2^20 pieces of 2^13 bytes, joined one by one and by doubling.
    byte[] piece = SampleData.NOISE.bytes(1 << 13, 1);
    int pieceSum = sum(piece);
    int oneByOne = Adler32Combiner.EMPTY;
    for (int i = 0; i < 1 << 20; i++) {
      oneByOne = Adler32Combiner.concatenate(oneByOne, pieceSum, piece.length);
    }
    int doubled = sum(piece);
    for (long length = piece.length; length < 1L << 33; length *= 2) {
      doubled = Adler32Combiner.concatenate(doubled, doubled, length);
    }
    assertThat(doubled).isEqualTo(oneByOne);
    int rest = Adler32Combiner.suffix(doubled, pieceSum, (1L << 33) - piece.length);
    assertThat(Adler32Combiner.concatenate(pieceSum, rest, (1L << 33) - piece.length))
        .isEqualTo(doubled);
  }

  private static int sum(byte[] data) {
    Adler32 adler = new Adler32();
    adler.update(data);
    return (int) adler.getValue();
  }
}
