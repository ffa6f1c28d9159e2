package io.github.maskloom.testing;

import io.github.maskloom.internal.deflate.DeflateEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** How an encoder makes a zlib stream; all but the first are rare, and all are allowed. */
@SuppressWarnings("ImmutableEnumChecker") // The encoders are functions without state.
public enum ZlibStyle {
  /** As the JDK's zlib does. */
  DEFLATER((data, level, strategy) -> deflate(data, level, strategy, Deflater.NO_FLUSH, 0)),

  /** An empty stored block after every few hundred bytes. */
  SYNC_FLUSH((data, level, strategy) -> deflate(data, level, strategy, Deflater.SYNC_FLUSH, 300)),

  /** The same, and nothing is repeated from before it. */
  FULL_FLUSH((data, level, strategy) -> deflate(data, level, strategy, Deflater.FULL_FLUSH, 700)),

  /** Stored blocks of a few bytes, some empty. */
  TINY_STORED((data, level, strategy) -> tinyStored(data)),

  /** One block with the fixed codes, of literals and runs. */
  ONE_FIXED((data, level, strategy) -> fixed(data, length -> length)),

  /** The same, where runs of 258 bytes use the symbol below that of 258. */
  ONE_FIXED_LONGEST_EXTENDED(
      (data, level, strategy) ->
          fixed(data, length -> length == 258 ? DeflateBlocks.LONGEST_WITH_EXTRA_BITS : length)),

  /** One block with codes for the literals that occur, and none for a match. */
  ONE_DYNAMIC_OF_LITERALS(
      (data, level, strategy) ->
          dynamic(data, IntStream.range(0, data.length).map(i -> data[i] & 0xFF).toArray())),

  /** One block with codes for the literals that occur, runs of 3 and of 258. */
  ONE_DYNAMIC_OF_FEW_RUNS(
      (data, level, strategy) -> dynamic(data, runs(data, length -> length == 258 ? 258 : 3))),

  /** The same with the other way to write 258. */
  ONE_DYNAMIC_LONGEST_EXTENDED(
      (data, level, strategy) ->
          dynamic(
              data,
              runs(data, length -> length == 258 ? DeflateBlocks.LONGEST_WITH_EXTRA_BITS : 3))),

  /** Empty blocks between tokens, sometimes a thousand. */
  EMPTY_BLOCKS((data, level, strategy) -> emptyBlocks(data)),

  /** The header says that a window of 256 bytes is enough, and it is. */
  SMALLEST_WINDOW((data, level, strategy) -> smallestWindow(data, level)),

  /** As the library itself does. */
  OWN((data, level, strategy) -> own(data, level)),

  /** The last block is empty and stored. */
  EMPTY_LAST_STORED(
      (data, level, strategy) -> withLast(data, level, strategy, 1, 0, 0, 0xFF, 0xFF)),

  /** The last block is empty and has the fixed codes. */
  EMPTY_LAST_FIXED((data, level, strategy) -> withLast(data, level, strategy, 3, 0)),

  /** Blocks of all kinds and lengths, with far and near matches, whole or cut short. */
  ANYTHING((data, level, strategy) -> anything(data, new Random(31L * data.length + level)));

  private interface Encoder {
    byte[] encode(byte[] data, int level, int strategy);
  }

  private final Encoder encoder;

  ZlibStyle(Encoder encoder) {
    this.encoder = encoder;
  }

  /**
   * A stream of these data, at least one byte.
   *
   * @param level as {@link Deflater} has it, if that plays a part
   * @param strategy the same
   */
  public byte[] compress(byte[] data, int level, int strategy) {
    return encoder.encode(data, level, strategy);
  }

  private static byte[] tinyStored(byte[] data) {
    Random random = new Random(data.length);
    DeflateBlocks blocks = new DeflateBlocks();
    int at = 0;
    while (at < data.length) {
      int to = Math.min(data.length, at + random.nextInt(random.nextBoolean() ? 4 : 400));
      blocks.stored(to == data.length, data, at, to);
      at = to;
    }
    return blocks.zlib(data);
  }

  private static byte[] fixed(byte[] data, IntUnaryOperator taken) {
    return new DeflateBlocks().fixed(true, runs(data, taken)).zlib(data);
  }

  private static byte[] dynamic(byte[] data, int... tokens) {
    return new DeflateBlocks().dynamic(true, new Random(data.length), tokens).zlib(data);
  }

  private static byte[] emptyBlocks(byte[] data) {
    Random random = new Random(data.length);
    DeflateBlocks blocks = new DeflateBlocks();
    int[] tokens = runs(data, length -> length);
    int at = 0;
    while (at < tokens.length) {
      int to = Math.min(tokens.length, at + 1 + random.nextInt(2000));
      blocks.fixed(false, Arrays.copyOfRange(tokens, at, to));
      at = to;
      for (int left = random.nextInt(20) == 0 ? 1000 : random.nextInt(4); left > 0; left--) {
        if (random.nextBoolean()) {
          blocks.stored(false, data, 0, 0);
        } else {
          blocks.fixed(false);
        }
      }
    }
    return blocks.fixed(true).zlib(data);
  }

