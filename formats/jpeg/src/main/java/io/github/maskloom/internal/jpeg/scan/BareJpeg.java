package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Copies a JPEG without what tells of its making. Application segments and comments go, and all
 * that follows the image. What stays says what samples mean: JFIF without a thumbnail, the color
 * profile and Adobe's color transform.
 */
public final class BareJpeg {
  private static final int BUFFER_BYTES = 1 << 14;

  private BareJpeg() {}

  /** Copies a file, which is not decoded. One that is cut short is cut short in the copy too. */
  public static void copy(InputStream file, OutputStream out) throws IOException {
    JpegInput input = new JpegInput(file);
    byte[] coded = new byte[BUFFER_BYTES];
    int marker = 0;
    while (marker != JpegMarker.EOI && input.hasMore()) {
      marker = input.readMarker();
      if (marker == JpegMarker.SOI || marker == JpegMarker.EOI) {
        out.write(new byte[] {(byte) 0xFF, (byte) marker});
      } else {
        byte[] content = input.readBytes(input.readContentLength(marker));
        Optional<byte[]> kept = kept(marker, content);
        if (kept.isPresent()) {
          JpegSegments.write(marker, kept.get(), out);
        }
      }
      if (marker == JpegMarker.SOS) {
        copyScan(input, coded, out);
      }
    }
  }

  private static Optional<byte[]> kept(int marker, byte[] content) {
    if (!JpegMarker.isOptional(marker) || marker == JpegMarker.DNL) {
      return Optional.of(content);
    }
    boolean jfif = marker == JpegMarker.APP0 && JpegSegments.isNamed(content, JpegSegments.JFIF);
    if (jfif && content.length > JpegSegments.JFIF_BYTES) {
      return Optional.of(JpegSegments.withoutThumbnail(content));
    }
    boolean stays =
        jfif
            || (marker == JpegMarker.APP2 && JpegSegments.isNamed(content, JpegSegments.ICC))
            || (marker == JpegMarker.APP14 && JpegSegments.isNamed(content, JpegSegments.ADOBE));
    return stays ? Optional.of(content) : Optional.empty();
  }

  private static void copyScan(JpegInput input, byte[] coded, OutputStream out) throws IOException {
    int count = input.readScanData(coded);
    while (count > 0) {
      out.write(coded, 0, count);
      count = input.readScanData(coded);
    }
  }
}
