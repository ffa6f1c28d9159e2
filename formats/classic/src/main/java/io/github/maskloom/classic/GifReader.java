package io.github.maskloom.classic;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first frame of a GIF file, row by row: RGB, RGBA if an index is transparent, or gray if the
 * palette is an even ramp. A frame that does not fill the screen is RGBA, and stands at its place
 * with nothing around it, as viewers show it.
 *
 * <p>Rows of an interlaced frame are spooled. <b>Memory:</b> a row, and 30 KiB of code tables.
 *
 * <p><b>Damage:</b> a frame that ends before its last row, or whose codes are out of sequence,
 * fails. So does one whose codes have no end.
 */
final class GifReader extends PaletteRows {
  private static final int[] PASS_STARTS = {0, 4, 2, 1};
  private static final int[] PASS_STEPS = {8, 8, 4, 2};

  private final SeekableInput in;
  private final GifHeader header;
  private final Codes codes;

  private GifReader(
      SeekableInput in, GifHeader header, int[] palette, ImageLimits limits, CancelSignal cancel)
      throws IOException {
    super(
        geometry(header, palette),
        plan(header),
        colors(header, palette),
        header.frame(),
        limits,
        cancel);
    this.in = in;
    this.header = header;
    codes = new Codes(in, header.codesAt());
  }

