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
  private final byte[] natural = Zigzag.toNatural();
  private int mcusToRestart;

  /** Begins with the first block of a scan. */
  public BlockDecoder(JpegScan scan, ScanBits bits) {
    this.scan = scan;
    this.bits = bits;
    this.prediction = new DcPrediction(scan, bits);
    this.codes = scan.acCodes().toArray(new HuffmanTable[0]);
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

  /** Decodes a block's DC coefficient alone and passes over the others. */
  public int decodeDc(int component, int[] divisors) throws IOException {
    bits.require();
    int dc = prediction.next(component) * divisors[0];
    skip(codes[component], 1);
    return dc;
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
    block[0] = prediction.next(component) * divisors[0];
    HuffmanTable code = codes[component];
    int[] lookup = code.coefficients();
    byte[] natural = this.natural;
    byte[] buffer = bits.buffer;
    long next = bits.bits;
    int count = bits.count;
    int at = bits.at;
    int last = 0;
    int k = 1;
    // Invariant: the coefficients before k are decoded; next, count and at as in decode.
    while (k < places) {
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
      if (k > places) {
        bits.set(next, count, at);
        if (k > Zigzag.BLOCK) {
          checkEnd(entry);
        } else {
          skip(code, k);
        }
        return last;
      }
      last = k - 1;
      block[natural[last]] = (entry >> 16) * divisors[last];
    }
    bits.set(next, count, at);
    skip(code, k);
    return last;
  }

  /** Passes over the coefficients of a block from a place on. */
  private void skip(HuffmanTable code, int from) throws IOException {
    int[] skips = code.skips();
    byte[] buffer = bits.buffer;
    long next = bits.bits;
    int count = bits.count;
    int at = bits.at;
    int k = from;
    // Invariant: the coefficients before k are passed; next, count and at as in decode.
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
      int entry = skips[(int) (next >>> (64 - AcLookup.BITS))];
      int passed = entry >> 8;
      boolean ends = passed >= AcLookup.END && k + passed - AcLookup.END < Zigzag.BLOCK;
      if (entry != 0 && (ends || k + passed <= Zigzag.BLOCK)) {
        next <<= entry;
        count -= entry & 0xFF;
      } else {
        // The symbols may be those of several blocks.
        bits.set(next, count, at);
        entry = one(code, k);
        next = bits.bits;
        count = bits.count;
        passed = entry >> 8 & 0xFF;
        if (k + passed > Zigzag.BLOCK) {
          checkEnd(entry);
        }
      }
      k += passed;
    }
    bits.set(next, count, at);
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
