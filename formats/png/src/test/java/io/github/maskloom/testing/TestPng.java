package io.github.maskloom.testing;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.zip.Deflater;

/**
 * A PNG file for tests, of any kind that the format knows, made by an encoder that shares no code
 * with the one under test.
 *
 * <p>Everything is deterministic: the same calls give the same bytes. An image begins with random
 * samples, a palette with as many random colors as an index can name, and filter types that change
 * from row to row.
 */
public final class TestPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final ColorType colorType;
  private final int bitDepth;
  private final int width;
  private final int height;
  private final List<byte[]> chunksBeforeData = new ArrayList<>();
  private final List<byte[]> chunksAfterData = new ArrayList<>();
  private int[] samples;
  private byte[] palette = {};
  private byte[] paletteAlpha = {};
  private int[] transparent = {};
  private boolean interlaced;
  private IntUnaryOperator filterOfRow = row -> row % 5;
  private int idatBytes = Integer.MAX_VALUE;
  private int level = Deflater.DEFAULT_COMPRESSION;
  private int strategy = Deflater.DEFAULT_STRATEGY;
  private ZlibStyle style = ZlibStyle.DEFLATER;

  private TestPng(ColorType colorType, int bitDepth, int width, int height) {
    this.colorType = colorType;
    this.bitDepth = bitDepth;
    this.width = width;
    this.height = height;
    if (colorType == ColorType.PALETTE) {
      palette = new byte[3 << bitDepth];
      new Random(bitDepth).nextBytes(palette);
    }
    samples = new int[width * height * colorType.channels()];
    randomSamples(width * 31L + height);
  }

  /** An image with random samples. */
  public static TestPng of(ColorType colorType, int bitDepth, int width, int height) {
    return new TestPng(colorType, bitDepth, width, height);
  }

  /** Other random samples, or indices of the palette. */
  public TestPng randomSamples(long seed) {
    Random random = new Random(seed);
    int bound = colorType == ColorType.PALETTE ? palette.length / 3 : 1 << bitDepth;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextInt(bound);
    }
    return this;
  }

  /** The samples as the file holds them, not widened: one for each channel, or an index. */
  public TestPng samples(int... fileSamples) {
    if (fileSamples.length != samples.length) {
      throw new IllegalArgumentException(samples.length + " samples are needed");
    }
    samples = fileSamples.clone();
    return this;
  }

  /** The colors, 3 bytes each; random samples then name these only. */
  public TestPng palette(byte... rgb) {
    palette = rgb.clone();
    return randomSamples(rgb.length);
  }

  /** Alpha of the first colors of the palette, written as tRNS. */
  public TestPng paletteAlpha(byte... alpha) {
    paletteAlpha = alpha.clone();
    return this;
  }

  /** The one color that is transparent, written as tRNS: 1 sample for gray, 3 for RGB. */
  public TestPng transparent(int... color) {
    transparent = color.clone();
    return this;
  }

  /** Makes the color of a pixel the transparent one. */
  public TestPng transparentColorOf(int pixel) {
    int channels = colorType.channels();
    return transparent(Arrays.copyOfRange(samples, pixel * channels, (pixel + 1) * channels));
  }

  /** Writes Adam7 passes. */
  public TestPng interlaced(boolean passes) {
    interlaced = passes;
    return this;
  }

  /** One filter type, 0 to 4, for every row. */
  public TestPng filter(int type) {
    return filters(row -> type);
  }

  /** The filter type of each row, counted within its pass. */
  public TestPng filters(IntUnaryOperator typeOfRow) {
    filterOfRow = typeOfRow;
    return this;
  }

  /** Splits the compressed data into IDAT chunks of that many bytes. */
  public TestPng idatBytes(int bytes) {
    idatBytes = bytes;
    return this;
  }

  /** How to compress, in terms of {@link Deflater}. */
  public TestPng deflate(int newLevel, int newStrategy) {
    level = newLevel;
    strategy = newStrategy;
    return this;
  }

  /** How the compressed data are written down; as {@link Deflater} does unless set. */
  public TestPng zlib(ZlibStyle newStyle) {
    style = newStyle;
    return this;
  }

  /** Adds a chunk between PLTE and tRNS. */
  public TestPng chunk(String type, byte... data) {
    chunksBeforeData.add(rawChunk(type, data));
    return this;
  }

  /** Adds a chunk between IDAT and IEND. */
  public TestPng chunkAfterData(String type, byte... data) {
    chunksAfterData.add(rawChunk(type, data));
    return this;
  }

  /** The file. */
  public byte[] encode() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(rawChunk("IHDR", header()));
    if (palette.length > 0) {
      parts.add(rawChunk("PLTE", palette));
    }
    parts.addAll(chunksBeforeData);
    if (transparent.length > 0 || paletteAlpha.length > 0) {
      parts.add(rawChunk("tRNS", transparency()));
    }
    parts.addAll(idatChunks(compress(filteredRows())));
    parts.addAll(chunksAfterData);
    parts.add(rawChunk("IEND"));
    return file(parts.toArray(byte[][]::new));
  }

  /** The signature and chunks made by {@link #rawChunk}. */
  public static byte[] file(byte[]... chunks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    for (byte[] chunk : chunks) {
      file.writeBytes(chunk);
    }
    return file.toByteArray();
  }

  /** A chunk with its length and CRC. */
  public static byte[] rawChunk(String type, byte... data) {
    return PngFiles.chunk(type, data);
  }

  /** The data of the IHDR chunk. */
  public byte[] header() {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) bitDepth)
        .put((byte) colorType.code())
        .putShort((short) 0)
        .put((byte) (interlaced ? 1 : 0))
        .array();
  }

  /** The shape that a reader must deliver. */
  public ImageGeometry geometry() {
    int bands = colorType == ColorType.PALETTE ? 3 : colorType.channels();
    boolean keyed = transparent.length > 0 || paletteAlpha.length > 0;
    return ImageGeometry.of(width, height, keyed ? bands + 1 : bands, Math.max(8, bitDepth));
  }

  /** The samples that a reader must deliver: widened to 8 bits, with colors and alpha. */
  public int[] delivered() {
    int bands = geometry().bands();
    int channels = colorType.channels();
    int[] pixels = new int[width * height * bands];
    for (int pixel = 0; pixel < width * height; pixel++) {
      int[] stored = Arrays.copyOfRange(samples, pixel * channels, (pixel + 1) * channels);
      int[] pixelBands = colorType == ColorType.PALETTE ? color(stored[0]) : widened(stored);
      System.arraycopy(pixelBands, 0, pixels, pixel * bands, bands);
    }
    return pixels;
  }

  private int[] color(int index) {
    int alpha = index < paletteAlpha.length ? paletteAlpha[index] & 0xFF : 255;
    return new int[] {
      palette[3 * index] & 0xFF, palette[3 * index + 1] & 0xFF, palette[3 * index + 2] & 0xFF, alpha
    };
  }

  private int[] widened(int[] stored) {
    int max = (1 << bitDepth) - 1;
    int deliveredMax = bitDepth == 16 ? 65535 : 255;
    int[] bands = Arrays.copyOf(stored, stored.length + 1);
    for (int i = 0; i < stored.length; i++) {
      bands[i] = stored[i] * (deliveredMax / max);
    }
    bands[stored.length] = Arrays.equals(stored, transparent) ? 0 : deliveredMax;
    return bands;
  }

  private byte[] transparency() {
    if (colorType == ColorType.PALETTE) {
      return paletteAlpha;
    }
    ByteBuffer color = ByteBuffer.allocate(2 * transparent.length);
    for (int sample : transparent) {
      color.putShort((short) sample);
    }
    return color.array();
  }

  private List<byte[]> idatChunks(byte[] data) {
    List<byte[]> chunks = new ArrayList<>();
    int from = 0;
    do {
      int to = (int) Math.min(data.length, (long) from + idatBytes);
      chunks.add(rawChunk("IDAT", Arrays.copyOfRange(data, from, to)));
      from = to;
    } while (from < data.length);
    return chunks;
  }

  private byte[] compress(byte[] rows) {
    return style.compress(rows, level, strategy);
  }

  /** What a decompressor must deliver: every row with its filter type, pass after pass. */
  public byte[] filteredRows() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    int[][] passes = interlaced ? PASSES : new int[][] {{0, 0, 1, 1}};
    for (int[] pass : passes) {
      byte[] above = {};
      int passRow = 0;
      for (int y = pass[1]; y < height && pass[0] < width; y += pass[3]) {
        byte[] row = packed(y, pass[0], pass[2]);
        int type = filterOfRow.applyAsInt(passRow++);
        rows.write(type);
        rows.writeBytes(filtered(type, row, above));
        above = row;
      }
    }
    return rows.toByteArray();
  }

  private byte[] packed(int y, int startX, int stepX) {
    int channels = colorType.channels();
    int pixels = (width - startX + stepX - 1) / stepX;
    byte[] row = new byte[(pixels * channels * bitDepth + 7) / 8];
    int bit = 0;
    for (int x = startX; x < width; x += stepX) {
      for (int channel = 0; channel < channels; channel++) {
        int sample = samples[(y * width + x) * channels + channel];
        for (int i = bitDepth - 1; i >= 0; i--, bit++) {
          row[bit / 8] |= (byte) (((sample >> i) & 1) << (7 - bit % 8));
        }
      }
    }
    return row;
  }

  private byte[] filtered(int type, byte[] row, byte[] above) {
    int distance = Math.max(1, bitDepth * colorType.channels() / 8);
    byte[] filtered = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int a = at(row, i - distance);
      int b = at(above, i);
      int c = i < distance ? 0 : at(above, i - distance);
      filtered[i] = (byte) (row[i] - prediction(type, a, b, c));
    }
    return filtered;
  }

  private static int at(byte[] row, int index) {
    return index < 0 || index >= row.length ? 0 : row[index] & 0xFF;
  }

  /** What a filter takes a byte for, from those left of it, above it and left of that. */
  public static int prediction(int type, int a, int b, int c) {
    return switch (type) {
      case 0 -> 0;
      case 1 -> a;
      case 2 -> b;
      case 3 -> (a + b) / 2;
      case 4 -> paeth(a, b, c);
      default -> 0;
    };
  }

  /** As PNG 3rd edition, section 9.4 writes it down. */
  public static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }
    return pb <= pc ? b : c;
  }
}
