package io.github.maskloom.internal.deflate;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Kinds of bytes that exercise different parts of deflate. */
@SuppressWarnings("ImmutableEnumChecker") // The makers are functions without state.
enum SampleData {
  ZEROS((size, random) -> new byte[size]),
  NOISE(SampleData::noise),
  TEXT(SampleData::text),

  /** Rows of small differences, as a noisy photo leaves them after a PNG filter. */
  PHOTO(SampleData::photo),

  RUNS(SampleData::runs),

  /** Repeats from as far back as deflate can reach. */
  FAR_REPEATS(SampleData::farRepeats),

  /** Counts of symbols that grow like Fibonacci's numbers, for which Huffman codes are deepest. */
  FIBONACCI(SampleData::fibonacci);

  private interface Maker {
    byte[] bytes(int size, Random random);
  }

  private final Maker maker;

  SampleData(Maker maker) {
    this.maker = maker;
  }

  byte[] bytes(int size, long seed) {
    return maker.bytes(size, new Random(seed));
  }

  private static byte[] noise(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(int size, Random random) {
    List<String> words = List.of("mask", "photo", "row", "painted", "by", "the", "of", "is");
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] photo(int size, Random random) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = i % 301 == 0 ? 4 : (byte) (random.nextGaussian() * 6);
    }
    return bytes;
  }

  private static byte[] runs(int size, Random random) {
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

  private static byte[] farRepeats(int size, Random random) {
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

  private static byte[] fibonacci(int size, Random random) {
    byte[] bytes = new byte[size];
    int at = 0;
    for (int symbol = 0, count = 1, before = 1; at < size; symbol++) {
      int end = Math.min(size, at + count);
      Arrays.fill(bytes, at, end, (byte) (symbol * 7));
      at = end;
      count += before;
      before = count - before;
    }
    Collections.shuffle(Bytes.asList(bytes), random);
    return bytes;
  }
}
