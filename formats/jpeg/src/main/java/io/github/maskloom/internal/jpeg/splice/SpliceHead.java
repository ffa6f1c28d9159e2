package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Copies what stands before the coded data of the first scan (ITU-T T.81, B.2). */
final class SpliceHead implements ScanWalk.Segments {
  private static final int MAX_CODE_BYTES = 32 << 10;

  private final OutputStream out;
  private final boolean all;
  private final KeptSegments kept;

  /** Whether the metadata are, which go before the first segment that is none. */
  private boolean written;

  /** Segments that define codes, which wait for the scan's header. */
  private final ByteArrayOutputStream codes = new ByteArrayOutputStream();

  private byte[] scanContent = {};

  /**
   * Begins the copy.
   *
   * @param all whether tables and headers are copied too, not the metadata alone
   * @param kept writes what of the metadata still holds
   */
  SpliceHead(OutputStream out, boolean all, KeptSegments kept) throws IOException {
    this.out = out;
    this.all = all;
    this.kept = kept;
    out.write(0xFF);
    out.write(JpegMarker.SOI);
  }

  @Override
  public void take(int marker, byte[] content) throws IOException {
    if (JpegMarker.isOptional(marker)) {
      JpegSegments.writeMeaning(marker, content, out);
      return;
    }
    if (!written) {
      written = true;
      kept.write(out);
    }
    if (marker == JpegMarker.SOS) {
      scanContent = content;
    } else if (marker == JpegMarker.DHT && all) {
      JpegSegments.write(marker, content, codes);
      ScanWalk.checkUnchanged(codes.size() <= MAX_CODE_BYTES);
    } else if (all) {
      JpegSegments.write(marker, content, out);
    }
  }

  /**
   * Writes the codes, those of the source if it has some and they suffice, and the scan's header.
   */
  void writeScan(ScanCodes scanCodes) throws IOException {
    if (scanCodes.extended || codes.size() == 0) {
      JpegSegments.write(JpegMarker.DHT, scanCodes.definitions(), out);
    } else {
      codes.writeTo(out);
    }
    JpegSegments.write(JpegMarker.SOS, scanContent, out);
  }
}
