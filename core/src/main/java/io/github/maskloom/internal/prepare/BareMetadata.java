package io.github.maskloom.internal.prepare;

import io.github.maskloom.image.ImageMetadata;
import java.util.Set;

/** What of metadata says what samples mean, and nothing of who made them, where or with what. */
final class BareMetadata {
  private static final byte[] NONE = {};
  private static final Set<String> MEANING = Set.of("cICP", "mDCV", "cLLI", "sBIT");

  private BareMetadata() {}

  /** The metadata without EXIF, XMP, text and time. */
  static ImageMetadata of(ImageMetadata metadata) {
    return metadata.toBuilder()
        .exif(NONE)
        .xmp(NONE)
        .timestamped(false)
        .pngChunks(
            metadata.pngChunks().stream().filter(chunk -> MEANING.contains(chunk.type())).toList())
        .build();
  }
}
