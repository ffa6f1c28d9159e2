package io.github.maskloom.internal.jpeg.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import java.util.Optional;

/**
 * What tells of a gain map in a file, which stands behind the image itself.
 *
 * @param index of the file's pictures, if there is a sound one
 * @param indexed whether there is one at all
 * @param inXmp whether XMP speaks of gain maps
 * @param inIso whether there is a block of ISO 21496-1
 */
public record GainMapSigns(
    Optional<MultiPicture> index, boolean indexed, boolean inXmp, boolean inIso) {
  /** The name of the segment that ISO 21496-1 calls for. */
  public static final String ISO = "urn:iso:std:iso:ts:21496:-1\0";

  static final GainMapSigns NONE = new GainMapSigns(Optional.empty(), false, false, false);

  private static final byte[] XMP_NAMESPACE =
      "http://ns.adobe.com/hdr-gain-map/".getBytes(ISO_8859_1);

  /** Whether the file says that it has a gain map. */
  public boolean announced() {
    return inXmp || inIso;
  }

  /**
   * With what an application segment says.
   *
   * @param offset of its content in the file
   */
  GainMapSigns with(byte[] content, long offset) {
    if (JpegSegments.isNamed(content, ISO)) {
      return new GainMapSigns(index, indexed, inXmp, true);
    }
    if (JpegSegments.isNamed(content, MultiPicture.NAME) && !indexed) {
      return new GainMapSigns(MultiPicture.parse(content, offset), true, inXmp, inIso);
    }
    return this;
  }

  /** Whether XMP speaks of gain maps. */
  public static boolean speaks(byte[] xmp) {
    return Bytes.indexOf(xmp, XMP_NAMESPACE) >= 0;
  }

  /** With what XMP says. */
  GainMapSigns withXmp(byte[] content) {
    return !inXmp && speaks(content) ? new GainMapSigns(index, indexed, true, inIso) : this;
  }
}
