package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.MetadataReport;

/** Names segments that never come along once an image was changed, for reports. */
public final class LostSegments {
  private static final String SHOWS = "it shows the photo as it was";
  private static final String UNKNOWN = "whether it still holds is not known";

  private LostSegments() {}

  /**
   * Reports a segment.
   *
   * @param content behind the length field, or the beginning of it
   */
  public static void report(int marker, byte[] content, MetadataReport.Builder report) {
    switch (marker) {
      case JpegMarker.APP0 -> {
        if (JpegSegments.isNamed(content, "JFXX\0")) {
          report.dropped("JFIF thumbnail", SHOWS);
        } else {
          lost(marker, report);
        }
      }
      case JpegMarker.APP1 -> reportApp1(content, report);
      case JpegMarker.APP2 -> reportApp2(content, report);
      case JpegMarker.APP11 -> {
        if (JpegSegments.isNamed(content, "JP")) {
          report.dropped("C2PA manifest", "it signs the photo as it was");
        } else {
          lost(marker, report);
        }
      }
      case JpegMarker.DNL -> {
        // It only repeats the height.
      }
      default -> lost(marker, report);
    }
  }

  private static void reportApp1(byte[] content, MetadataReport.Builder report) {
    if (JpegSegments.isNamed(content, JpegSegments.EXIF)) {
      report.dropped("EXIF beyond its first segment", "the standard has one of 64 KB");
    } else if (JpegSegments.isNamed(content, JpegSegments.EXTENDED_XMP)) {
      report.dropped("extended XMP", "what is that long is not on the list");
    } else {
      lost(JpegMarker.APP1, report);
    }
  }

  private static void reportApp2(byte[] content, MetadataReport.Builder report) {
    if (JpegSegments.isNamed(content, MultiPicture.NAME)) {
      report.dropped("index of further images", "they do not come along");
    } else if (JpegSegments.isNamed(content, "FPXR\0")) {
      report.dropped("FlashPix extension", SHOWS);
    } else if (!JpegSegments.isNamed(content, GainMapSigns.ISO)) {
      lost(JpegMarker.APP2, report);
    }
  }

  private static void lost(int marker, MetadataReport.Builder report) {
    report.dropped(JpegMarker.name(marker) + " segment", UNKNOWN);
  }
}
