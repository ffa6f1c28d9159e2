package io.github.maskloom.benchmarks.charts;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.IntStream;

/** Labels one below the other. */
final class LabelColumn {
  private LabelColumn() {}

  /**
   * Moves labels apart, as little as possible, so that none covers another, and all lie between
   * {@code low} and {@code high} if they fit.
   *
   * @param wanted where the middle of each label would best be
   * @param height of each label
   * @return where the middle of each is, in the same order
   */
  static double[] spread(double[] wanted, double height, double low, double high) {
    int[] order =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> wanted[i]))
            .mapToInt(i -> i)
            .toArray();
    double lowest = low + height / 2;
    Deque<Block> blocks = new ArrayDeque<>();
    for (int label : order) {
      Block block = new Block(1, wanted[label], height, lowest, high - height / 2);
      while (!blocks.isEmpty() && blocks.getLast().next() > block.first()) {
        block = blocks.removeLast().join(block);
      }
      blocks.add(block);
    }
    double[] middles = new double[wanted.length];
    int next = 0;
    for (Block block : blocks) {
      for (int i = 0; i < block.labels; i++) {
        middles[order[next++]] = block.first() + i * height;
      }
    }
    return middles;
  }

  /**
   * Labels that touch.
   *
   * @param wishes the sum of where each label would like the first one's middle to be; their mean
   *     moves the labels least, in squares
   */
  private record Block(int labels, double wishes, double height, double lowest, double highest) {
    double first() {
      return Math.max(lowest, Math.min(highest - (labels - 1) * height, wishes / labels));
    }

    /** Where the label after the block would be. */
    double next() {
      return first() + labels * height;
    }

    Block join(Block after) {
      double moved = after.wishes - after.labels * labels * height;
      return new Block(labels + after.labels, wishes + moved, height, lowest, highest);
    }
  }
}
