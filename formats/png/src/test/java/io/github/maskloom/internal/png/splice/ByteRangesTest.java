package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteRangesTest {
  private static final int LENGTH = 1000;

  @Test
  void aUnionHoldsWhatEitherHoldsAndNoNeedlessByte() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      ByteRanges a = random(random);
      ByteRanges b = random(random);
      int tail = random.nextInt(9);
      ByteRanges union = new ByteRanges(LENGTH);

      union.unite(a, b, tail, LENGTH);

      boolean[] held = new boolean[LENGTH];
      mark(a, tail, held);
      mark(b, tail, held);
      List<Integer> bounds = joined(held);
      assertThat(list(union)).isEqualTo(bounds);
      assertThat(union.totalBytes())
          .isEqualTo(
              IntStream.range(0, bounds.size())
                  .map(i -> i % 2 == 0 ? -bounds.get(i) : bounds.get(i))
                  .sum());
    }
  }

  /** Runs of marks, and gaps of fewer than 64 between them filled up. */
  private static List<Integer> joined(boolean[] held) {
    List<Integer> bounds = new ArrayList<>();
    for (int at = 0; at < held.length; at++) {
      if (!held[at]) {
        continue;
      }
      if (bounds.isEmpty() || at - bounds.get(bounds.size() - 1) >= 64) {
        bounds.add(at);
        bounds.add(at + 1);
      }
      bounds.set(bounds.size() - 1, at + 1);
    }
    return bounds;
  }

  private static void mark(ByteRanges ranges, int tail, boolean[] held) {
    for (int i = 0; i < ranges.count(); i++) {
      for (int at = ranges.from(i); at < Math.min(ranges.to(i) + tail, LENGTH); at++) {
        held[at] = true;
      }
    }
  }

  private static ByteRanges random(Random random) {
    ByteRanges ranges = new ByteRanges(LENGTH);
    for (int at = random.nextInt(LENGTH); at < LENGTH; at += 1 + random.nextInt(250)) {
      ranges.add(at, Math.min(LENGTH, at + 1 + random.nextInt(100)));
    }
    return ranges;
  }

  private static List<Integer> list(ByteRanges ranges) {
    List<Integer> bounds = new ArrayList<>();
    for (int i = 0; i < ranges.count(); i++) {
      bounds.add(ranges.from(i));
      bounds.add(ranges.to(i));
    }
    return bounds;
  }
}
