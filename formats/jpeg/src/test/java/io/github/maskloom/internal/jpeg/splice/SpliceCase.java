package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.format.Splicing;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** A JPEG file with paint over it, for tests. */
final class SpliceCase {
  final byte[] source;
  final JpegHeader header;
  final int width;
  final int height;

  /** Red, green, blue, alpha of each pixel of the stored image. */
  final byte[] rgba;

  boolean strict = true;
  BlendMode mode = BlendMode.SOURCE_OVER;

  SpliceCase(byte[] source) throws IOException {
    this.source = source;
    header = JpegHeader.read(new ByteArrayInputStream(source), ImageLimits.DEFAULT);
    width = header.width();
    height = header.height();
    rgba = new byte[4 * width * height];
  }

  /** Paints a rectangle, of which parts may be outside, in one color: 0xRRGGBBAA. */
  SpliceCase rectangle(int left, int top, int right, int bottom, int color) {
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
        for (int i = 0; i < 4; i++) {
          rgba[4 * (y * width + x) + i] = (byte) (color >>> (24 - 8 * i));
        }
      }
    }
    return this;
  }

  /** Gives every painted pixel a color and alpha of its own; gray if the file is. */
  SpliceCase noise(Random random) {
    for (int at = 0; at < rgba.length; at += 4) {
      if (rgba[at + 3] != 0) {
        boolean gray = header.frame().components().size() == 1;
        rgba[at] = (byte) random.nextInt(256);
        rgba[at + 1] = gray ? rgba[at] : (byte) random.nextInt(256);
        rgba[at + 2] = gray ? rgba[at] : (byte) random.nextInt(256);
        rgba[at + 3] = (byte) random.nextInt(256);
      }
    }
    return this;
  }

  /** The same paint over another file. */
  SpliceCase over(byte[] file) throws IOException {
    SpliceCase other = new SpliceCase(file);
    System.arraycopy(rgba, 0, other.rgba, 0, rgba.length);
    return other;
  }

  SpliceCase lenient() {
    strict = false;
    return this;
  }

  /** The paint by rows as they are seen, whatever the file's orientation. */
  PaintedRows rows() {
    return new ArrayPaint();
  }

  /** CIPA DC-008, section 4.6.5.1: the pixel of the stored image that is seen at (x, y). */
  private int storedPixel(int x, int y) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (header.orientation()) {
      case 2 -> y * width + right - x;
      case 3 -> (bottom - y) * width + right - x;
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + right - y;
      case 8 -> x * width + right - y;
      default -> y * width + x;
    };
  }

  JpegSplice open() throws IOException {
    return open(ImageSource.of(source), ImageLimits.DEFAULT);
  }

  /** A file with its gain map, however its samples are laid out. */
  static JpegSplice open(ImageSource source, ImageLimits limits) throws IOException {
    JpegHeader header;
    try (InputStream in = source.open()) {
      header = JpegHeader.read(in, limits);
    }
    GainMapSearch.Found found = new GainMapSearch(header, source, limits).found();
    long bytes = source.length().orElse(0);
    return new JpegSplice(source, header, limits, CancelSignal.NEVER, found, bytes);
  }

  Spliced splice() throws IOException {
    return splice(ImageSource.of(source), ImageLimits.DEFAULT);
  }

  Spliced splice(ImageSource from, ImageLimits limits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArrayPaint paint = new ArrayPaint();
    Splicing.Result result = open(from, limits).write(paint, strict, out);
    assertThat(paint.done).as("rows done in the end").isEqualTo(paint.seenHeight);
    return new Spliced(out.toByteArray(), result.mcus().orElseThrow(), result.metadata());
  }

  /** By MCU: whether one of its pixels is painted. */
  boolean[] touched() {
    JpegFrame frame = header.frame();
    boolean[] touched = new boolean[frame.mcusAcross() * frame.mcusDown()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        touched[mcuOf(x, y)] |= rgba[4 * (y * width + x) + 3] != 0;
      }
    }
    return touched;
  }

  int mcuOf(int x, int y) {
    JpegFrame frame = header.frame();
    return y / (8 * frame.maxMcuHeight()) * frame.mcusAcross() + x / (8 * frame.maxMcuWidth());
  }

  /** Whether a pixel is more than one pixel away from every touched MCU. */
  boolean isFar(int x, int y, boolean[] touched) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int nearX = Math.max(0, Math.min(width - 1, x + dx));
        int nearY = Math.max(0, Math.min(height - 1, y + dy));
        if (touched[mcuOf(nearX, nearY)]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The copy and what the splice says of it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Spliced(byte[] jpeg, SplicedMcus report, MetadataReport metadata) {}

  private final class ArrayPaint implements PaintedRows {
    private final int seenWidth = header.orientation() < 5 ? width : height;
    private final int seenHeight = header.orientation() < 5 ? height : width;
    private int row = -1;
    private int done;

    @Override
    public int nextRow() {
      do {
        row++;
      } while (row < seenHeight && !isPainted());
      return row;
    }

    private boolean isPainted() {
      for (int x = 0; x < seenWidth; x++) {
        if (rgba[4 * storedPixel(x, row) + 3] != 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void read(byte[] target, int offset) {
      for (int x = 0; x < seenWidth; x++) {
        System.arraycopy(rgba, 4 * storedPixel(x, row), target, offset + 4 * x, 4);
      }
    }

    @Override
    public BlendMode mode() {
      return mode;
    }

    @Override
    public void done(int doneRows) {
      assertThat(doneRows).as("rows done").isBetween(done, Math.min(Math.max(row, 0), seenHeight));
      done = doneRows;
    }
  }
}
