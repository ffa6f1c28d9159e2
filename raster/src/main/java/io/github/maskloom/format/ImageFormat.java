package io.github.maskloom.format;

import io.github.maskloom.classic.BmpFormat;
import io.github.maskloom.classic.GifFormat;
import io.github.maskloom.classic.PlugInFormat;
import io.github.maskloom.classic.TiffFormat;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.jpeg.JpegFormat;
import io.github.maskloom.png.PngFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An entry of the table of formats: how its files begin, and how they are opened. */
interface FileFormat {
  /** Every format, in the order in which they are asked. Plug-ins take what nobody else knows. */
  List<FileFormat> ALL =
      List.of(
          new PngFormat(),
          new JpegFormat(),
          new GifFormat(),
          new BmpFormat(),
          new TiffFormat(),
          new PlugInFormat());

  /** Whether a file that begins so is of this format. */
  boolean begins(byte[] head);

  /**
   * Opens an image. The input owns what is opened, and closes it.
   *
   * @throws IOException if the bytes cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if they break the rules of the format
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  StoredImage open(EncodedInput input) throws IOException;

  /** The format of a file that begins so. */
  static FileFormat of(byte[] head) {
    for (FileFormat format : ALL) {
      if (format.begins(head)) {
        return format;
      }
    }
    throw new IllegalStateException("plug-ins are asked for whatever nobody else knows");
  }

  /** Whether bytes begin with a signature, given in ISO 8859-1. */
  static boolean begins(byte[] head, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    boolean same = head.length >= expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = head[i] == expected[i];
    }
    return same;
  }
}
