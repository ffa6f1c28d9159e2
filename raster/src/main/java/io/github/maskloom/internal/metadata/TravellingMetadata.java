package io.github.maskloom.internal.metadata;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an image's metadata goes into a result, whichever way that is written: fields on the list
 * of {@link KeptFields}, in blocks that are made anew.
 */
public final class TravellingMetadata {
  private static final byte[] NONE = {};

  /** What says what samples mean, and how long it is at most. */
  private static final Map<String, Integer> MEANING =
      Map.of("cICP", 4, "mDCV", 24, "cLLI", 8, "sBIT", 4);

  private final ImageMetadata stored;
  private final String list;
  private final OutputOptions options;
  private final KeptFields fields;
  private final ImageMetadata.Builder kept;
  private final MetadataReport.Builder report;

  private TravellingMetadata(ImageMetadata stored, String list, OutputOptions options) {
    this.stored = stored;
    this.list = list;
    this.options = options.withLabel(options.label().or(ofManifest(stored, options)));
    kept = stored.toBuilder();
    report = stored.report().toBuilder();
    fields = new KeptFields(report);
  }

  /**
   * {@return the metadata of a result}
   *
   * @param stored as the image has them
   * @param options how much of them travels, and the label
   */
  public static ImageMetadata of(ImageMetadata stored, OutputOptions options) {
    TravellingMetadata travelling = new TravellingMetadata(stored, "xmp", options);
    return switch (options.metadata()) {
      case NOTHING -> travelling.nothing();
      case LISTED -> travelling.listed();
      case UNEXAMINED -> travelling.unexamined();
    };
  }

  /**
   * {@return the metadata of a gain map, with what describes it}
   *
   * @param stored as the map has them
   */
  public static ImageMetadata ofMap(ImageMetadata stored) {
    return new TravellingMetadata(stored, "map", OutputOptions.DEFAULT).listed();
  }

  /** A manifest does not come along, since it signs other bytes; what it says of a model does. */
  private static AiLabel ofManifest(ImageMetadata stored, OutputOptions options) {
    boolean travels = options.metadata() != Metadata.NOTHING && stored.manifestLabel().isOfModel();
    return travels ? XmpPacket.label(stored) : AiLabel.NONE;
  }

  private ImageMetadata listed() {
    profile();
    kept.exif(stored.exif().map(tiff -> ExifBlock.kept(tiff, fields)).orElse(NONE));
    kept.iptc(stored.iptc().map(block -> IptcBlock.kept(block, fields)).orElse(NONE));
    return xmp().pngChunks(chunks()).report(report.build()).build();
  }

  private void profile() {
    kept.iccProfile(
        stored.iccProfile().flatMap(icc -> IccProfile.travelling(icc, report)).orElse(NONE));
  }

  private ImageMetadata.Builder xmp() {
    int orientation = ExifBlock.orientation(stored.exif().orElse(NONE));
    return kept.xmp(XmpPacket.kept(stored.xmp().orElse(NONE), list, orientation, options, fields));
  }

  private List<PngChunk> chunks() {
    Map<String, List<PngText>> texts =
        stored.pngChunks().stream()
            .flatMap(chunk -> PngText.of(chunk).stream())
            .collect(groupingBy(PngText::keyword, LinkedHashMap::new, toList()));
    List<PngChunk> chunks = new ArrayList<>(meaning());
    texts.forEach(
        (keyword, all) -> {
          if (PngText.areKept(keyword, all, fields)) {
            all.forEach(text -> chunks.add(text.chunk()));
          }
        });
    return chunks;
  }

  private List<PngChunk> meaning() {
    return stored.pngChunks().stream()
        .filter(chunk -> chunk.length() <= MEANING.getOrDefault(chunk.type(), -1))
        .toList();
  }

  /** A turned image stays turned: what is left of EXIF says so. */
  private ImageMetadata nothing() {
    profile();
    int orientation = ExifBlock.orientation(stored.exif().orElse(NONE));
    return kept.exif(orientation == ExifBlock.UPRIGHT ? NONE : ExifBlock.of(orientation))
        .xmp(XmpPacket.of(options.label()))
        .iptc(NONE)
        .timestamped(false)
        .pngChunks(meaning())
        .report(report.build())
        .build();
  }

  private ImageMetadata unexamined() {
    if (!options.label().isEmpty()) {
      xmp();
    }
    return kept.report(report.build()).build();
  }
}
