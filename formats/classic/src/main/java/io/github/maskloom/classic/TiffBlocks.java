package io.github.maskloom.classic;

import io.github.maskloom.classic.TiffHeader.Compression;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The strips or tiles of a TIFF file, checked before the JDK's decoder sees them: where they stand,
 * and whether they hold as much as they should, as it leaves black what they do not.
 *
 * <p><b>Memory:</b> 80 KiB, and 32 KiB before anything was read.
 */
final class TiffBlocks {
  private final ImageIoDecoder decoder;
  private final TiffHeader header;
  private final SeekableInput offsets;
  private final SeekableInput lengths;
  private final DecodedLength decodedLength;

  /** The blocks of a file, which are read through inputs that are closed with the decoder. */
  TiffBlocks(ImageIoDecoder decoder, TiffHeader header) {
    this.decoder = decoder;
    this.header = header;
    offsets = decoder.openInput();
    lengths = decoder.openInput();
    offsets.setByteOrder(header.order());
    lengths.setByteOrder(header.order());
    decodedLength = new DecodedLength(decoder.openInput());
  }

  /**
   * Checks that all blocks are inside the file.
   *
   * @return bytes that the largest takes there
   * @throws ImageFormatException if one is not
   * @throws io.github.maskloom.errors.ImageLimitException if they take more together than allowed,
   *     which they may although the file does not, if they share bytes
   */
  long checkPlaces(ImageLimits limits) throws IOException {
    long largest = 0;
    long sum = 0;
    for (long block = 0; block < header.blocks(); block++) {
      long bytes = storedBytes(block);
      if (bytes == 0) {
        throw wrong(block, "there is nothing in it");
      }
      if (offset(block) + bytes > offsets.length()) {
        throw wrong(block, "the file ends before the image does");
      }
      largest = Math.max(largest, bytes);
      sum += bytes;
    }
    LimitCheck.inputBytes(limits, sum);
    return largest;
  }

  private long offset(long block) throws IOException {
    return header.offsets().read(offsets, block);
  }

  private long storedBytes(long block) throws IOException {
    return header.compression() == TiffHeader.Compression.NONE
        ? decodedBytes(block)
        : header.lengths().read(lengths, block);
  }

  private long decodedBytes(long block) {
    int down = (int) (block / header.blocksAcross() % header.blocksDown());
    return header.blockRowBytes() * header.rowsOfBlock(down * header.blockHeight());
  }

  /**
   * Decodes a region, once its blocks are known to hold what they should.
   *
   * @throws ImageFormatException if one holds less, or its codes are broken
   */
  BufferedImage read(Rectangle region) throws IOException {
    decoder.ask(
        reader -> {
          checkContent(region);
          return region;
        });
    return decoder.read(region);
  }

  private void checkContent(Rectangle region) throws IOException {
    int firstRow = region.y / header.blockHeight();
    int lastRow = (region.y + region.height - 1) / header.blockHeight();
    int firstColumn = region.x / header.blockWidth();
    int lastColumn = (region.x + region.width - 1) / header.blockWidth();
    long plane = (long) header.blocksAcross() * header.blocksDown();
    for (long first = 0; first < header.blocks(); first += plane) {
      for (int row = firstRow; row <= lastRow; row++) {
        for (int column = firstColumn; column <= lastColumn; column++) {
          checkContent(first + (long) row * header.blocksAcross() + column);
        }
      }
    }
  }

  private void checkContent(long block) throws IOException {
    long needed = decodedBytes(block);
    boolean holds =
        decodedLength.reaches(needed, header.compression(), offset(block), storedBytes(block));
    if (!holds) {
      throw wrong(block, "its codes are broken or end too early");
    }
  }

  private ImageFormatException wrong(long block, String rule) throws IOException {
    String name = (header.tiled() ? "tile " : "strip ") + block;
    return ImageFormatException.at(TiffDirectory.FORMAT, name, offset(block), rule);
  }

  /**
   * Follows the codes of a compressed block of a TIFF file without keeping what they stand for, to
   * tell whether it is enough.
   *
   * <p><b>Memory:</b> 32 KiB.
   */
  private static final class DecodedLength {
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
    DecodedLength(SeekableInput in) {
      this.in = in;
      Arrays.fill(lzwLengths, 0, LZW_CLEAR, 1);
    }

    /** Whether a block decodes to at least that many bytes. Plain samples are not looked at. */
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
}
