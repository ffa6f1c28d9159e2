package io.github.maskloom.internal.png;

import com.google.common.io.ByteStreams;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Copies a PNG without what tells of its making. Critical chunks stay, and those that say what
 * samples and pixels mean. All others go, and whatever follows the image.
 */
public final class BarePng {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEAD_BYTES = 8;
  private static final int CRC_BYTES = 4;

  private static final Set<Integer> MEANING =
      Set.of(
          ChunkType.TRNS,
          ChunkType.CHRM,
          ChunkType.GAMA,
          ChunkType.ICCP,
          ChunkType.SRGB,
          ChunkType.SBIT,
          ChunkType.CICP,
          ChunkType.MDCV,
          ChunkType.CLLI,
          ChunkType.PHYS);

  private BarePng() {}

  /** Copies a file, which is not decoded. One that is cut short is cut short in the copy too. */
  public static void copy(InputStream file, OutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(file);
    out.write(in.readNBytes(SIGNATURE_BYTES));
    int type = 0;
    byte[] head = in.readNBytes(HEAD_BYTES);
    while (type != ChunkType.IEND && head.length == HEAD_BYTES) {
      ByteBuffer fields = ByteBuffer.wrap(head);
      long behind = (fields.getInt() & 0xFFFF_FFFFL) + CRC_BYTES;
      type = fields.getInt();
      boolean stays = ChunkType.isCritical(type) || MEANING.contains(type);
      if (stays) {
        out.write(head);
      }
      ByteStreams.limit(in, behind).transferTo(stays ? out : OutputStream.nullOutputStream());
      head = in.readNBytes(HEAD_BYTES);
    }
  }
}
