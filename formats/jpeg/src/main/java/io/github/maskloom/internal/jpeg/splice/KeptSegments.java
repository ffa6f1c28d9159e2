package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.jpeg.scan.GainMapSigns;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.LostSegments;
import io.github.maskloom.internal.jpeg.scan.MultiPicture;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes what of a JPEG file's metadata still holds once something was painted.
 *
 * <p>Kept are comments, JFIF, EXIF, XMP, color profiles, Photoshop's resources and Adobe's color
 * transform, but no pictures in them, which show the image before the paint. All other application
 * segments go: extended JFIF, indexes of further images, depth maps, signatures, and whatever is
 * not known. So do the properties of XMP that describe what goes. What describes a gain map stays
 * with the map: see {@link GainMapHead}.
 *
 * <p>Some blocks are split over several segments. So segments are held until one comes that is no
 * metadata, or until they pass {@value #MAX_HELD_BYTES} bytes: what is not whole then goes.
 */
final class KeptSegments {
  static final int MAX_HELD_BYTES = 1 << 20;

  private static final byte[] NONE = {};
  private static final Set<Subject> MAP_ALONE = EnumSet.of(Subject.GAIN_MAP);

  private final OutputStream out;
  private final MetadataOptions options;
  private final MetadataReport.Builder report;
  private final List<Held> held = new ArrayList<>();
  private int heldBytes;

  /** Takes the description of the gain map that comes along behind the image, if one does. */
  private final @Nullable GainMapHead head;

  /** Whether the file is a gain map itself. */
  private final boolean isMap;

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

  /** The metadata of an image without a gain map. */
  KeptSegments(OutputStream out, MetadataOptions options, MetadataReport.Builder report) {
    this(out, options, report, null, false);
  }

  private KeptSegments(
      OutputStream out,
      MetadataOptions options,
      MetadataReport.Builder report,
      @Nullable GainMapHead head,
      boolean isMap) {
    this.out = out;
    this.options = options;
    this.report = report;
    this.head = head;
    this.isMap = isMap;
    labelDue = !options.label().isEmpty();
  }

  /** The metadata of an image whose gain map comes along. */
  static KeptSegments withMap(
      OutputStream out, MetadataOptions options, MetadataReport.Builder report, GainMapHead head) {
    return new KeptSegments(out, options, report, head, false);
  }

  /** The metadata of a gain map, with its description; nobody hears of what goes. */
  static KeptSegments ofMap(OutputStream out) {
    return new KeptSegments(out, MetadataOptions.DEFAULT, MetadataReport.builder(), null, true);
  }

  /** What is kept of XMP of a gain map. */
  static Optional<byte[]> xmpOfMap(byte[] content) {
    return XmpPacket.travelling(packet(content), MAP_ALONE, MetadataReport.builder());
  }

  private static byte[] packet(byte[] content) {
    return Arrays.copyOfRange(content, JpegSegments.XMP.length(), content.length);
  }

  /**
   * Hears of the end of the image.
   *
   * @param more whether something follows, which is not copied
   */
  void end(boolean more) {
    if (more && head == null) {
      report.dropped("what follows the end of the image", "it belongs to the photo as it was");
    }
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
        (marker == JpegMarker.APP2
                && (JpegSegments.isNamed(content, JpegSegments.ICC) || speaksOfMap(content)))
            || (marker == JpegMarker.APP13 && JpegSegments.isNamed(content, JpegSegments.PHOTOSHOP))
            || (marker == JpegMarker.APP14 && JpegSegments.isNamed(content, JpegSegments.ADOBE));
    if (waits || stays) {
      return Optional.of(content);
    } else if (marker == JpegMarker.COM) {
      return Optional.of(PictureScan.without(content).counted(report));
    } else if (marker == JpegMarker.APP0 && JpegSegments.isNamed(content, JpegSegments.JFIF)) {
      return jfif(content);
    } else if (marker == JpegMarker.APP1 && JpegSegments.isNamed(content, JpegSegments.EXIF)) {
      return exif(content);
    }
    LostSegments.report(marker, content, report);
    return Optional.empty();
  }

  private boolean speaksOfMap(byte[] content) {
    boolean describes = JpegSegments.isNamed(content, GainMapSigns.ISO);
    return (describes && (isMap || head != null))
        || (head != null && JpegSegments.isNamed(content, MultiPicture.NAME));
  }

  private Optional<byte[]> jfif(byte[] content) {
    if (content.length < JpegSegments.JFIF_BYTES) {
      report.dropped("JFIF segment", "it is cut short");
      return Optional.empty();
    }
    report.erased(content.length > JpegSegments.JFIF_BYTES ? 1 : 0);
    return Optional.of(JpegSegments.withoutThumbnail(content));
  }

  private Optional<byte[]> exif(byte[] content) {
    int head = JpegSegments.EXIF.length();
    byte[] tiff = Arrays.copyOfRange(content, head, content.length);
    if (!ExifBlock.isTiff(tiff)) {
      LostSegments.report(JpegMarker.APP1, content, report);
      return Optional.empty();
    }
    byte[] bare = ExifBlock.travelling(tiff, options, report);
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
      } else if (head != null && segment.marker == JpegMarker.APP2) {
        head.writeApp2(segment.content, out);
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
    Set<Subject> kept = isMap ? EnumSet.copyOf(MAP_ALONE) : EnumSet.noneOf(Subject.class);
    if (extension.stays() && !isLabeled()) {
      kept.add(Subject.EXTENSION);
    }
    return kept;
  }

  private void writeXmp(byte[] content, Set<Subject> kept) throws IOException {
    byte[] packet = packet(content);
    if (head != null && head.takesXmp() && GainMapSigns.speaks(packet)) {
      writeXmp(packet, kept, head);
      return;
    } else if (isLabeled()) {
      report.dropped("XMP", "the label stands in another packet");
      return;
    }
    Optional<byte[]> left = XmpPacket.travelling(packet, kept, report).flatMap(this::labeled);
    if (left.isPresent()) {
      JpegSegments.write(JpegMarker.APP1, xmp(left.get()), out);
      labelDue = false;
    }
  }

  private void writeXmp(byte[] packet, Set<Subject> kept, GainMapHead to) throws IOException {
    Optional<byte[]> withMap = GainMapXmp.in(packet, kept, report).flatMap(this::labeled);
    Optional<byte[]> without =
        XmpPacket.travelling(packet, kept, MetadataReport.builder()).flatMap(this::labeled);
    labelDue &= withMap.isEmpty();
    GainMapXmp xmp = withMap.map(GainMapXmp::new).orElseGet(GainMapXmp::fresh);
    to.writeXmp(xmp, without.map(KeptSegments::xmp), out);
  }

  /** Whether a packet with the label is written: of two, readers take one or the other. */
  private boolean isLabeled() {
    return !labelDue && !options.label().isEmpty();
  }

  private Optional<byte[]> labeled(byte[] packet) {
    byte[] labeled = XmpLabel.write(Optional.of(packet), options.label());
    boolean fits = labeled.length <= JpegSegments.MAX_CONTENT - JpegSegments.XMP.length();
    if (!fits) {
      report.dropped("XMP", "there is no room for the label beside it");
    }
    return fits ? Optional.of(labeled) : Optional.empty();
  }

  /** The content of a segment of XMP. */
  static byte[] xmp(byte[] packet) {
    return Bytes.concat(JpegSegments.XMP.getBytes(ISO_8859_1), packet);
  }

  /** Writes a packet of the label alone, if no other packet has taken it. */
  private void writeLabel() throws IOException {
    if (labelDue) {
      byte[] label = XmpLabel.write(Optional.empty(), options.label());
      JpegSegments.write(JpegMarker.APP1, xmp(label), out);
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
        left.writeBytes(cleaned.whole() ? cleaned.counted(report) : NONE);
      }
    }
    if (open.isPresent()) {
      report.dropped("Photoshop resources behind a damaged one", "they cannot be found");
      left.writeBytes(PhotoshopResources.withoutPictures(open.get()).counted(report));
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
