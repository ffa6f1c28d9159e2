package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.LostSegments;
import io.github.maskloom.internal.metadata.Cleaned;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.PhotoshopResources;
import io.github.maskloom.internal.metadata.PictureScan;
import io.github.maskloom.internal.metadata.XmpLabel;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what of a JPEG file's metadata still holds once something was painted.
 *
 * <p>Kept are comments, JFIF, EXIF, XMP, color profiles, Photoshop's resources and Adobe's color
 * transform, but no pictures in them, which show the image before the paint. All other application
 * segments go: extended JFIF, indexes of further images, gain maps, depth maps, signatures, and
 * whatever is not known. So do the properties of XMP that describe what goes.
 *
 * <p>Some blocks are split over several segments. So segments are held until one comes that is no
 * metadata, or until they pass {@value #MAX_HELD_BYTES} bytes: what is not whole then goes.
 */
final class KeptSegments {
  static final int MAX_HELD_BYTES = 1 << 20;

  private static final int JFIF_BYTES = 14;
  private static final byte[] NONE = {};

  private final OutputStream out;
  private final MetadataOptions options;
  private final MetadataReport.Builder report;
  private final List<Held> held = new ArrayList<>();
  private int heldBytes;

  /** Whether there is a label that is not written. */
  private boolean labelDue;

  /** A segment that waits for those behind it. */
  private static final class Held {
    private final int marker;
    private final byte[] content;

    Held(int marker, byte[] content) {
      this.marker = marker;
      this.content = content;
    }

    boolean isNamed(int otherMarker, String name) {
      return marker == otherMarker && JpegSegments.isNamed(content, name);
    }
  }

  KeptSegments(OutputStream out, MetadataOptions options, MetadataReport.Builder report) {
    this.out = out;
    this.options = options;
    this.report = report;
    labelDue = !options.label().isEmpty();
  }

  /**
   * Takes a segment.
   *
   * @param marker of an application segment, comment or DNL
   * @param content the segment behind its length field
   */
  void take(int marker, byte[] content) throws IOException {
    Optional<byte[]> kept = keep(marker, content);
    if (kept.isPresent()) {
      held.add(new Held(marker, kept.get()));
      heldBytes += kept.get().length;
    }
    if (heldBytes > MAX_HELD_BYTES) {
      flush();
    }
  }

  /** What a segment becomes, as far as it alone tells; nothing if it goes. */
  private Optional<byte[]> keep(int marker, byte[] content) {
    boolean waits =
        marker == JpegMarker.APP1
            && (JpegSegments.isNamed(content, JpegSegments.XMP)
                || JpegSegments.isNamed(content, JpegSegments.EXTENDED_XMP));
    boolean stays =
        (marker == JpegMarker.APP2 && JpegSegments.isNamed(content, JpegSegments.ICC))
            || (marker == JpegMarker.APP13 && JpegSegments.isNamed(content, JpegSegments.PHOTOSHOP))
            || (marker == JpegMarker.APP14 && JpegSegments.isNamed(content, JpegSegments.ADOBE));
    if (waits || stays) {
      return Optional.of(content);
    } else if (marker == JpegMarker.COM) {
      return Optional.of(counted(PictureScan.without(content)));
    } else if (marker == JpegMarker.APP0 && JpegSegments.isNamed(content, JpegSegments.JFIF)) {
      return jfif(content);
    } else if (marker == JpegMarker.APP1 && JpegSegments.isNamed(content, JpegSegments.EXIF)) {
      return exif(content);
    }
    LostSegments.report(marker, content, report);
    return Optional.empty();
  }

  private byte[] counted(Cleaned cleaned) {
    report.erased(cleaned.pictures());
    return cleaned.bytes();
  }

  /** JFIF 1.02, page 5: the thumbnail's size stands in the last two bytes before it. */
  private Optional<byte[]> jfif(byte[] content) {
    if (content.length < JFIF_BYTES) {
      report.dropped("JFIF segment", "it is cut short");
      return Optional.empty();
    }
    byte[] kept = Arrays.copyOf(content, JFIF_BYTES);
    kept[JFIF_BYTES - 2] = 0;
    kept[JFIF_BYTES - 1] = 0;
    report.erased(content.length > JFIF_BYTES ? 1 : 0);
    return Optional.of(kept);
  }

  private Optional<byte[]> exif(byte[] content) {
    int head = JpegSegments.EXIF.length();
    byte[] tiff = Arrays.copyOfRange(content, head, content.length);
    if (!ExifBlock.isTiff(tiff)) {
      LostSegments.report(JpegMarker.APP1, content, report);
      return Optional.empty();
    }
    byte[] asked = options.makerNotes() ? tiff : ExifBlock.withoutMakerNote(tiff);
    byte[] bare = counted(ExifBlock.withoutPictures(asked));
    return Optional.of(Bytes.concat(Arrays.copyOf(content, head), bare));
  }

  /** Writes what is held. */
  void flush() throws IOException {
    Set<Subject> kept = subjects();
    Optional<byte[]> resources = photoshop();
    for (Held segment : held) {
      if (segment.isNamed(JpegMarker.APP1, JpegSegments.XMP)) {
        writeXmp(segment.content, kept);
      } else if (segment.isNamed(JpegMarker.APP13, JpegSegments.PHOTOSHOP)) {
        writePhotoshop(resources);
        resources = Optional.empty();
      } else if (!segment.isNamed(JpegMarker.APP1, JpegSegments.EXTENDED_XMP)
          || kept.contains(Subject.EXTENSION)) {
        JpegSegments.write(segment.marker, segment.content, out);
      }
    }
    held.clear();
    heldBytes = 0;
    writeLabel();
  }

  /** What XMP may be about. */
  private Set<Subject> subjects() {
    ExtendedXmp extension = new ExtendedXmp();
    held.stream()
        .filter(segment -> segment.isNamed(JpegMarker.APP1, JpegSegments.EXTENDED_XMP))
        .forEach(segment -> extension.add(segment.content));
    extension.whyLost().ifPresent(why -> report.dropped("extended XMP", why));
    return extension.stays() ? EnumSet.of(Subject.EXTENSION) : EnumSet.noneOf(Subject.class);
  }

  private void writeXmp(byte[] content, Set<Subject> kept) throws IOException {
    int head = JpegSegments.XMP.length();
    byte[] packet = Arrays.copyOfRange(content, head, content.length);
    Optional<byte[]> left = XmpPacket.travelling(packet, kept, report);
    if (left.isEmpty()) {
      return;
    }
    byte[] labeled = XmpLabel.write(left, options.label());
    if (head + labeled.length > JpegSegments.MAX_CONTENT) {
      report.dropped("XMP", "there is no room for the label beside it");
      return;
    }
    writeXmp(labeled);
    labelDue = false;
  }

  private void writeXmp(byte[] packet) throws IOException {
    byte[] name = JpegSegments.XMP.getBytes(ISO_8859_1);
    JpegSegments.write(JpegMarker.APP1, Bytes.concat(name, packet), out);
  }

  /** Writes a packet of the label alone, if no other packet has taken it. */
  private void writeLabel() throws IOException {
    if (labelDue) {
      writeXmp(XmpLabel.write(Optional.empty(), options.label()));
      labelDue = false;
    }
  }

  /**
   * Photoshop's resources of all segments, one behind the other. A segment continues the one before
   * it if that is not whole.
   */
  private Optional<byte[]> photoshop() {
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    Optional<byte[]> open = Optional.empty();
    for (Held segment : held) {
      if (segment.isNamed(JpegMarker.APP13, JpegSegments.PHOTOSHOP)) {
        int head = JpegSegments.PHOTOSHOP.length();
        byte[] part = Arrays.copyOfRange(segment.content, head, segment.content.length);
        byte[] blocks = Bytes.concat(open.orElse(NONE), part);
        Cleaned cleaned = PhotoshopResources.withoutPictures(blocks);
        open = cleaned.whole() ? Optional.empty() : Optional.of(blocks);
        left.writeBytes(cleaned.whole() ? counted(cleaned) : NONE);
      }
    }
    if (open.isPresent()) {
      report.dropped("Photoshop resources behind a damaged one", "they cannot be found");
      left.writeBytes(counted(PhotoshopResources.withoutPictures(open.get())));
    }
    return left.size() == 0 ? Optional.empty() : Optional.of(left.toByteArray());
  }

  private void writePhotoshop(Optional<byte[]> resources) throws IOException {
    if (resources.isPresent()) {
      byte[] name = JpegSegments.PHOTOSHOP.getBytes(ISO_8859_1);
      byte[] blocks = resources.get();
      int room = JpegSegments.MAX_CONTENT - name.length;
      for (int from = 0; from < blocks.length; from += room) {
        byte[] piece = Arrays.copyOfRange(blocks, from, Math.min(blocks.length, from + room));
        JpegSegments.write(JpegMarker.APP13, Bytes.concat(name, piece), out);
      }
    }
  }
}
