package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.errors.SizeMismatchException;

/** What is wrong with an image, where a limit is passed in words instead of the limit's name. */
final class LimitText {
  private LimitText() {}

  /** The message of a failure, for people who give options. */
  static String of(ImageException failure) {
    if (failure instanceof OpaqueMaskException refusal) {
      return of(refusal);
    }
    String role = failure.image().map(name -> name + ": ").orElse("");
    if (failure instanceof ImageLimitException limit) {
      return role + of(limit);
    }
    if (failure instanceof SizeMismatchException sizes) {
      return role + of(sizes);
    }
    return failure instanceof ImageFormatException format
        ? of(format, role)
        : String.valueOf(failure.getMessage());
  }

  /** Why a mask is refused, and which conventions may have been meant. */
  private static String of(OpaqueMaskException refusal) {
    return refusal.image().orElse("mask")
        + (refusal.hasAlpha() ? ": every pixel is opaque" : ": there is no transparency")
        + ", so it would paint over the whole photo. If it is black and white, say --convention"
        + " white. To paint over everything, say --convention painted-everywhere";
  }

  /** What is wrong with a file, and what to do. */
  private static String of(ImageFormatException failure, String role) {
    if (!failure.format().equals("image")) {
      return failure.getMessage() + "; get the file anew";
    }
    boolean advised = failure.rule().contains("convert") || failure.rule().contains("not an image");
    return role + failure.rule() + (advised ? "" : "; convert it to JPEG or PNG");
  }

  /** Why a mask does not fit, and what to do. */
  private static String of(SizeMismatchException sizes) {
    String both =
        ReportText.size(sizes.maskWidth(), sizes.maskHeight())
            + " pixels do not fit the photo of "
            + ReportText.size(sizes.photoWidth(), sizes.photoHeight());
    return switch (sizes.reason()) {
      case SHAPE -> both + ", which has another shape. Draw it anew, or say --fit stretch";
      case ORIENTATION -> both + ", which is seen turned. Draw it over the photo as it is seen";
      case SIZE -> both + ". Scale it, or leave --fit exact out";
    };
  }

  private static String of(ImageLimitException limit) {
    if (limit.limit().equals("maxBytes")) {
      return "--max-bytes: the smallest encoding has "
          + ReportText.bytes(limit.asked())
          + ", but "
          + ReportText.bytes(limit.allowed())
          + " are allowed; allow more";
    }
    return what(limit.limit())
        + ": "
        + limit.asked()
        + ", at most "
        + limit.allowed()
        + "; take a smaller one";
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
