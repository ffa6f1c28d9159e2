package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with an image and what to do, in the words of the command line. */
final class ImageFailureText {
  /** What a rule of a format says that people can do. */
  private static final Pattern ADVISED = Pattern.compile("convert|develop|save it|not an image");

  private static final Pattern UNREAD =
      Pattern.compile("bytes are not|not read here|not supported|no plug-in");

  private ImageFailureText() {}

  /**
   * The message of a failure, for people who give options.
   *
   * @param photo what the command line says is the photo, if it says that
   */
  static String of(ImageException failure, @Nullable InputImage photo) {
    if (failure instanceof OpaqueMaskException refusal) {
      return of(
          refusal, photo != null && photo.file().filter(ImageFailureText::hasAlpha).isPresent());
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
  private static String of(OpaqueMaskException refusal, boolean swapped) {
    return lenientFormat(
        "%s: %s, so it would paint over the whole photo.%s If it is black and white, say"
            + " --convention white. To paint over everything, say --convention painted-everywhere",
        refusal.image().orElse("mask"),
        refusal.hasAlpha() ? "every pixel is opaque" : "there is no transparency",
        swapped ? " The photo could be a mask: if the two are swapped, name the photo first." : "");
  }

  private static boolean hasAlpha(Path photo) {
    try {
      return ImageInfo.read(ImageSource.of(photo)).geometry().hasAlpha();
    } catch (IOException | MaskloomException e) {
      // It is not what the failure is about.
      return false;
    }
  }

  /** What is wrong with a file, and what to do, if that is not said. */
  private static String of(ImageFormatException failure, String role) {
    boolean isNamed = !failure.format().equals("image");
    String what = isNamed ? String.valueOf(failure.getMessage()) : role + failure.rule();
    if (ADVISED.matcher(failure.rule()).find()) {
      return what;
    }
    boolean isBroken = !UNREAD.matcher(failure.rule()).find();
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
          "%s--max-bytes: the smallest encoding has at least %s, more than %s; allow more",
          role, ReportText.bytes(limit.asked()), ReportText.bytes(limit.allowed()));
    }
    // The name of the limit is for those who set it.
    String words = String.valueOf(limit.getMessage()).replace(" (" + limit.limit() + ")", "");
    return words + "; take another image";
  }
}