  /**
   * Opens a file; the caller closes the rows, and after them the bytes.
   *
   * @param walked the file, as far as it is searched for what is lost behind the first frame
   */
  static GifReader open(
      SeekableBytes bytes, SeekableBytes walked, ImageLimits limits, CancelSignal cancel)
      throws IOException {
    SeekableInput in = new SeekableInput(bytes);
    try {
      return in.walk(GifHeader.FORMAT, start -> open(start, walked, limits, cancel));
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  private static GifReader open(
      SeekableInput in, SeekableBytes walked, ImageLimits limits, CancelSignal cancel)
      throws IOException {
    GifHeader header = GifHeader.read(in, walked, limits);
    LimitCheck.spoolBytes(limits, plan(header).spoolBytes());
    return new GifReader(in, header, palette(in, header.palette()), limits, cancel);
  }

  private static Plan plan(GifHeader header) {
    long spoolBytes =
        header.interlaced() ? (long) header.frame().columns() * header.frame().rows() : 0;
    return new Plan(GifHeader.FORMAT, "image/gif", header.metadata(), 1, false, 0, spoolBytes);
  }

  private static ImageGeometry geometry(GifHeader header, int[] palette) {
    boolean seeThrough = header.transparent() != GifHeader.NONE || !header.fillsScreen();
    // Other palettes of a power of two grow by black to one of these.
    boolean whole = Arrays.asList(2, 4, 16, 256).contains(palette.length);
    int opaque = whole && RasterSamples.isRamp(palette) ? 1 : 3;
    return ImageGeometry.of(
        header.screenWidth(), header.screenHeight(), seeThrough ? 4 : opaque, 8);
  }

  private static int[] colors(GifHeader header, int[] palette) {
    int[] colors = padded(palette);
    if (header.transparent() != GifHeader.NONE) {
      boolean held = header.transparent() < palette.length;
      colors[header.transparent()] = held ? palette[header.transparent()] & 0xFFFFFF : 0;
    }
    return colors;
  }

  /** The colors of a table. If there is none, any will do: those that the JDK takes. */
  private static int[] palette(SeekableInput in, GifHeader.Table table) throws IOException {
    if (table.colors() == 0) {
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
      IndexColorModel model = (IndexColorModel) image.getColorModel();
      int[] palette = new int[model.getMapSize()];
      model.getRGBs(palette);
      return palette;
    }
    int[] palette = new int[table.colors()];
    in.seek(table.at());
    for (int i = 0; i < palette.length; i++) {
      int red = in.readUnsignedByte();
      int green = in.readUnsignedByte();
      palette[i] = 0xFF000000 | red << 16 | green << 8 | in.readUnsignedByte();
    }
    return palette;
  }

  /** Where among the stored rows a row of an interlaced frame stands (GIF89a, appendix E). */
  @Override
  int storedRow(int y) {
    int before = 0;
    for (int pass = 0; ; pass++) {
      int start = PASS_STARTS[pass];
      int step = PASS_STEPS[pass];
      if (y >= start && (y - start) % step == 0) {
        return before + (y - start) / step;
      }
      int rows = header.frame().rows();
      before += rows > start ? (rows - start + step - 1) / step : 0;
    }
  }

  @Override
  void decode(byte[] target) throws IOException {
    String missing =
        "the file ends in row %d of %d".formatted(codes.rows + 1, header.frame().rows());
    in.walk(GifHeader.FORMAT, missing, input -> codes.readRow(target));
  }

  @Override
  void checkEnd() throws IOException {
    in.walk(GifHeader.FORMAT, input -> codes.skipRest());
  }

  @Override
  public void close() throws IOException {
    super.close();
    in.close();
  }

  /** The codes of a frame (GIF89a, appendix F): LZW, the lowest bit first, in pieces. */
  private static final class Codes {
    private static final int MAX_BITS = 12;
    private static final int MAX_CODES = 1 << MAX_BITS;
    private static final int NONE = -1;

    private final SeekableInput in;
    private final int rootBits;
    private final int clear;
    private final short[] prefixes = new short[MAX_CODES];
    private final byte[] suffixes = new byte[MAX_CODES];

    /** The string of the last code, backwards; what is left of it. */
    private final byte[] string = new byte[MAX_CODES];

    private int stringLength;
    private byte first;
    private int previous;
    private int next;
    private int codeBits;

    private final byte[] piece = new byte[0xFF];
    private int pieceLength;
    private int pieceAt;
    private int bitBuffer;
    private int bitCount;
    private boolean ended;
    private int rows;

    Codes(SeekableInput in, long at) throws IOException {
      this.in = in;
      in.seek(at);
      rootBits = in.readUnsignedByte();
      if (rootBits < 1 || rootBits > 8) {
        throw ImageFormatException.at(
            GifHeader.FORMAT, "", at, "codes of %d bits are not read here".formatted(rootBits));
      }
      clear = 1 << rootBits;
      for (int root = 0; root < clear; root++) {
        suffixes[root] = (byte) root;
      }
      clearTable();
    }

    private void clearTable() {
      previous = NONE;
      next = clear + 2;
      codeBits = rootBits + 1;
    }

    /** Decodes a row of indices; returns how many there were until now. */
    int readRow(byte[] indices) throws IOException {
      int x = 0;
      while (x < indices.length) {
        if (stringLength == 0 && !readString()) {
          throw ImageFormatException.at(
              GifHeader.FORMAT,
              "",
              ImageFormatException.NO_OFFSET,
              "the frame ends after row " + rows);
        }
        while (stringLength > 0 && x < indices.length) {
          indices[x++] = string[--stringLength];
        }
      }
      return ++rows;
    }

    /** Checks all codes behind the last row; returns how many rows were before. */
    int skipRest() throws IOException {
      while (readString()) {
        stringLength = 0;
      }
      return rows;
    }

    /** Takes the next code that stands for indices; false if there is none. */
    private boolean readString() throws IOException {
      int code = ended ? clear + 1 : readCode();
      while (code == clear) {
        clearTable();
        code = readCode();
      }
      if (code == clear + 1) {
        ended = true;
        return false;
      }
      if (code > (previous == NONE ? clear - 1 : next)) {
        throw ImageFormatException.at(
            GifHeader.FORMAT, "", in.getStreamPosition(), "a code is out of sequence");
      }
      expand(code);
      if (previous != NONE && next < MAX_CODES) {
        prefixes[next] = (short) previous;
        suffixes[next++] = first;
        codeBits += next == 1 << codeBits && codeBits < MAX_BITS ? 1 : 0;
      }
      previous = code;
      return true;
    }

    private void expand(int code) {
      int rest = code;
      if (code == next) {
        string[stringLength++] = first;
        rest = previous;
      }
      while (rest > clear) {
        string[stringLength++] = suffixes[rest];
        rest = prefixes[rest];
      }
      first = (byte) rest;
      string[stringLength++] = first;
    }

    /** The next code; that of the end if no bits are left. */
    private int readCode() throws IOException {
      while (bitCount < codeBits) {
        if (pieceAt == pieceLength && !readPiece()) {
          return clear + 1;
        }
        bitBuffer |= (piece[pieceAt++] & 0xFF) << bitCount;
        bitCount += 8;
      }
      int code = bitBuffer & ((1 << codeBits) - 1);
      bitBuffer >>>= codeBits;
      bitCount -= codeBits;
      return code;
    }

    private boolean readPiece() throws IOException {
      pieceAt = 0;
      pieceLength = in.readUnsignedByte();
      in.readFully(piece, 0, pieceLength);
      return pieceLength > 0;
    }
  }
}
