package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.dct.YccColor;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an image, put together from the samples of its components: enlarged where they are
 * coarser, and converted to gray or RGB.
 *
 * <p>At full size bit for bit what the IJG library makes with its {@code islow} transform and fancy
 * upsampling. <b>Memory:</b> {@link #heapBytes}.
 */
final class DecodedRows {
  /** Groups of rows above the current row of MCUs that the rows there still need. */
  private static final int CONTEXT_GROUPS = 2;

  private final McuRows coded;
  private final DamagePolicy damage;
  private final ColorEncoding encoding;
  private final int width;
  private final int height;
  private final int mcuRowRows;
  private final int mcuRowsDown;

  /** Rows that a row of MCUs leaves to the next, as they need the samples below. */
  private final int rowsHeldBack;

  private final ComponentPlane[] planes;

  private int mcuRows;
  private int nextRow;

  /** The first row that is not decoded yet. */
  private int end;

  private @Nullable ImageFormatException broken;
  private int missingRows;

  /**
   * The rows of an image before the first.
   *
   * @param coded its data
   * @param damage whether rows may be missing: they are black then
   */
  DecodedRows(
      JpegFrame frame,
      ColorEncoding encoding,
      ScaledSize size,
      McuRows coded,
      DamagePolicy damage) {
    this.coded = coded;
    this.damage = damage;
    this.encoding = encoding;
    this.width = size.pixels(frame.width());
    this.height = size.pixels(frame.height());
    this.mcuRowRows = size.side() * frame.maxMcuHeight();
    this.mcuRowsDown = frame.mcusDown();
    int groupsKept = groupsKept(frame, size);
    this.rowsHeldBack = groupsKept > 0 ? frame.maxMcuHeight() : 0;
    List<Component> components = frame.components();
    this.planes = new ComponentPlane[components.size()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = new ComponentPlane(frame, components.get(i), size, groupsKept);
    }
  }

  private static int groupsKept(JpegFrame frame, ScaledSize size) {
    boolean needed =
        frame.components().stream()
            .anyMatch(
                component ->
                    size.needsContext(frame.mcuWidth(component), frame.mcuHeight(component)));
    return needed ? CONTEXT_GROUPS : 0;
  }

  /** Heap that the rows of a frame take beside its coded data. */
  static long heapBytes(JpegFrame frame, ScaledSize size) {
    int groupsKept = groupsKept(frame, size);
    long bytes = 0;
    for (Component component : frame.components()) {
      bytes += ComponentPlane.bytes(frame, component, size, groupsKept);
      boolean coarse =
          frame.mcuWidth(component) < size.maxHorizontal()
              || frame.mcuHeight(component) < size.maxVertical();
      bytes += coarse ? size.pixels(frame.width()) : 0;
    }
    return bytes;
  }

  /**
   * Makes the next row.
   *
   * @param samples takes gray or RGB from {@code at} on
   * @throws ImageFormatException if it is broken and may not be missing, or no row came at all
   */
  void next(byte[] samples, int at) throws IOException {
    while (broken == null && nextRow >= end) {
      decode();
    }
    if (broken == null) {
      convert(nextRow, samples, at);
    } else {
      Arrays.fill(samples, at, at + width * (encoding == ColorEncoding.GRAY ? 1 : 3), (byte) 0);
      missingRows++;
    }
    nextRow++;
    if (nextRow == height && broken == null) {
      coded.finish();
    }
  }

  private void decode() throws IOException {
    for (ComponentPlane plane : planes) {
      plane.advance();
    }
    try {
      coded.decodeRow(planes);
    } catch (ImageFormatException e) {
      if (damage == DamagePolicy.STRICT || nextRow == 0) {
        throw e;
      }
      broken = e;
    }
    mcuRows++;
    end = mcuRows * mcuRowRows - (mcuRows < mcuRowsDown ? rowsHeldBack : 0);
  }

  private void convert(int y, byte[] samples, int at) {
    for (ComponentPlane plane : planes) {
      plane.select(y);
    }
    if (encoding == ColorEncoding.GRAY) {
      System.arraycopy(planes[0].row(), planes[0].rowAt(), samples, at, width);
      return;
    }
    mix(planes[0], planes[1], planes[2], samples, at);
    if (encoding == ColorEncoding.YCCK) {
      YccColor.invert(samples, at, width);
    }
    if (encoding.hasInk()) {
      YccColor.darken(samples, at, planes[3].row(), planes[3].rowAt(), width);
    }
  }

  private void mix(ComponentPlane a, ComponentPlane b, ComponentPlane c, byte[] samples, int at) {
    if (encoding == ColorEncoding.YCBCR || encoding == ColorEncoding.YCCK) {
      YccColor.toRgb(
          a.row(), a.rowAt(), b.row(), b.rowAt(), c.row(), c.rowAt(), samples, at, width);
    } else {
      YccColor.interleave(
          a.row(), a.rowAt(), b.row(), b.rowAt(), c.row(), c.rowAt(), samples, at, width);
    }
  }

  /** Rows that are missing or lack bits, of those made so far. */
  int missingRows() {
    if (damage == DamagePolicy.STRICT) {
      return 0;
    }
    long whole = Math.min((long) coded.wholeRows() * mcuRowRows, nextRow - missingRows);
    return nextRow - (int) whole;
  }
}
