package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what stands beside the samples into a copy that is painted over: what says what samples
 * mean, as it stands in the source, and metadata that were chosen before. No other segment of the
 * source comes along.
 */
final class KeptSegments {
  private static final byte[] NONE = {};

  private final OutputStream out;
  private final ImageMetadata metadata;

  /** The description of a gain map in ISO's way, if this is one. */
  private final byte[] iso;

  /** Takes the description of the gain map that comes along behind the image, if one does. */
  private final @Nullable GainMapHead head;

  private boolean written;

  private KeptSegments(
      OutputStream out, ImageMetadata metadata, byte[] iso, @Nullable GainMapHead head) {
    this.out = out;
    this.metadata = metadata;
    this.iso = iso;
    this.head = head;
  }

  /** The metadata of an image without a gain map. */
  static KeptSegments of(ImageMetadata metadata, OutputStream out) {
    return new KeptSegments(out, metadata, NONE, null);
  }

  /** The metadata of an image whose gain map comes along. */
  static KeptSegments withMap(ImageMetadata metadata, OutputStream out, GainMapHead head) {
    return new KeptSegments(out, metadata, NONE, head);
  }

  /** The metadata of a gain map, with its description in ISO's way. */
  static KeptSegments ofMap(ImageMetadata metadata, byte[] iso, OutputStream out) {
    return new KeptSegments(out, metadata, iso, null);
  }

  /**
   * Takes a segment of the source.
   *
   * @param marker of an application segment, comment or DNL
   * @param content the segment behind its length field
   */
  void take(int marker, byte[] content) throws IOException {
    Optional<byte[]> meaning = JpegSegments.meaning(marker, content);
    if (meaning.isPresent()) {
      JpegSegments.write(marker, meaning.get(), out);
    }
  }

  /** Writes the metadata, before the first segment that is none. */
  void flush() throws IOException {
    if (written) {
      return;
    }
    written = true;
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
