package io.github.maskloom.internal.jpeg.scan;

import static io.github.maskloom.internal.jpeg.scan.JpegInput.wrong;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.limits.LimitCheck;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame header (ITU-T T.81, B.2.2).
 *
 * @param components in the order of the file: 1, 3 or 4
 */
public record JpegFrame(int width, int height, CodingProcess process, List<Component> components) {
  private static final int HEAD_BYTES = 6;
  private static final int COMPONENT_BYTES = 3;

  /** Samples across and down a block. */
  public static final int BLOCK_SIDE = 8;

  /** The largest side that the IJG library decodes or encodes: JPEG_MAX_DIMENSION. */
  public static final int MAX_SIDE = 65_500;

  /**
   * Reads a frame header.
   *
   * @param marker one of the SOF markers
   * @param content the segment behind its length field
   * @param offset where the segment begins, for messages
   */
  public static JpegFrame parse(int marker, byte[] content, long offset, ImageLimits limits) {
    String part = JpegMarker.name(marker);
    CodingProcess process = process(marker, part, offset);
    if (content.length < HEAD_BYTES
        || content.length != HEAD_BYTES + COMPONENT_BYTES * (content[5] & 0xFF)) {
      throw wrong(part, offset, "the segment's length does not fit its number of components");
    }
    int precision = content[0] & 0xFF;
    if (precision != 8) {
      throw wrong(part, offset, precision + "-bit samples are not supported");
    }
    int height = ByteBuffer.wrap(content).getChar(1);
    int width = ByteBuffer.wrap(content).getChar(3);
    checkSize(width, height, part, offset, limits);
    return new JpegFrame(width, height, process, components(content, part, offset));
  }

  private static CodingProcess process(int marker, String part, long offset) {
    return switch (marker - JpegMarker.SOF0) {
      case 0 -> CodingProcess.BASELINE;
      case 1 -> CodingProcess.EXTENDED_SEQUENTIAL;
      case 2 -> CodingProcess.PROGRESSIVE;
      case 3 -> throw wrong(part, offset, "lossless coding is not supported");
      case 5, 6, 7 -> throw wrong(part, offset, "hierarchical coding is not supported");
      default -> throw wrong(part, offset, "arithmetic coding is not supported");
    };
  }

  private static void checkSize(
      int width, int height, String part, long offset, ImageLimits limits) {
    if (height == 0) {
      throw wrong(
          part,
          offset,
          "a height that only a DNL segment after the samples gives is not supported");
    }
    if (width == 0) {
      throw wrong(part, offset, "the width is 0");
    }
    LimitCheck.size(limits, width, height);
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw wrong(part, offset, "sides above " + MAX_SIDE + " pixels are not supported");
    }
  }

  private static List<Component> components(byte[] content, String part, long offset) {
    List<Component> components = new ArrayList<>();
    for (int at = HEAD_BYTES; at < content.length; at += COMPONENT_BYTES) {
      int factors = content[at + 1] & 0xFF;
      Component component =
          new Component(content[at] & 0xFF, factors >> 4, factors & 0xF, content[at + 2] & 0xFF);
      if (!isFactor(component.horizontalSampling()) || !isFactor(component.verticalSampling())) {
        throw wrong(part, offset, "sampling factors are 1 to 4");
      }
      components.add(component);
    }
    if (components.size() != 1 && components.size() != 3 && components.size() != 4) {
      throw wrong(part, offset, components.size() + " components are not supported");
    }
    return List.copyOf(components);
  }

  private static boolean isFactor(int factor) {
    return factor >= 1 && factor <= 4;
  }

  List<Integer> componentIds() {
    return components.stream().map(Component::id).toList();
  }

  /**
   * Whether another frame says the same. A record's own equals takes long to link, and every
   * short-lived process would pay that.
   */
  boolean isSame(JpegFrame other) {
    return width == other.width
        && height == other.height
        && process == other.process
        && packed().equals(other.packed());
  }

  private List<Integer> packed() {
    return components.stream().map(Component::packed).toList();
  }

  /** Blocks of a component across an MCU; a component that is alone has MCUs of one block. */
  public int mcuWidth(Component component) {
    return components.size() == 1 ? 1 : component.horizontalSampling();
  }

  /** Blocks of a component down an MCU. */
  public int mcuHeight(Component component) {
    return components.size() == 1 ? 1 : component.verticalSampling();
  }

  // These are asked for every row, so the loops below allocate nothing.

  /** The largest {@link #mcuWidth}. */
  public int maxMcuWidth() {
    int max = 1;
    for (int i = 0; i < components.size(); i++) {
      max = Math.max(max, mcuWidth(components.get(i)));
    }
    return max;
  }

  /** The largest {@link #mcuHeight}. */
  public int maxMcuHeight() {
    int max = 1;
    for (int i = 0; i < components.size(); i++) {
      max = Math.max(max, mcuHeight(components.get(i)));
    }
    return max;
  }

  /** Blocks in an MCU of all components. */
  public int mcuBlocks() {
    int blocks = 0;
    for (int i = 0; i < components.size(); i++) {
      blocks += mcuBlocks(components.get(i));
    }
    return blocks;
  }

  /** Blocks of a component in an MCU of all components. */
  public int mcuBlocks(Component component) {
    return mcuWidth(component) * mcuHeight(component);
  }

  /** MCUs in a row (ITU-T T.81, A.2.4). */
  public int mcusAcross() {
    return ceilDiv(width, BLOCK_SIDE * maxMcuWidth());
  }

  /** Rows of MCUs. */
  public int mcusDown() {
    return ceilDiv(height, BLOCK_SIDE * maxMcuHeight());
  }

  /** A quotient, rounded up. */
  public static int ceilDiv(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