  private static byte[] smallestWindow(byte[] data, int level) {
    byte[] zlib = deflate(data, level, Deflater.HUFFMAN_ONLY, Deflater.NO_FLUSH, 0);
    zlib[0] = 0x08;
    zlib[1] = 0x1D;
    return zlib;
  }

  private static byte[] own(byte[] data, int level) {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    DeflateEncoder.MatchMode mode =
        level < 3
            ? DeflateEncoder.MatchMode.RUNS
            : level < 6 ? DeflateEncoder.MatchMode.MATCHES : DeflateEncoder.MatchMode.AUTO;
    try {
      DeflateEncoder blocks = new DeflateEncoder(zlib, mode);
      blocks.write(data, 0, data.length);
      blocks.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zlib.toByteArray();
  }

  private static byte[] anything(byte[] data, Random random) {
    DeflateBlocks blocks = new DeflateBlocks();
    int usual = 1 << (3 + random.nextInt(13));
    int at = 0;
    while (at < data.length) {
      int wanted = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(usual);
      if (random.nextInt(4) == 0) {
        int to = Math.min(data.length, at + Math.min(wanted, 65_535));
        blocks.stored(false, data, at, to);
        at = to;
        continue;
      }
      int[] tokens = new int[wanted];
      int count = 0;
      while (count < wanted && at < data.length) {
        int length = 0;
        int distance = 1;
        for (int tries = random.nextInt(4); tries > 0 && length < 3; tries--) {
          distance = 1 + random.nextInt(Math.min(Math.max(1, at), 1 << random.nextInt(16)));
          length = repeated(data, at, distance);
        }
        if (length > 3 && random.nextInt(3) == 0) {
          length = 3 + random.nextInt(length - 2);
        }
        if (length < 3) {
          tokens[count++] = data[at++] & 0xFF;
        } else {
          boolean extended = length == 258 && random.nextBoolean();
          tokens[count++] =
              DeflateBlocks.match(
                  extended ? DeflateBlocks.LONGEST_WITH_EXTRA_BITS : length, distance);
          at += length;
        }
      }
      boolean last = at == data.length && random.nextBoolean();
      if (random.nextInt(3) == 0) {
        blocks.fixed(last, Arrays.copyOf(tokens, count));
      } else {
        blocks.dynamic(last, random, Arrays.copyOf(tokens, count));
      }
      if (last) {
        return blocks.zlib(data);
      }
    }
    blocks.fixed(true);
    return blocks.zlib(data);
  }

  private static int repeated(byte[] data, int at, int distance) {
    int most = distance > at ? 0 : Math.min(258, data.length - at);
    int length = 0;
    while (length < most && data[at + length] == data[at + length - distance]) {
      length++;
    }
    return length;
  }

  /**
   * Literals, and matches of distance 1.
   *
   * @param taken what to make of the length of a run, 3 to 258
   */
  private static int[] runs(byte[] data, IntUnaryOperator taken) {
    int[] tokens = new int[data.length];
    int count = 0;
    int at = 0;
    while (at < data.length) {
      int length = repeated(data, at, 1);
      if (length < 3) {
        tokens[count++] = data[at++] & 0xFF;
      } else {
        int written = taken.applyAsInt(length);
        tokens[count++] = DeflateBlocks.match(written, 1);
        at += Math.min(written, 258);
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private static byte[] withLast(byte[] data, int level, int strategy, int... block) {
    byte[] body = deflate(new Deflater(level, true), data, strategy, Deflater.SYNC_FLUSH, 20_000);
    // The JDK's own last block, which is empty and stored at level 0, goes.
    int end = body.length - (level == 0 ? 5 : 2);
    byte[] whole = Arrays.copyOf(body, end + block.length);
    for (int i = 0; i < block.length; i++) {
      whole[end + i] = (byte) block[i];
    }
    return DeflateBlocks.zlib(0x7801, whole, data);
  }

  /** By the JDK's zlib, flushed in a way after every that many bytes, unless in none. */
  public static byte[] deflate(byte[] data, int level, int strategy, int flush, int flushBytes) {
    return deflate(new Deflater(level), data, strategy, flush, flushBytes);
  }

  private static byte[] deflate(
      Deflater deflater, byte[] data, int strategy, int flush, int flushBytes) {
    try {
      deflater.setStrategy(strategy);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int at = 0; at < data.length && flush != Deflater.NO_FLUSH; at += flushBytes) {
        deflater.setInput(data, at, Math.min(flushBytes, data.length - at));
        int count = buffer.length;
        while (!deflater.needsInput() || count == buffer.length) {
          count = deflater.deflate(buffer, 0, buffer.length, flush);
          out.write(buffer, 0, count);
        }
      }
      if (flush == Deflater.NO_FLUSH) {
        deflater.setInput(data);
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
