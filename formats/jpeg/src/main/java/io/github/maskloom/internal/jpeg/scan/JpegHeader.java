package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JPEG file says of itself before its samples (ITU-T T.81, annex B).
 *
 * <p>Only files that can be decoded here have a header: 8-bit samples, Huffman-coded, sequential or
 * progressive.
 *
 * @param width pixels per row
 * @param height rows
 * @param process how coefficients are ordered and coded
 * @param components the frame's components, in order: 1, 3 or 4
 * @param encoding how they encode colour
 * @param restartInterval MCUs between restart markers; 0 for none
 * @param multiScan whether the image must be put together from several scans, or could be: the file
 *     is progressive, or its first scan lacks a component
 * @param orientation EXIF orientation, 1 to 8; 1 if the file does not say
 * @param metadata colour profile, EXIF and density; the profile of a file with inks is left out, as
 *     its samples become RGB
 */
public record JpegHeader(
    int width,
    int height,
    CodingProcess process,
    List<Component> components,
    ColorEncoding encoding,
    int restartInterval,
    boolean multiScan,
    int orientation,
    ImageMetadata metadata) {

  /** The coding processes that can be decoded. */
  public enum CodingProcess {
    BASELINE,
    EXTENDED_SEQUENTIAL,
    PROGRESSIVE
  }

  /**
   * A component of a frame.
   *
   * @param id its identifier, 0 to 255
   * @param horizontalSampling blocks across in an MCU, 1 to 4
   * @param verticalSampling blocks down in an MCU, 1 to 4
   * @param quantizationSlot number of its quantization table, which is right from 0 to 3
   */
  public record Component(
      int id, int horizontalSampling, int verticalSampling, int quantizationSlot) {

    // For the reason that JpegFrame gives.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Component component
          && id == component.id
          && horizontalSampling == component.horizontalSampling
          && verticalSampling == component.verticalSampling
          && quantizationSlot == component.quantizationSlot;
    }

    @Override
    public int hashCode() {
      return ((31 * id + horizontalSampling) * 31 + verticalSampling) * 31 + quantizationSlot;
    }
  }

  public JpegHeader {
    components = List.copyOf(components);
  }

  /**
   * Reads a header: what comes before the coded data of the first scan.
   *
   * <p><b>Memory:</b> that of {@link JpegInput} and the metadata, of which at most {@link
   * ImageLimits#maxMetadataBytes} are allowed. <b>Ownership:</b> the stream stays the caller's and
   * is left anywhere.
   *
   * @param in a JPEG file from its first byte
   * @throws IOException if the stream fails
   * @throws io.github.maskloom.errors.ImageFormatException if the file is damaged, cut short, or
   *     uses a process that is not supported
   * @throws io.github.maskloom.errors.ImageLimitException if the image is too large
   */
  public static JpegHeader read(InputStream in, ImageLimits limits) throws IOException {
    return new JpegHeaderParser(new JpegInput(in), limits).parse();
  }

  /** The frame's header. */
  public JpegFrame frame() {
    return new JpegFrame(width, height, process, components);
  }

  /** The same with metadata that hold once the rows are upright: EXIF says so, densities turn. */
  public JpegHeader uprighted() {
    return withMetadata(ExifBlock.uprighted(metadata, orientation));
  }

  /** The same with other metadata. */
  public JpegHeader withMetadata(ImageMetadata other) {
    return new JpegHeader(
        width,
        height,
        process,
        components,
        encoding,
        restartInterval,
        multiScan,
        orientation,
        other);
  }

  /** The shape of the decoded samples: grey or RGB, 8 bits each. */
  public ImageGeometry geometry() {
    return ImageGeometry.of(width, height, encoding == ColorEncoding.GREY ? 1 : 3, 8);
  }
}
