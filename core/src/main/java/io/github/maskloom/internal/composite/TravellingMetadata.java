package io.github.maskloom.internal.composite;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.XmpLabel;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.util.Optional;
import java.util.Set;

/** What of the metadata of a photo goes into a result that is encoded anew. */
final class TravellingMetadata {
  private TravellingMetadata() {}

  /**
   * The metadata without pictures of the photo as it was. A reader has erased those of a file, a
   * caller's rows may have others.
   */
  static ImageMetadata of(ImageMetadata photo, MetadataOptions options) {
    MetadataReport.Builder report = photo.report().toBuilder();
    ImageMetadata.Builder travelling = photo.toBuilder();
    photo.exif().ifPresent(tiff -> travelling.exif(ExifBlock.travelling(tiff, options, report)));
    Optional<byte[]> xmp =
        photo.xmp().flatMap(packet -> XmpPacket.travelling(packet, Set.of(), report));
    travelling.xmp(XmpLabel.write(xmp, options.label()));
    return travelling.report(report.build()).build();
  }
}
