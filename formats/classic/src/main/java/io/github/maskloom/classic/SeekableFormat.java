package io.github.maskloom.classic;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.format.SeekableBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A format that is read from bytes in any order, by the JDK's own codecs whatever plug-ins there
 * are. What reading costs is told by the {@link io.github.maskloom.internal.imageio.ReadPlan plan}
 * that an image opens with.
 */
abstract class SeekableFormat implements FileFormat {
  private final List<String> signatures;

  /** A format whose files may begin so, in ISO 8859-1. */
  SeekableFormat(String... signatures) {
    this.signatures = List.of(signatures);
  }

  /**
   * Refuses a size that the first bytes tell already.
   *
   * @param head the first bytes, little-endian
   */
  void checkSize(ByteBuffer head, ImageLimits limits) {}

  /** Opens an image; the caller closes the rows, and after them the bytes. */
  abstract ImageIoRows open(SeekableBytes bytes, ImageLimits limits, OpeningMemory memory)
      throws IOException;

  /** Counts the images of a file. */
  int count(SeekableBytes bytes, ImageLimits limits) throws IOException {
    return 1;
  }

  @Override
  public final boolean begins(byte[] head) {
    for (String signature : signatures) {
      if (FileFormat.begins(head, signature)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final StoredImage open(EncodedInput input) throws IOException {
    checkSize(ByteBuffer.wrap(input.head()).order(ByteOrder.LITTLE_ENDIAN), input.limits());
    SeekableBytes bytes = input.seekable();
    ImageIoRows rows = input.owned(open(bytes, input.limits(), SeekableImage.memory(input)));
    return new SeekableImage(rows, bytes) {
      @Override
      public int countFrames() throws IOException {
        return count(input.isRanged() ? new FirstReads(bytes) : bytes, input.limits());
      }
    };
  }
}
