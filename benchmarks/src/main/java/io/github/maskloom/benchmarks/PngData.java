package io.github.maskloom.benchmarks;

import io.github.maskloom.internal.deflate.Inflate;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The compressed data of a PNG, and the time floor of everything that decodes it.
 *
 * @param chunks the contents of the IDAT chunks, in order
 */
record PngData(List<byte[]> chunks) {
  /** What a call asks an inflater for at once. */
  private static final int PIECE_BYTES = 1 << 16;

  private static final int SIGNATURE_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;

  static PngData read(Path png) throws IOException {
    List<byte[]> data = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(png)))) {
      in.skipNBytes(SIGNATURE_BYTES);
      int type = 0;
      while (type != IEND) {
        int length = in.readInt();
        type = in.readInt();
        if (type == IDAT) {
          data.add(in.readNBytes(length));
        } else {
          in.skipNBytes(length);
        }
        in.skipNBytes(CRC_BYTES);
      }
    }
    return new PngData(data);
  }

  /** Decompresses it with {@link Inflater}, which is zlib in C, and throws the bytes away. */
  long inflate() throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      byte[] piece = new byte[PIECE_BYTES];
      for (byte[] chunk : chunks) {
        inflater.setInput(chunk);
        while (inflater.inflate(piece) > 0) {}
      }
      return inflater.getBytesWritten();
    } finally {
      inflater.end();
    }
  }

  /** Does the same with this library's inflate, which also tells where its tokens lie. */
  long ownInflate() {
    Inflate inflate = new Inflate(PIECE_BYTES);
    for (byte[] chunk : chunks) {
      inflate.setInput(chunk, 0, chunk.length);
      Inflate.Status status;
      do {
        status = inflate.fill(Integer.MAX_VALUE);
        inflate.release((int) (inflate.position() - inflate.readPosition()));
      } while (status == Inflate.Status.REACHED);
    }
    return inflate.position();
  }
}
