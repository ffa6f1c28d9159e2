package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HuffmanCodeProperties {
  @Property(tries = 500)
  void everyCodeIsCompleteAndWithinItsLimit(
      @ForAll @Size(19) List<@IntRange(max = 30_000) Integer> counts,
      @ForAll @IntRange(min = 5, max = 15) int maxBits) {
    int[] frequencies = Ints.toArray(counts);
    HuffmanCode code = new HuffmanCode(frequencies.length, maxBits);
    code.build(frequencies);
    assertComplete(code, maxBits);
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        assertThat(code.lengths()[symbol]).isPositive();
      }
    }
  }

  @Property(tries = 300)
  void isAsShortAsHuffmansWhereTheLimitIsFar(
      @ForAll @Size(30) List<@IntRange(min = 1, max = 100) Integer> counts) {
    int[] frequencies = Ints.toArray(counts);
    HuffmanCode code = new HuffmanCode(frequencies.length, 15);
    code.build(frequencies);
    assertThat(code.bits(frequencies)).isEqualTo(huffmanBits(frequencies));
  }

  /** The sum of all inner nodes of Huffman's tree. */
  private static long huffmanBits(int[] frequencies) {
    PriorityQueue<Long> nodes = new PriorityQueue<>();
    Arrays.stream(frequencies).forEach(frequency -> nodes.add((long) frequency));
    long bits = 0;
    while (nodes.size() > 1) {
      long joined = nodes.remove() + nodes.remove();
      bits += joined;
      nodes.add(joined);
    }
    return bits;
  }

  @Example
  void limitsTheCodesOfFibonaccisNumbers() {
    for (int symbols = 3; symbols <= 30; symbols++) {
      int[] frequencies = new int[symbols];
      frequencies[0] = 1;
      frequencies[1] = 1;
      for (int i = 2; i < symbols; i++) {
        frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
      }
      for (int maxBits : new int[] {5, 7, 15}) {
        HuffmanCode code = new HuffmanCode(symbols, maxBits);
        code.build(frequencies);
        assertComplete(code, maxBits);
        // Close to the best: the limit may not cost more than a twentieth here.
        if (maxBits == 15) {
          assertThat(code.bits(frequencies)).isLessThan(huffmanBits(frequencies) * 21 / 20 + 1);
        }
      }
    }
  }

  @Example
  void givesTwoCodesToAnAlphabetThatUsesFewer() {
    for (int used = 0; used <= 1; used++) {
      int[] frequencies = new int[30];
      frequencies[29] = used;
      HuffmanCode code = new HuffmanCode(30, 15);
      code.build(frequencies);
      assertComplete(code, 1);
      assertThat(code.lengths()[29]).isEqualTo((byte) used);
    }
  }

  @Example
  void isBuiltAnewFromWhatItWasBefore() {
    Random random = new Random(1);
    HuffmanCode reused = new HuffmanCode(286, 15);
    for (int round = 0; round < 50; round++) {
      int[] frequencies = new int[286];
      for (int i = 0; i < 200; i++) {
        frequencies[random.nextInt(286)] = 1 << random.nextInt(14);
      }
      reused.build(frequencies);
      HuffmanCode fresh = new HuffmanCode(286, 15);
      fresh.build(frequencies);
      assertThat(reused.entries()).isEqualTo(fresh.entries());
    }
  }

  private static void assertComplete(HuffmanCode code, int maxBits) {
    int taken = 0;
    for (byte length : code.lengths()) {
      assertThat((int) length).isBetween(0, maxBits);
      taken += length == 0 ? 0 : 1 << (15 - length);
    }
    assertThat(taken).isEqualTo(1 << 15);
    // The decoder builds its codes from the lengths alone; both must agree.
    for (int symbol = 0; symbol < code.lengths().length; symbol++) {
      assertThat(HuffmanCode.length(code.entry(symbol))).isEqualTo(code.lengths()[symbol]);
    }
  }
}
