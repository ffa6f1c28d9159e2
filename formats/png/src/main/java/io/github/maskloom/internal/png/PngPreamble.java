package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a PNG file says before its first IDAT.
 *
 * @param header the IHDR chunk
 * @param palette the colors that indices stand for; present exactly for palette images
 * @param transparent the one color that tRNS declares transparent: 1 sample for gray, 3 for RGB
 * @param metadata what travels beside the pixels
 * @param frames images of an animation; 1 if the file does not say that it is one
 */
public record PngPreamble(
    PngHeader header,
    Optional<Palette> palette,
    Optional<int[]> transparent,
    ImageMetadata metadata,
    int frames) {
  /** The number of frames and of plays (PNG 3rd edition, section 11.3.6.1). */
  private static final int ANIMATION_BYTES = 8;

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 64;

  /**
   * Reads from the signature to the beginning of the first IDAT chunk.
   *
   * @param interlaced whether the image has to be
   * @param withMetadata whether to keep what travels beside the pixels
   * @throws io.github.maskloom.errors.ImageFormatException if a rule is broken
   * @throws ImageLimitException if the image or its metadata are too large
   */
  static PngPreamble read(
      ChunkReader chunks, ImageLimits limits, boolean interlaced, boolean withMetadata)
      throws IOException {
    chunks.readSignature();
    PngHeader header = PngHeader.read(chunks, limits);
    chunks.require(
        header.interlaced() == interlaced, interlaced ? "is not interlaced" : "is interlaced");
    PngPreamble preamble = new Parser(chunks, header, limits, withMetadata).parse();
    preamble.geometry();
    return preamble;
  }

  /**
   * The samples that are delivered: 1, 2 and 4 bits widen to 8, colors replace palette indices,
   * tRNS becomes an alpha band.
   *
   * @throws ImageLimitException if a row would not fit into an array
   */
  public ImageGeometry geometry() {
    int bands = bands();
    int depth = Math.max(8, header.bitDepth());
    int maxWidth = MAX_ARRAY / (bands * depth / 8);
    if (header.width() > maxWidth) {
      throw new ImageLimitException("maxWidth", header.width(), maxWidth);
    }
    return ImageGeometry.of(header.width(), header.height(), bands, depth);
  }

  /** Refuses a file that has changed since it was opened before. */
  void requireSameLayout(PngPreamble again) {
    if (!header.equals(again.header) || !geometry().equals(again.geometry())) {
      throw ImageFormatException.at("PNG", "IHDR", 8, "has changed while the file was read");
    }
  }

  /** The same with other things that travel beside the pixels. */
  PngPreamble with(ImageMetadata other) {
    return new PngPreamble(header, palette, transparent, other, frames);
  }

  private int bands() {
    if (palette.isPresent()) {
      return palette.get().hasAlpha() ? 4 : 3;
    }
    return header.colorType().channels() + (transparent.isPresent() ? 1 : 0);
  }

  /** Collects the chunks of one file. */
  private static final class Parser {
    private final ChunkReader chunks;
    private final PngHeader header;
    private final MetadataReader metadata;
    private final boolean withMetadata;
    private Optional<Palette> palette = Optional.empty();
    private Optional<int[]> transparent = Optional.empty();
    private boolean paletteSeen;
    private boolean transparencySeen;
    private int frames = 1;

    Parser(ChunkReader chunks, PngHeader header, ImageLimits limits, boolean withMetadata) {
      this.chunks = chunks;
      this.header = header;
      this.withMetadata = withMetadata;
      this.metadata = new MetadataReader(limits);
    }

    PngPreamble parse() throws IOException {
      while (chunks.next() != ChunkType.IDAT) {
        accept(chunks.type());
      }
      chunks.require(
          header.colorType() != ColorType.PALETTE || palette.isPresent(),
          "a palette image needs PLTE before IDAT");
      return new PngPreamble(header, palette, transparent, metadata.build(), frames);
    }

    private void accept(int type) throws IOException {
      if (type == ChunkType.PLTE) {
        readPalette();
      } else if (type == ChunkType.TRNS) {
        readTransparency();
      } else if (ChunkType.isCritical(type)) {
        boolean ends = type == ChunkType.IEND;
        throw chunks.broken(ends ? "there is no IDAT" : "this critical chunk is not allowed here");
      } else if (type == ChunkType.ACTL && chunks.length() == ANIMATION_BYTES) {
        readAnimation();
      } else if (withMetadata) {
        metadata.read(chunks);
      }
    }

    private void readAnimation() throws IOException {
      int stated = ByteBuffer.wrap(chunks.readAll()).getInt();
      if (chunks.isSound()) {
        frames = Math.max(1, stated);
      }
    }

    private void readPalette() throws IOException {
      chunks.require(!paletteSeen, "there are two");
      chunks.require(!transparencySeen, "must stand before tRNS");
      paletteSeen = true;
      ColorType type = header.colorType();
      chunks.require(
          type != ColorType.GRAY && type != ColorType.GRAY_ALPHA,
          "a gray image must not have a palette");
      boolean indexed = type == ColorType.PALETTE;
      Palette colors = Palette.read(chunks, indexed ? 1 << header.bitDepth() : 256);
      palette = indexed ? Optional.of(colors) : Optional.empty();
    }

    private void readTransparency() throws IOException {
      chunks.require(!transparencySeen, "there are two");
      transparencySeen = true;
      switch (header.colorType()) {
        case PALETTE -> {
          Palette opaque = palette.orElseThrow(() -> chunks.broken("must stand after PLTE"));
          palette = Optional.of(opaque.readAlpha(chunks));
        }
        case GRAY, RGB -> transparent = Optional.of(readColor());
        default -> throw chunks.broken("an image with alpha samples must not have tRNS");
      }
    }

    /** Reads a sample of 2 bytes for each channel, of which only the image's bits count. */
    private int[] readColor() throws IOException {
      int[] color = new int[header.colorType().channels()];
      chunks.requireLength(2 * color.length);
      ByteBuffer data = ByteBuffer.wrap(chunks.readAll());
      for (int channel = 0; channel < color.length; channel++) {
        color[channel] = data.getShort() & (1 << header.bitDepth()) - 1;
      }
      return color;
    }
  }

  /**
   * The colors of a palette image, with the alpha that tRNS gives them (PNG 3rd edition, sections
   * 11.2.2 and 11.3.1.1). An index beyond them is opaque black, as with libpng.
   *
   * @param hasAlpha whether some color may be other than opaque
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Palette(byte[] rgb, byte[] alpha, int entries, boolean hasAlpha) {
    private static final int MAX_ENTRIES = 256;
    private static final int OPAQUE = 0xFF;

    /**
     * Reads the current PLTE chunk.
     *
     * @param maxEntries as many as an index can name
     */
    static Palette read(ChunkReader chunks, int maxEntries) throws IOException {
      long length = chunks.length();
      chunks.require(
          length > 0 && length % 3 == 0 && length <= 3L * maxEntries,
          length + " bytes are not 1 to " + maxEntries + " colors of 3 bytes");
      byte[] rgb = Arrays.copyOf(chunks.readAll(), 3 * MAX_ENTRIES);
      byte[] alpha = new byte[MAX_ENTRIES];
      Arrays.fill(alpha, (byte) OPAQUE);
      return new Palette(rgb, alpha, (int) length / 3, false);
    }

    /** Reads the current tRNS chunk: alpha of the first entries; the others stay opaque. */
    Palette readAlpha(ChunkReader chunks) throws IOException {
      chunks.require(
          chunks.length() <= entries,
          chunks.length() + " values of alpha for a palette of " + entries + " colors");
      byte[] first = chunks.readAll();
      byte[] all = alpha.clone();
      System.arraycopy(first, 0, all, 0, first.length);
      return new Palette(rgb, all, entries, true);
    }

    /** Writes a color as 3 bytes, or 4 if there is alpha. */
    void copyTo(int entry, byte[] target, int offset) {
      target[offset] = rgb[3 * entry];
      target[offset + 1] = rgb[3 * entry + 1];
      target[offset + 2] = rgb[3 * entry + 2];
      if (hasAlpha) {
        target[offset + 3] = alpha[entry];
      }
    }
  }
}
