package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.errors.SizeMismatchException;
import java.util.regex.Pattern;

/** What is wrong with an image and what to do, in the words of the command line. */
final class ImageFailureText {
  /** What a rule of a format says that people can do. */
  private static final Pattern ADVISED = Pattern.compile("convert|develop|save it|not an image");

  private static final Pattern UNREAD = Pattern.compile("not read here|not supported");

  private ImageFailureText() {}

  /** The message of a failure, for people who give options. */
  static String of(ImageException failure) {
    if (failure instanceof OpaqueMaskException refusal) {
      return of(refusal);
    }
    String role = failure.image().map(name -> name + ": ").orElse("");
    if (failure instanceof ImageLimitException limit) {
      return of(limit, role);
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
    return lenientFormat(
        "%s: %s, so it would paint over the whole photo. If it is black and white, say --convention"
            + " white. To paint over everything, say --convention painted-everywhere",
        refusal.image().orElse("mask"),
        refusal.hasAlpha() ? "every pixel is opaque" : "there is no transparency");
  }

  /** What is wrong with a file, and what to do, if that is not said. */
  private static String of(ImageFormatException failure, String role) {
    boolean isNamed = !failure.format().equals("image");
    String what = isNamed ? String.valueOf(failure.getMessage()) : role + failure.rule();
    if (ADVISED.matcher(failure.rule()).find()) {
      return what;
    }
    boolean isBroken = isNamed && !UNREAD.matcher(failure.rule()).find();
    return what + (isBroken ? "; get the file anew" : "; convert it to JPEG or PNG");
  }

  /** Why a mask does not fit, and what to do. */
  private static String of(SizeMismatchException sizes) {
    String mask = ReportText.size(sizes.maskWidth(), sizes.maskHeight());
    String photo = ReportText.size(sizes.photoWidth(), sizes.photoHeight());
    String both = mask + " pixels do not fit the photo of " + photo;
    return switch (sizes.reason()) {
      case SHAPE -> both + ", which has another shape. Draw it anew, or say --fit stretch";
      case ORIENTATION -> both + ", which is seen turned. Draw it over the photo as it is seen";
      case SIZE -> both + ". Scale it, or leave --fit exact out";
    };
  }

  private static String of(ImageLimitException limit, String role) {
    if (limit.limit().equals("maxBytes")) {
      return lenientFormat(
          "%s--max-bytes: the smallest encoding has at least %s, but %s are allowed; allow more",
          role, ReportText.bytes(limit.asked()), ReportText.bytes(limit.allowed()));
    }
    // The name of the limit is for those who set it.
    String words = String.valueOf(limit.getMessage()).replace(" (" + limit.limit() + ")", "");
    return words + "; take another image";
  }
}
