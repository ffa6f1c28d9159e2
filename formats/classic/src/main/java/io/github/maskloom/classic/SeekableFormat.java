package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A format that is read from bytes in any order, never by a plug-in. The {@link PlannedRows.Plan
 * plan} that an image opens with says what reading costs.
 */
abstract class SeekableFormat implements ImageFormat {
  private final String name;
  private final String mediaType;
  private final List<String> extensions;
  private final List<String> signatures;

  /** A format whose files may begin so, in ISO 8859-1. */
  SeekableFormat(String name, String mediaType, List<String> extensions, String... signatures) {
    this.name = name;
    this.mediaType = mediaType;
    this.extensions = extensions;
    this.signatures = List.of(signatures);
  }

  /**
   * Refuses a size that the first bytes tell already.
   *
   * @param head the first bytes, little-endian
   */
  void checkSize(ByteBuffer head, ImageLimits limits) {}

  /**
   * Opens an image; the caller closes the rows, and after them the bytes.
   *
   * @param walked the same bytes for what follows the image, which may seem to end early
   */
  abstract PlannedRows open(
      SeekableBytes bytes, SeekableBytes walked, ImageLimits limits, Memory memory)
      throws IOException;

  /** Counts the images of a file. */
  int count(SeekableBytes bytes, ImageLimits limits) throws IOException {
    return 1;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String mediaType() {
    return mediaType;
  }

  @Override
  public final List<String> extensions() {
    return extensions;
  }

  @Override
  public final boolean begins(byte[] head) {
    String start = new String(head, ISO_8859_1);
    return signatures.stream().anyMatch(start::startsWith);
  }

  @Override
  public final ImageFile open(FormatInput input) throws IOException {
    checkSize(ByteBuffer.wrap(input.head()).order(ByteOrder.LITTLE_ENDIAN), input.limits());
    boolean ranged = input.source().ranges().isPresent();
    SeekableBytes bytes = input.seekable();
    Memory memory = new Memory(input.budget(), input.cancel());
    SeekableBytes walked = ranged ? new FirstReads(bytes) : bytes;
    PlannedRows rows = input.owned(open(bytes, walked, input.limits(), memory));
    return new SeekableImage(rows) {
      @Override
      public int countFrames() throws IOException {
        return count(ranged ? new FirstReads(bytes) : bytes, input.limits());
      }
    };
  }

  /**
   * Bytes that seem to end once {@value #MAX_BYTES} were read of them, so that nobody walks through
   * a whole object of a store only for what follows the first image.
   */
  private static final class FirstReads implements SeekableBytes {
    private static final long MAX_BYTES = 96 << 10;

    private final SeekableBytes bytes;
    private long left = MAX_BYTES;

    FirstReads(SeekableBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length();
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
      left -= buffer.remaining();
      if (left < 0) {
        throw new EOFException("that is enough of what follows the image");
      }
      bytes.read(position, buffer);
    }
  }
}
