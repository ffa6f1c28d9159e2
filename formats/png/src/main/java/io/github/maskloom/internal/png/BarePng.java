package io.github.maskloom.internal.png;

import com.google.common.io.ByteStreams;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Copies a PNG with other metadata: colors and pixels stay. All other chunks go, and whatever
 * follows the compressed data, or the image.
 */
public final class BarePng {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEAD_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int PIECE_BYTES = 1 << 13;

  /** Before the data; readers refuse them there with other lengths than they may have. */
  private static final Set<Integer> COPIED = Set.of(ChunkType.IHDR, ChunkType.PLTE, ChunkType.TRNS);

  private final DataInputStream in;
  private final OutputStream out;
  private final ChunkWriter chunks;
  private final ChunkWriter.IdatWriter data;
  private final Inflater inflater = new Inflater();
  private final byte[] piece = new byte[PIECE_BYTES];
  private final byte[] inflated = new byte[PIECE_BYTES];
  private boolean ended;

  private BarePng(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
    chunks = new ChunkWriter(out);
    data = new ChunkWriter.IdatWriter(chunks);
  }

  /**
   * Copies a file. One that is cut short is cut short in the copy too.
   *
   * @param geometry of its samples as they are read
   * @param metadata what goes along
   */
  public static void copy(
      InputStream file, OutputStream out, ImageGeometry geometry, ImageMetadata metadata)
      throws IOException {
    BarePng copy = new BarePng(file, out);
    try {
      copy.run(geometry, metadata);
    } finally {
      copy.inflater.end();
    }
  }

  private void run(ImageGeometry geometry, ImageMetadata metadata) throws IOException {
    out.write(in.readNBytes(SIGNATURE_BYTES));
    int type = 0;
    boolean begun = false;
    byte[] head = in.readNBytes(HEAD_BYTES);
    while (type != ChunkType.IEND && head.length == HEAD_BYTES) {
      ByteBuffer fields = ByteBuffer.wrap(head);
      long length = fields.getInt() & 0xFFFF_FFFFL;
      type = fields.getInt();
      if (type == ChunkType.IDAT) {
        copyData(length);
      } else if (type == ChunkType.IEND) {
        data.finish();
        PngWriter.end(chunks);
      }
      begun |= type == ChunkType.IDAT;
      boolean copied = COPIED.contains(type) && !begun;
      out.write(head, 0, copied ? HEAD_BYTES : 0);
      ByteStreams.limit(in, (type == ChunkType.IDAT ? 0 : length) + CRC_BYTES)
          .transferTo(copied ? out : OutputStream.nullOutputStream());
      if (type == ChunkType.IHDR) {
        // A palette comes behind what says what its colors mean.
        new MetadataWriter(chunks).write(metadata, geometry, Instant.EPOCH);
      }
      head = in.readNBytes(HEAD_BYTES);
    }
  }

  private void copyData(long length) throws IOException {
    long left = length;
    int count = 0;
    while (left > 0 && count >= 0) {
      count = in.read(piece, 0, (int) Math.min(left, piece.length));
      left -= count;
      if (count > 0 && !ended) {
        data.write(piece, 0, count - behindEnd(count));
      }
    }
  }

  /** How many bytes of the piece stand behind the compressed data. */
  private int behindEnd(int count) {
    inflater.setInput(piece, 0, count);
    try {
      while (!inflater.needsInput() && !ended) {
        inflater.inflate(inflated);
        ended = inflater.finished() || inflater.needsDictionary();
      }
    } catch (DataFormatException e) {
      ended = true;
    }
    return inflater.getRemaining();
  }
}
