package io.github.maskloom;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.InputFiles;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;

/**
 * Format, size and cost of an encoded image, without decoding its pixels.
 *
 * @param format the format's name, such as {@code PNG}; a plug-in's format is called as the plug-in
 *     calls it
 * @param mediaType its media type, such as {@code image/png}
 * @param geometry the shape of the rows that a compositor gets, upright: 8 or 16 bits, palettes
 *     expanded
 * @param orientation EXIF's number, 1 to 8, for how the file stores rows; 1 is upright, above 4
 *     width and height have changed places
 * @param metadata what travels along: color profile, EXIF, resolution
 * @param frames images in the file, of which the first is read: frames of a PNG or GIF animation,
 *     pages of a TIFF; 1 where the format has no more. Of a source that is read in ranges, those
 *     that reading 96 KiB finds
 * @param streamable whether rows can be had as the file is read, without a temporary file and
 *     without holding the image
 * @param heapBytes live heap that reading takes, about, beside windows and blending; with the
 *     metadata, as they are kept and copied to be written
 * @param spoolBytes bytes of temporary files that reading takes, beside a copy of the encoded bytes
 *     where a source opens only once
 */
public record ImageInfo(
    String format,
    String mediaType,
    ImageGeometry geometry,
    int orientation,
    ImageMetadata metadata,
    int frames,
    boolean streamable,
    long heapBytes,
    long spoolBytes) {

  /**
   * Reads the header of an image within the default limits. A damaged header is refused.
   *
   * @param source used up if it opens only once
   * @return what {@link #read(ImageSource, ReadOptions)} does, by {@link ReadOptions#DEFAULT}
   * @throws IOException as that method does. Its other exceptions are thrown here too
   */
  public static ImageInfo read(ImageSource source) throws IOException {
    return read(source, ReadOptions.DEFAULT);
  }

  /**
   * Reads what stands before the pixels, and of a GIF and a TIFF where its other images begin.
   *
   * <p>The image may still turn out broken when the pixels are read, and images behind a break do
   * not count. <b>Memory:</b> some hundred kilobytes, the metadata, and 40 bytes for each strip of
   * a TIFF; the whole image where a plug-in must decode it to tell what it will deliver, within
   * {@link ImageLimits#maxHeldBytes}. A source that opens only once is used up, and first copied to
   * a temporary file unless it is a PNG that is not interlaced.
   *
   * @param source used up if it opens only once
   * @param reading limits of the image, and what to do about damage
   * @return what is known without decoding pixels
   * @throws IOException if the source cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if the format is unknown, or what stands
   *     before the pixels breaks its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  public static ImageInfo read(ImageSource source, ReadOptions reading) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(
            source.named("image"), reading.limits(), reading.damage(), CancelSignal.NEVER)) {
      EncodedImage.Description description = image.description();
      return new ImageInfo(
          description.format(),
          description.mediaType(),
          image.stage().geometry(),
          description.orientation(),
          image.metadata(),
          image.countFrames(),
          description.streamable(),
          description.heapBytes(),
          description.spoolBytes());
    } catch (ImageException e) {
      throw e.shownAs(InputFiles.nameOf(source).orElse(""));
    }
  }
}
