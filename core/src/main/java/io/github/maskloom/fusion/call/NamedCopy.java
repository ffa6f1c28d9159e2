package io.github.maskloom.fusion.call;

import com.google.common.base.Ascii;
import io.github.maskloom.ImageRows;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An image that is written where it belongs, in the format that the name there says. */
public final class NamedCopy {
  private NamedCopy() {}

  /**
   * Copies an image byte for byte, unless the target's name asks for another format.
   *
   * @param image one that is there
   * @param source of the image
   * @param rows how the image is converted then
   * @param target its name says the format
   * @throws IllegalArgumentException if no image is written under such a name
   * @throws IOException if the image cannot be read, or the target cannot be written
   */
  public static void write(FusedImage image, ImageSource source, ImageRows rows, ImageTarget target)
      throws IOException {
    Optional<OutputFormat> other =
        target.name().filter(name -> !isOf(image, name)).flatMap(ImageFormats.installed()::named);
    if (other.isPresent()) {
      long ignored = rows.convert(source, other.get(), target);
      return;
    }
    try (InputStream stream = source.open();
        ImageTarget.Draft draft = target.openDraft()) {
      stream.transferTo(draft.stream());
      draft.commit();
    }
  }

  private static boolean isOf(FusedImage image, String name) {
    return Ascii.toLowerCase(name).endsWith("." + image.extension())
        || ImageFormats.installed().mediaTypeOf(name).equals(Optional.of(image.mediaType()));
  }
}
