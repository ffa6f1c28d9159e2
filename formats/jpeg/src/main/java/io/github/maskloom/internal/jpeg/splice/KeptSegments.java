package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the metadata into a copy that is painted over, which were chosen before. Of the source's
 * own segments only those come along that say what samples mean: see {@link SpliceHead}.
 *
 * @param iso the description of a gain map in ISO's way, if this is one; else empty
 * @param head takes the description of the gain map that comes along behind the image, if one does
 */
@SuppressWarnings("ArrayRecordComponent")
record KeptSegments(ImageMetadata metadata, byte[] iso, @Nullable GainMapHead head) {
  static final byte[] NONE = {};

  /** The metadata of an image without a gain map. */
  static KeptSegments of(ImageMetadata metadata) {
    return new KeptSegments(metadata, NONE, null);
  }

  /** Writes the metadata. */
  void write(OutputStream out) throws IOException {
    byte[] packet = metadata.xmp().orElse(NONE);
    JpegSegments.writeExif(metadata, out);
    if (head != null && head.takesXmp()) {
      head.writeXmp(packet, out);
    } else {
      out.write(JpegSegments.xmp(packet));
    }
    JpegSegments.writeBeside(metadata, out);
    if (head != null) {
      head.writeIndex(out);
    } else if (iso.length > 0) {
      JpegSegments.write(JpegMarker.APP2, iso, out);
    }
  }
}
