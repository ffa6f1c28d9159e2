package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.OpaqueMaskException;

/** What is wrong with an image, where a limit is passed in words instead of the limit's name. */
final class LimitText {
  private LimitText() {}

  /** The message of a failure, for people who give options. */
  static String of(ImageException failure) {
    if (failure instanceof OpaqueMaskException refusal) {
      return of(refusal);
    }
    if (!(failure instanceof ImageLimitException limit)) {
      return String.valueOf(failure.getMessage());
    }
    String role = failure.image().map(name -> name + ": ").orElse("");
    return role + of(limit);
  }

  /** Why a mask is refused, and which conventions may have been meant. */
  private static String of(OpaqueMaskException refusal) {
    return refusal.image().orElse("mask")
        + (refusal.hasAlpha() ? ": every pixel is opaque" : ": there is no transparency")
        + ", so it would paint over the whole photo. If it is black and white, say --convention"
        + " white. To paint over everything, say --convention painted-everywhere";
  }

  private static String of(ImageLimitException limit) {
    if (limit.limit().equals("maxBytes")) {
      return "--max-bytes: the smallest encoding has "
          + ReportText.bytes(limit.asked())
          + ", but "
          + ReportText.bytes(limit.allowed())
          + " are allowed";
    }
    return what(limit.limit()) + ": " + limit.asked() + ", at most " + limit.allowed();
  }

  private static String what(String limit) {
    return switch (limit) {
      case "maxWidth" -> "too wide, in pixels";
      case "maxHeight" -> "too high, in pixels";
      case "maxPixels" -> "too many pixels";
      case "maxInputBytes" -> "too large a file, in bytes";
      case "maxPixelsPerByte" -> "too many pixels for a byte of the file";
      case "maxMetadataBytes" -> "too many bytes of metadata";
      case "maxParts" -> "too many parts";
      case "maxScans" -> "too many scans";
      case "maxAreas" -> "too many areas between strokes";
      case "maxSpoolBytes" -> "too large a temporary file, in bytes";
      case "maxHeldBytes" -> "too many bytes to be held in memory";
      default -> limit;
    };
  }
}
