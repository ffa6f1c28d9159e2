package io.github.maskloom.internal.deflate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Kinds of bytes that exercise different parts of deflate. */
enum SampleData {
  ZEROS {
    @Override
    byte[] bytes(int size, long seed) {
      return new byte[size];
    }
  },
  NOISE {
    @Override
    byte[] bytes(int size, long seed) {
      byte[] bytes = new byte[size];
      new Random(seed).nextBytes(bytes);
      return bytes;
    }
  },
  TEXT {
    @Override
    byte[] bytes(int size, long seed) {
      List<String> words = List.of("mask", "photo", "row", "painted", "by", "the", "of", "is");
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      while (text.length() < size) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
  },
  /** Rows of small differences, as a noisy photo leaves them after a PNG filter. */
  PHOTO {
    @Override
    byte[] bytes(int size, long seed) {
      Random random = new Random(seed);
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        bytes[i] = i % 301 == 0 ? 4 : (byte) (random.nextGaussian() * 6);
      }
      return bytes;
    }
  },
  RUNS {
    @Override
    byte[] bytes(int size, long seed) {
      Random random = new Random(seed);
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; ) {
        int period = 1 + random.nextInt(9);
        int end = Math.min(size, i + 1 + random.nextInt(1000));
        for (int start = i; i < end; i++) {
          bytes[i] = i - start < period ? (byte) random.nextInt() : bytes[i - period];
        }
      }
      return bytes;
    }
  },
  /** Repeats from as far back as deflate can reach. */
  FAR_REPEATS {
    @Override
    byte[] bytes(int size, long seed) {
      Random random = new Random(seed);
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; ) {
        int distance = random.nextInt(4) == 0 ? 32768 - random.nextInt(300) : 1 + i;
        int length = 3 + random.nextInt(60);
        for (int end = Math.min(size, i + length); i < end; i++) {
          bytes[i] = distance <= i ? bytes[i - distance] : (byte) random.nextInt(40);
        }
      }
      return bytes;
    }
  },
  /** Counts of symbols that grow like Fibonacci's numbers, for which Huffman codes are deepest. */
  FIBONACCI {
    @Override
    byte[] bytes(int size, long seed) {
      byte[] bytes = new byte[size];
      int at = 0;
      for (int symbol = 0, count = 1, before = 1; at < size; symbol++) {
        int end = Math.min(size, at + count);
        Arrays.fill(bytes, at, end, (byte) (symbol * 7));
        at = end;
        count += before;
        before = count - before;
      }
      Random random = new Random(seed);
      for (int i = size - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        byte swapped = bytes[i];
        bytes[i] = bytes[other];
        bytes[other] = swapped;
      }
      return bytes;
    }
  };

  abstract byte[] bytes(int size, long seed);
}
