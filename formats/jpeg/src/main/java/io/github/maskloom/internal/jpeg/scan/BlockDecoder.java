package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.DcDecoder.DcPrediction;
import java.io.IOException;

/**
 * Decodes the blocks of a sequential scan one by one, in the order of their MCUs, and dequantizes
 * them (ITU-T T.81, F.2.2 and A.3.4).
 *
 * <p>The same rules hold as where coefficients are decoded for many scans; what breaks one is told
 * with its offset. <b>Memory:</b> that of {@link ScanBits} and of the tables of {@link AcLookup}.
 */
public final class BlockDecoder {
  private final JpegScan scan;
  private final ScanBits bits;
  private final DcPrediction prediction;
  private final HuffmanTable[] codes;

  /** By component of the scan: {@link AcLookup#differences}. */
  private final int[][] differences;

  private final byte[] natural = Zigzag.toNatural();
  private int mcusToRestart;

  /** Begins with the first block of a scan. */
  public BlockDecoder(JpegScan scan, ScanBits bits) {
    this.scan = scan;
    this.bits = bits;
    this.prediction = new DcPrediction(scan, bits);
    this.codes = scan.acCodes().toArray(new HuffmanTable[0]);
    this.differences = new int[codes.length][];
    for (int i = 0; i < codes.length; i++) {
      differences[i] = scan.dcCodes().get(i).differences();
    }
    this.mcusToRestart = scan.restartInterval();
  }

  /** Begins an MCU, and goes over a restart marker if one must stand before it (E.2.4). */
  public void beginMcu() throws IOException {
    if (scan.restartInterval() > 0 && mcusToRestart-- == 0) {
      bits.restart();
      prediction.reset();
      mcusToRestart = scan.restartInterval() - 1;
    }
  }

  /**
   * Decodes a block.
   *
   * @param component its component's place in the scan
   * @param divisors in coding order
   * @param block takes the coefficients row by row; all are zero before
   * @return the last place in coding order whose coefficient may not be zero
   */
  public int decode(int component, int[] divisors, int[] block) throws IOException {
    bits.require();
    block[0] = prediction.next(component) * divisors[0];
    HuffmanTable code = codes[component];
    int[] lookup = code.coefficients();
    byte[] places = natural;
    byte[] buffer = bits.buffer;
    long next = bits.bits;
    int count = bits.count;
    int at = bits.at;
    int last = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded; next, count and at stand for the fields of
    // bits, which are behind until they are written back.
    while (k < Zigzag.BLOCK) {
      if (bits.end - at >= Long.BYTES) {
        next |= (long) ScanBits.LONG.get(buffer, at) >>> count;
        at += (63 - count) >>> 3;
        count |= 56;
      } else if (count < 32) {
        bits.set(next, count, at);
        bits.refill();
        next = bits.bits;
        count = bits.count;
        at = bits.at;
      }
      int entry = lookup[(int) (next >>> (64 - AcLookup.BITS))];
      if (entry == 0) {
        bits.set(next, count, at);
        entry = one(code, k);
        next = bits.bits;
        count = bits.count;
      } else {
        next <<= entry;
        count -= entry & 0xFF;
      }
      k += entry >> 8 & 0xFF;
      if (k > Zigzag.BLOCK) {
        bits.set(next, count, at);
        checkEnd(entry);
        return last;
      }
      last = k - 1;
      block[places[last]] = (entry >> 16) * divisors[last];
    }
    bits.set(next, count, at);
    return last;
  }

  /**
   * Decodes the first coefficients of a block and passes over the others.
   *
   * @param places how many, in coding order
   * @param block takes them row by row; all are zero before
   * @return the last place in coding order whose coefficient may not be zero
   */
  public int decodeFirst(int component, int[] divisors, int places, int[] block)
      throws IOException {
    bits.require();
    HuffmanTable code = codes[component];
    int[] lookup = code.coefficients();
    int[] skips = code.skips();
    byte[] natural = this.natural;
    byte[] buffer = bits.buffer;
    int difference = differences[component][(int) (bits.bits >>> (64 - AcLookup.BITS))];
    long next = bits.bits << difference;
    int count = bits.count - (difference & 0xFF);
    int at = bits.at;
    if (difference != 0) {
      block[0] = prediction.add(component, difference >> 16) * divisors[0];
    } else {
      block[0] = prediction.next(component) * divisors[0];
      next = bits.bits;
      count = bits.count;
    }
    int last = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded, or passed if they do not count; next, count
    // and at as in decode.
    while (k < Zigzag.BLOCK) {
      if (bits.end - at >= Long.BYTES) {
        next |= (long) ScanBits.LONG.get(buffer, at) >>> count;
        at += (63 - count) >>> 3;
        count |= 56;
      } else if (count < 32) {
        bits.set(next, count, at);
        bits.refill();
        next = bits.bits;
        count = bits.count;
        at = bits.at;
      }
      int begin = (int) (next >>> (64 - AcLookup.BITS));
      int entry;
      int passed;
      boolean known;
      if (k < places) {
        entry = lookup[begin];
        passed = entry >> 8 & 0xFF;
        known = entry != 0;
      } else {
        entry = skips[begin];
        passed = entry >> 8;
        // Otherwise the symbols may be those of several blocks.
        boolean ends = passed >= AcLookup.END && k + passed - AcLookup.END < Zigzag.BLOCK;
        known = entry != 0 && (ends || k + passed <= Zigzag.BLOCK);
      }
      if (known) {
        next <<= entry;
        count -= entry & 0xFF;
      } else {
        bits.set(next, count, at);
        entry = one(code, k);
        next = bits.bits;
        count = bits.count;
        passed = entry >> 8 & 0xFF;
      }
      k += passed;
      if (k <= places) {
        last = k - 1;
        block[natural[last]] = (entry >> 16) * divisors[last];
      } else if (k > Zigzag.BLOCK && passed < AcLookup.END) {
        bits.set(next, count, at);
        checkEnd(entry);
      }
    }
    bits.set(next, count, at);
    return last;
  }

  /** Takes one symbol and its value, of which at least 26 bits must be there, as an entry. */
  private int one(HuffmanTable code, int k) {
    int symbol = bits.symbol(code);
    int size = symbol & 0xF;
    if (symbol == 0) {
      return AcLookup.END << 8;
    }
    SequentialDecoder.check(bits, symbol, k + (symbol >> 4), size);
    int value = size == 0 ? 0 : bits.signed(size);
    return value << 16 | ((symbol >> 4) + 1) << 8;
  }

  private void checkEnd(int entry) {
    if ((entry >> 8 & 0xFF) != AcLookup.END) {
      throw bits.wrong(SequentialDecoder.PAST_THE_LAST);
    }
  }

  /**
   * Checks that no block so far was decoded from bits behind the last.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if the data end early
   */
  public void checkNotPassed() {
    bits.checkNotPassed();
  }
}
