package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.IccProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Copies a JPEG with other metadata. Application segments and comments go, and all that follows the
 * image. What stays says what samples mean: JFIF without a thumbnail, the color profile and Adobe's
 * color transform.
 */
public final class BareJpeg {
  private static final byte[] NONE = {};

  private BareJpeg() {}

  /**
   * Copies a file, which is not decoded, with all data of its scans.
   *
   * @param kept what goes along but for the profile, which is the file's
   */
  public static void copy(InputStream file, ImageMetadata kept, OutputStream out)
      throws IOException {
    JpegInput input = new JpegInput(file);
    JpegHeader.IccChunks profile = new JpegHeader.IccChunks();
    int marker = 0;
    while (marker != JpegMarker.EOI && input.hasMore()) {
      marker = input.readMarker();
      if (marker == JpegMarker.SOI || marker == JpegMarker.EOI) {
        out.write(new byte[] {(byte) 0xFF, (byte) marker});
      } else {
        byte[] content = input.readBytes(input.readContentLength(marker));
        if (JpegMarker.isFrame(marker)) {
          JpegSegments.writeExif(kept, out);
          out.write(JpegSegments.xmp(kept.xmp().orElse(NONE)));
          JpegSegments.writeBeside(kept.toBuilder().iccProfile(NONE).build(), out);
        }
        copy(marker, content, profile, out);
      }
      if (marker == JpegMarker.SOS) {
        input.copyScanData(out);
      }
    }
  }

  /** The profile waits until it is whole: no segment of it stands behind the frame. */
  private static void copy(
      int marker, byte[] content, JpegHeader.IccChunks profile, OutputStream out)
      throws IOException {
    boolean isProfile = JpegSegments.isNamed(content, JpegSegments.ICC);
    if (marker == JpegMarker.APP2 && isProfile) {
      profile.add(content);
    } else if (!JpegMarker.isOptional(marker)) {
      if (JpegMarker.isFrame(marker)) {
        MetadataReport.Builder unheard = MetadataReport.builder();
        JpegSegments.writeIcc(IccProfile.travelling(profile.profile(), unheard).orElse(NONE), out);
      }
      JpegSegments.write(marker, content, out);
    } else {
      JpegSegments.writeMeaning(marker, content, out);
    }
  }
}
