package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An image that was made in memory, and its report. */
@SuppressWarnings("ArrayRecordComponent")
public record Made<R>(byte[] file, R report) {
  /** A target that keeps nothing. */
  public static final ImageTarget NOWHERE = ImageTarget.of(OutputStream.nullOutputStream());

  /** Makes an image and its report. */
  private interface Making<R> {
    R to(ImageTarget target) throws IOException;
  }

  private static <R> Made<R> by(Making<R> making) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    R report = making.to(ImageTarget.of(out));
    return new Made<>(out.toByteArray(), report);
  }

  /** A source that can be opened once only. */
  public static ImageSource once(byte[] file) {
    return ImageSource.once(new ByteArrayInputStream(file));
  }

  public static Made<CompositeReport> composite(
      MaskCompositor compositor, byte[] photo, byte[] mask) throws IOException {
    return composite(compositor, ImageSource.of(photo), ImageSource.of(mask));
  }

  public static Made<CompositeReport> composite(
      MaskCompositor compositor, ImageSource photo, ImageSource mask) throws IOException {
    return by(target -> compositor.composite(photo, mask, target));
  }

  /** A composite that is prepared while it is made. */
  public static Made<PreparedComposite> scene(
      MaskCompositor compositor, byte[] photo, byte[] mask, ImagePreparer preparer)
      throws IOException {
    return by(
        target ->
            compositor.composite(ImageSource.of(photo), ImageSource.of(mask), preparer, target));
  }

  public static Made<CompositeReport> restore(
      PhotoRestorer restorer, byte[] photo, byte[] replacement, byte[] mask) throws IOException {
    return restore(
        restorer, ImageSource.of(photo), ImageSource.of(replacement), ImageSource.of(mask));
  }

  public static Made<CompositeReport> restore(
      PhotoRestorer restorer, ImageSource photo, ImageSource replacement, ImageSource mask)
      throws IOException {
    return by(target -> restorer.restore(photo, replacement, mask, target));
  }

  public static Made<PrepareReport> prepare(ImagePreparer preparer, byte[] image)
      throws IOException {
    return by(target -> preparer.prepare(ImageSource.of(image), target));
  }

  /** The image decoded, as it is seen. */
  public Picture picture() throws IOException {
    return Picture.decoded(file);
  }

  public int[] samples() throws IOException {
    return picture().samples();
  }

  public ImageMetadata metadata() throws IOException {
    return metadata(file);
  }

  /** Metadata of an image as it is seen. */
  public static ImageMetadata metadata(byte[] file) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(file), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      return image.rows().metadata();
    }
  }

  /** The bytes, each a character. */
  public String text() {
    return new String(file, ISO_8859_1);
  }
}
