package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import io.github.maskloom.internal.jpeg.scan.GainMapSigns;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.metadata.ExifBlock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which metadata of a JPEG file still hold once something was painted.
 *
 * <p>Kept are comments, JFIF, EXIF, XMP, color profiles, Photoshop's resources and Adobe's color
 * transform, but none of their thumbnails, which show the image before the paint. All other
 * application segments go: extended JFIF, indexes of further images, depth maps, signatures, and
 * whatever is not known. So does XMP that describes further images or a film behind the end of the
 * image, as those go too. What describes a gain map stays with the map: see {@link GainMapHead}.
 */
final class KeptSegments {
  private static final int JFIF_BYTES = 14;
  private static final int APP13 = JpegMarker.APP0 + 13;
  static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PHOTOSHOP = "Photoshop 3.0\0";
  private static final int RESOURCE = 0x3842494D; // 8BIM
  private static final int OLD_THUMBNAIL = 0x0409;
  private static final int THUMBNAIL = 0x040C;

  private static final Pattern XMP_THUMBNAILS =
      Pattern.compile("<(\\w+:Thumbnails)\\b[^>]*(/>|>.*?</\\1\\s*>)", Pattern.DOTALL);

  private static final String GAIN_MAP = "|hdrgm:";

  /** What XMP has that holds thumbnails elsewhere, or describes what does not come along. */
  private static final String OTHERS =
      "Thumbnails|xmpGImg|MicroVideo|MotionPhoto|Container:|HDRGainMap|GDepth:|GImage:"
          + "|GAudio:|Depthmap|HasExtendedXMP";

  private static final Pattern XMP_OF_OTHERS = Pattern.compile(OTHERS + GAIN_MAP);
  private static final Pattern XMP_OF_OTHERS_BUT_MAPS = Pattern.compile(OTHERS);

  /** Which segments come along, and how. */
  @FunctionalInterface
  interface Rule {
    /**
     * What a segment becomes, which is then written.
     *
     * @param marker of an application segment, comment or DNL
     * @param content the segment behind its length field
     * @return its new content; nothing if it goes
     */
    Optional<byte[]> keep(int marker, byte[] content);
  }

  private KeptSegments() {}

  /** The {@link Rule} for an image without a gain map. */
  static Optional<byte[]> keep(int marker, byte[] content) {
    return switch (marker) {
      case JpegMarker.COM -> Optional.of(content);
      case JpegMarker.APP0 -> named(content, JpegSegments.JFIF).flatMap(KeptSegments::jfif);
      case JpegMarker.APP1 -> exif(content).or(() -> xmp(content));
      case JpegMarker.APP2 -> named(content, JpegSegments.ICC);
      case APP13 -> named(content, PHOTOSHOP).flatMap(KeptSegments::photoshop);
      case JpegMarker.APP14 -> named(content, JpegSegments.ADOBE);
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> named(byte[] content, String name) {
    return JpegSegments.isNamed(content, name) ? Optional.of(content) : Optional.empty();
  }

  /** JFIF 1.02, page 5: the thumbnail's size stands in the last two bytes before it. */
  private static Optional<byte[]> jfif(byte[] content) {
    if (content.length < JFIF_BYTES) {
      return Optional.empty();
    }
    byte[] kept = Arrays.copyOf(content, JFIF_BYTES);
    kept[JFIF_BYTES - 2] = 0;
    kept[JFIF_BYTES - 1] = 0;
    return Optional.of(kept);
  }

  private static Optional<byte[]> exif(byte[] content) {
    if (!JpegSegments.isNamed(content, JpegSegments.EXIF)) {
      return Optional.empty();
    }
    int head = JpegSegments.EXIF.length();
    byte[] tiff = Arrays.copyOfRange(content, head, content.length);
    return ExifBlock.isTiff(tiff)
        ? Optional.of(Bytes.concat(Arrays.copyOf(content, head), ExifBlock.withoutThumbnail(tiff)))
        : Optional.empty();
  }

  /** The {@link Rule} for a gain map itself, whose description it needs. */
  static Optional<byte[]> keepOfMap(int marker, byte[] content) {
    if (marker == JpegMarker.APP2 && JpegSegments.isNamed(content, GainMapSigns.ISO)) {
      return Optional.of(content);
    }
    return marker == JpegMarker.APP1 && JpegSegments.isNamed(content, XMP)
        ? xmpOfMap(new String(content, ISO_8859_1))
        : keep(marker, content);
  }

  private static Optional<byte[]> xmp(byte[] content) {
    return JpegSegments.isNamed(content, XMP)
        ? xmp(new String(content, ISO_8859_1), XMP_OF_OTHERS)
        : Optional.empty();
  }

  /** What is kept of XMP that speaks of a gain map, which comes along itself. */
  static Optional<byte[]> xmpOfMap(String packet) {
    return xmp(packet, XMP_OF_OTHERS_BUT_MAPS);
  }

  /** XMP (ISO 16684-1) is UTF-8; all that is looked for is ASCII. */
  private static Optional<byte[]> xmp(String packet, Pattern others) {
    String kept = XMP_THUMBNAILS.matcher(packet).replaceAll("");
    return others.matcher(kept).find() ? Optional.empty() : Optional.of(kept.getBytes(ISO_8859_1));
  }

  /** Image resource blocks (Adobe Photoshop file formats specification), without thumbnails. */
  private static Optional<byte[]> photoshop(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.write(content, 0, PHOTOSHOP.length());
    in.position(PHOTOSHOP.length());
    while (in.remaining() >= 12 && in.getInt(in.position()) == RESOURCE) {
      int start = in.position();
      int id = in.getShort(start + 4) & 0xFFFF;
      int name = even(1 + (in.get(start + 6) & 0xFF));
      if (in.remaining() < 6 + name + 4) {
        break;
      }
      long size = in.getInt(start + 6 + name) & 0xFFFFFFFFL;
      long length = 6L + name + 4 + size;
      if (length > in.remaining()) {
        break;
      }
      int end = Math.min(content.length, start + even((int) length));
      if (id != OLD_THUMBNAIL && id != THUMBNAIL) {
        kept.write(content, start, end - start);
      }
      in.position(end);
    }
    boolean whole = !in.hasRemaining() && kept.size() > PHOTOSHOP.length();
    return whole ? Optional.of(kept.toByteArray()) : Optional.empty();
  }

  private static int even(int length) {
    return length + 1 & ~1;
  }
}
