package io.github.maskloom.internal.tiff;

import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.tiff.TiffHeader.Compression;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Follows the codes of a compressed block of a TIFF file without keeping what they stand for, to
 * tell whether it is enough.
 *
 * <p><b>Memory:</b> 32 KiB.
 */
final class TiffBlockLength {
  private static final int LZW_CLEAR = 256;
  private static final int LZW_END = 257;
  private static final int LZW_FIRST = 258;
  private static final int LZW_CODES = 4096;
  private static final int LZW_LONGEST = 12;
  private static final int LZW_NONE = -1;

  private final SeekableInput in;
  private final int[] lzwLengths = new int[LZW_CODES];
  private final byte[] input = new byte[1 << 12];
  private final byte[] output = new byte[1 << 13];
  private int bitBuffer;
  private int bitCount;

  /** Blocks that are read from an input. */
  TiffBlockLength(SeekableInput in) {
    this.in = in;
    Arrays.fill(lzwLengths, 0, LZW_CLEAR, 1);
  }

  /** Whether a block decodes, and to so many bytes at least. Plain samples are not looked at. */
  boolean reaches(long needed, Compression compression, long offset, long bytes)
      throws IOException {
    in.seek(offset);
    return switch (compression) {
      case NONE -> true;
      case LZW -> lzwReaches(needed, offset + bytes);
      case DEFLATE -> deflateReaches(needed, offset + bytes);
      case PACK_BITS -> packBitsReaches(needed, offset + bytes);
    };
  }

  /** A no-op byte counts as broken, because the decoder takes one byte too many for it. */
  private boolean packBitsReaches(long needed, long end) throws IOException {
    long decoded = 0;
    while (decoded < needed && in.getStreamPosition() < end) {
      int code = in.readByte();
      if (code == Byte.MIN_VALUE) {
        return false;
      }
      int stored = code >= 0 ? code + 1 : 1;
      if (in.getStreamPosition() + stored > end) {
        return false;
      }
      in.skipBytes(stored);
      decoded += Math.abs(code) + 1;
    }
    return decoded >= needed;
  }

  private boolean deflateReaches(long needed, long end) throws IOException {
    Inflater inflater = new Inflater();
    try {
      long decoded = 0;
      while (decoded < needed) {
        if (inflater.needsInput()) {
          int count = (int) Math.min(input.length, end - in.getStreamPosition());
          if (count <= 0) {
            return false;
          }
          in.readFully(input, 0, count);
          inflater.setInput(input, 0, count);
        }
        int count = inflater.inflate(output);
        if (count == 0 && (inflater.finished() || inflater.needsDictionary())) {
          return false;
        }
        decoded += count;
      }
      return true;
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  private boolean lzwReaches(long needed, long end) throws IOException {
    bitCount = 0;
    long decoded = 0;
    int next = LZW_FIRST;
    int previous = LZW_NONE;
    while (decoded < needed) {
      int code = lzwCode(codeBits(next), end);
      if (code == LZW_CLEAR) {
        next = LZW_FIRST;
      } else {
        if (previous != LZW_CLEAR && previous != LZW_NONE && next < LZW_CODES) {
          lzwLengths[next++] = lzwLengths[previous] + 1;
        }
        if (previous == LZW_NONE || code == LZW_END || code >= next) {
          return false;
        }
        decoded += lzwLengths[code];
      }
      previous = code;
    }
    return true;
  }

  /** Codes grow one entry early (TIFF 6.0, page 60). */
  private static int codeBits(int next) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(next + 1);
    return Math.min(Math.max(9, bits), LZW_LONGEST);
  }

  /** The next code; the end's if no more bits are there. */
  private int lzwCode(int bits, long end) throws IOException {
    while (bitCount < bits) {
      if (in.getStreamPosition() >= end) {
        return LZW_END;
      }
      bitBuffer = (bitBuffer << 8) | in.readUnsignedByte();
      bitCount += 8;
    }
    bitCount -= bits;
    return (bitBuffer >> bitCount) & ((1 << bits) - 1);
  }
}
