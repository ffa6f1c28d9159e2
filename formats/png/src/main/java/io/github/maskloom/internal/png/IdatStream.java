package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.file.BlockInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The data of consecutive IDAT chunks as one stream; where it is split has no meaning (PNG 3rd
 * edition, section 11.2.3). It begins within the first IDAT and ends when another chunk has begun.
 */
public final class IdatStream extends BlockInputStream {
  private final ChunkReader chunks;

  /** Why no more data come. */
  private @Nullable ImageFormatException breakOff;

  IdatStream(ChunkReader chunks) {
    this.chunks = chunks;
  }

  /**
   * Reads as much as there is, so that small chunks do not make small pieces. What comes before the
   * end of a cut file, or before damage that is allowed, is delivered before that is reported.
   */
  @Override
  public int read(byte[] target, int offset, int maxBytes) throws IOException {
    if (breakOff != null) {
      throw breakOff;
    }
    int total = 0;
    try {
      while (total < maxBytes && chunks.type() == ChunkType.IDAT) {
        int count = chunks.read(target, offset + total, maxBytes - total);
        if (count < 0) {
          chunks.endChunk();
          chunks.next();
        } else {
          total += count;
        }
      }
    } catch (ImageFormatException e) {
      breakOff = e;
      if (total == 0 || !mayBreakOff()) {
        throw e;
      }
    }
    return total > 0 || maxBytes == 0 ? total : -1;
  }

  private boolean mayBreakOff() {
    return chunks.isCut() || ignoresChecksum();
  }

  /**
   * Whether no data are left. A file that ends here, in the middle of whatever follows, is whole as
   * far as its data are.
   */
  public boolean endsHere() throws IOException {
    try {
      return read() < 0;
    } catch (ImageFormatException e) {
      if (!chunks.isCut()) {
        throw e;
      }
      return true;
    }
  }

  /** Whether the check value at the end of the data may be wrong. */
  boolean ignoresChecksum() {
    return chunks.damage() == DamagePolicy.LENIENT;
  }

  /**
   * Refuses a filter type that PNG does not have (section 9.1).
   *
   * @param type the byte before a scanline
   */
  public void checkFilterType(int type) {
    if (type > Unfilter.PAETH) {
      throw broken("filter type " + type + " is not 0 to 4");
    }
  }

  /** Says that the compressed data break a rule, about where reading has come. */
  public ImageFormatException broken(String rule) {
    return ImageFormatException.at("PNG", "IDAT", chunks.offset(), rule);
  }
}
