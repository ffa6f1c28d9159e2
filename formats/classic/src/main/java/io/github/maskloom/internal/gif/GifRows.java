package io.github.maskloom.internal.gif;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoDecoder;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.JdkCodec;
import io.github.maskloom.internal.imageio.RasterSamples;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.imageio.UninlinedSink;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * The first frame of a GIF file, row by row: RGB, RGBA if an index is transparent, or grey if the
 * palette is an even ramp.
 *
 * <p>Rows of an interlaced frame are spooled in the order in which they come, a byte a pixel, and
 * put in theirs. The decoder is told that the frame is not interlaced: it loses rows of frames of 2
 * to 4 rows otherwise. <b>Memory:</b> a window, a row, and 100 KiB of code tables.
 *
 * <p><b>Damage:</b> a frame that ends before its last row, or whose codes are out of sequence,
 * fails; rows that were pushed before are then worthless.
 */
public final class GifRows implements ImageIoRows {
  private static final int INDICES = 256;
  private static final int[] PASS_STARTS = {0, 4, 2, 1};
  private static final int[] PASS_STEPS = {8, 8, 4, 2};

  private final ImageIoDecoder decoder;
  private final GifHeader header;
  private final IndexColorModel palette;
  private final RasterSamples samples;
  private final ImageLimits limits;
  private boolean taken;

  private GifRows(
      ImageIoDecoder decoder, GifHeader header, IndexColorModel palette, ImageLimits limits) {
    this.decoder = decoder;
    this.header = header;
    this.palette = palette;
    this.limits = limits;
    samples =
        RasterSamples.of(
            GifHeader.FORMAT,
            palette,
            palette.createCompatibleSampleModel(1, 1),
            header.width(),
            header.height());
  }

  /** Opens a file; the caller closes the rows, and after them the bytes. */
  public static ImageIoRows open(SeekableBytes bytes, ImageLimits limits) throws IOException {
    GifHeader header =
        SeekableInput.walk(GifHeader.FORMAT, bytes, in -> GifHeader.read(in, limits));
    if (header.interlaced()) {
      LimitCheck.spoolBytes(limits, (long) header.width() * header.height());
    }
    ImageIoDecoder decoder = ImageIoDecoder.open(JdkCodec.GIF, bytes, straightened(bytes, header));
    try {
      decoder.checkSize(header.width(), header.height());
      IndexColorModel palette =
          (IndexColorModel) Objects.requireNonNull(decoder.type()).getColorModel();
      decoder.forgetWarning();
      GifRows frame = new GifRows(decoder, header, palette, limits);
      return header.fillsScreen() ? frame : new FramedRows(frame, header);
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  private static List<SeekableInput.Patch> straightened(SeekableBytes bytes, GifHeader header)
      throws IOException {
    if (!header.interlaced()) {
      return List.of();
    }
    byte[] flags = new byte[1];
    bytes.read(header.flagsAt(), ByteBuffer.wrap(flags));
    flags[0] &= ~GifHeader.INTERLACED;
    return List.of(new SeekableInput.Patch(header.flagsAt(), flags));
  }

  @Override
  public ImageGeometry geometry() {
    return samples.geometry();
  }

  @Override
  public ReadPlan plan() {
    return header.interlaced()
        ? new ReadPlan(
            GifHeader.FORMAT,
            GifHeader.MEDIA_TYPE,
            1,
            Access.SPOOLED,
            0,
            (long) header.width() * header.height())
        : new ReadPlan(GifHeader.FORMAT, GifHeader.MEDIA_TYPE, 1, Access.STREAMED, 0, 0);
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    if (taken) {
      throw new IllegalStateException("the rows were already taken, or the reader is closed");
    }
    taken = true;
    Expansion expansion = new Expansion(windowRows, new UninlinedSink(sink));
    if (header.interlaced()) {
      pushInterlaced(expansion);
    } else {
      decode(expansion::accept);
    }
  }

  private void pushInterlaced(Expansion expansion) throws IOException {
    try (SpoolFile spool = SpoolFile.create(limits)) {
      decode((row, indices) -> spool.append(ByteBuffer.wrap(indices)));
      byte[] indices = new byte[header.width()];
      for (int y = 0; y < header.height(); y++) {
        long row = storedRow(y, header.height());
        spool.read(row * indices.length, ByteBuffer.wrap(indices));
        expansion.accept(y, indices);
      }
    }
  }

  /** Where among the stored rows a row of an interlaced frame stands (GIF89a, appendix E). */
  static int storedRow(int y, int height) {
    int before = 0;
    for (int pass = 0; ; pass++) {
      int start = PASS_STARTS[pass];
      int step = PASS_STEPS[pass];
      if (y >= start && (y - start) % step == 0) {
        return before + (y - start) / step;
      }
      before += height > start ? (height - start + step - 1) / step : 0;
    }
  }

  private void decode(GifRaster.Rows rows) throws IOException {
    GifRaster raster =
        new GifRaster(
            header.width(),
            header.height(),
            decoder.failure(),
            (row, indices) -> {
              decoder.checkWarning();
              rows.accept(row, indices);
            });
    decoder.ask(reader -> readInto(reader, raster));
    decoder.checkWarning();
    if (raster.rows() != header.height()) {
      throw ImageFormatException.at(
          GifHeader.FORMAT,
          "",
          ImageFormatException.NO_OFFSET,
          "the frame ends after row " + raster.rows());
    }
  }

  private static boolean readInto(ImageReader reader, GifRaster raster) throws IOException {
    ImageReadParam param = new ImageReadParam();
    param.setDestination(raster.image());
    reader.read(0, param);
    return true;
  }

  @Override
  public void close() throws IOException {
    taken = true;
    decoder.close();
  }

  /** Expands rows of indices into windows. */
  private final class Expansion {
    private final RasterWindow window;
    private final WindowSink sink;
    private final int[] colors = colors();

    Expansion(int windowRows, WindowSink sink) {
      window = new RasterWindow(geometry(), windowRows);
      this.sink = sink;
    }

    /** By index; what the palette does not hold is black. */
    private int[] colors() {
      int[] argb = new int[INDICES];
      for (int i = 0; i < INDICES; i++) {
        int rgb = i < palette.getMapSize() ? palette.getRGB(i) & 0xFFFFFF : 0;
        argb[i] = i == header.transparent() ? rgb : 0xFF000000 | rgb;
      }
      return argb;
    }

    void accept(int y, byte[] indices) throws IOException {
      int row = y % window.capacityRows();
      int bands = geometry().bands();
      int at = window.rowOffset(row);
      for (int x = 0; x < header.width(); x++) {
        RasterSamples.put(colors[indices[x] & 0xFF], bands, window.bytes(), at);
        at += bands;
      }
      if (row + 1 == window.capacityRows() || y + 1 == geometry().height()) {
        window.place(y - row, row + 1);
        sink.accept(window);
      }
    }
  }
}
