package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.MetadataReport;
import java.util.List;

/** Names segments that never come along once an image was changed, for reports. */
public final class LostSegments {
  private static final String SHOWS = "it shows the photo as it was";

  /**
   * Segments that are known.
   *
   * @param name what their content begins with
   */
  private record Known(int marker, String name, String what, String why) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(JpegMarker.APP0, "JFXX\0", "JFIF thumbnail", SHOWS),
          new Known(
              JpegMarker.APP1,
              JpegSegments.EXIF,
              "EXIF beyond its first segment",
              "the standard has one of 64 KB"),
          new Known(
              JpegMarker.APP1,
              JpegSegments.EXTENDED_XMP,
              "extended XMP",
              "what is that long is not on the list"),
          new Known(
              JpegMarker.APP2,
              MultiPicture.NAME,
              "index of further images",
              "they do not come along"),
          new Known(JpegMarker.APP2, "FPXR\0", "FlashPix extension", SHOWS),
          new Known(JpegMarker.APP11, "JP", "C2PA manifest", "it signs the photo as it was"));

  private LostSegments() {}

  /**
   * Reports a segment. DNL only repeats the height, and what describes a gain map is told
   * elsewhere.
   *
   * @param content behind the length field, or the beginning of it
   */
  public static void report(int marker, byte[] content, MetadataReport.Builder report) {
    boolean isMap = marker == JpegMarker.APP2 && JpegSegments.isNamed(content, GainMapSigns.ISO);
    if (marker == JpegMarker.DNL || isMap) {
      return;
    }
    for (Known known : KNOWN) {
      if (marker == known.marker && JpegSegments.isNamed(content, known.name)) {
        report.dropped(known.what, known.why);
        return;
      }
    }
    report.dropped(JpegMarker.name(marker) + " segment", "whether it still holds is not known");
  }
}
