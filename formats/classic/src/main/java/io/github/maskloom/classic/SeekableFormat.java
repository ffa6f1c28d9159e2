package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A format that is read from bytes in any order, by the JDK's own codecs whatever plug-ins there
 * are. What reading costs is told by the {@link io.github.maskloom.internal.imageio.ReadPlan plan}
 * that an image opens with.
 */
abstract class SeekableFormat implements ImageFormat {
  private final String name;
  private final String mediaType;
  private final List<String> extensions;
  private final List<byte[]> signatures = new ArrayList<>();

  /** A format whose files may begin so, in ISO 8859-1. */
  SeekableFormat(String name, String mediaType, List<String> extensions, String... signatures) {
    this.name = name;
    this.mediaType = mediaType;
    this.extensions = extensions;
    for (String signature : signatures) {
      this.signatures.add(signature.getBytes(ISO_8859_1));
    }
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
    for (byte[] signature : signatures) {
      if (begins(head, signature)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(byte[] head, byte[] signature) {
    boolean same = head.length >= signature.length;
    for (int i = 0; same && i < signature.length; i++) {
      same = head[i] == signature[i];
    }
    return same;
  }

  @Override
  public final ImageFile open(FormatInput input) throws IOException {
    checkSize(ByteBuffer.wrap(input.head()).order(ByteOrder.LITTLE_ENDIAN), input.limits());
    boolean ranged = input.source().ranges().isPresent();
    SeekableBytes bytes = input.seekable();
    ImageIoRows rows = input.owned(open(bytes, input.limits(), SeekableImage.memory(input)));
    return new SeekableImage(rows) {
      @Override
      public int countFrames() throws IOException {
        return count(ranged ? new FirstReads(bytes) : bytes, input.limits());
      }
    };
  }
}
