package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.classic.PaletteRows.Frame;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.PngText;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a GIF file says of itself up to the samples of its first frame (GIF89a specification), and
 * where that stands on the logical screen. Later frames play no part.
 *
 * @param frame where the first frame stands on the screen
 * @param interlaced whether its rows come in four passes
 * @param palette its color table, or the file's if it has none of its own
 * @param transparent the index whose pixels are transparent, also beyond the palette; {@link #NONE}
 *     if there is none
 * @param codesAt where its codes begin
 * @param screenWidth pixels per row of what viewers show
 * @param screenHeight rows of what viewers show
 * @param metadata comments and XMP that stand before the frame
 */
record GifHeader(
    Frame frame,
    boolean interlaced,
    Table palette,
    int transparent,
    long codesAt,
    int screenWidth,
    int screenHeight,
    ImageMetadata metadata) {
  static final String FORMAT = "GIF";

  /** Instead of a transparent index. */
  static final int NONE = -1;

  private static final int SCREEN_AT = 6;
  private static final int TABLE = 0x80;
  private static final int INTERLACED = 0x40;
  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int GRAPHIC_CONTROL_BYTES = 4;
  private static final int TRANSPARENT = 0x01;
  private static final int PLAIN_TEXT = 0x01;
  private static final int APPLICATION = 0xFF;
  private static final int COMMENT = 0xFE;

  /**
   * A color table of three bytes a color.
   *
   * @param at where it stands
   * @param colors how many it has; 0 if there is no table
   */
  record Table(long at, int colors) {
    /** Skips a table if the flags say that there is one. */
    private static Table skip(SeekableInput in, int flags) throws IOException {
      Table table =
          new Table(in.getStreamPosition(), (flags & TABLE) == 0 ? 0 : 1 << ((flags & 7) + 1));
      in.skipBytes(3 * table.colors());
      return table;
    }
  }

  /**
   * Reads a header, and names what is lost behind the first frame.
   *
   * @param whole the file, which is walked as far as it is sound; it may seem to end early
   * @throws ImageFormatException if it is damaged or there is no frame
   * @throws io.github.maskloom.errors.ImageLimitException if the frame is too large, or more
   *     extensions come before it than allowed
   */
  static GifHeader read(SeekableInput in, SeekableBytes whole, ImageLimits limits)
      throws IOException {
    Table palette = startBlocks(in);
    int transparent = NONE;
    Extensions extensions = new Extensions(in, limits);
    for (int blocks = 1; ; blocks++) {
      LimitCheck.parts(limits, blocks);
      int introducer = in.readUnsignedByte();
      if (introducer == IMAGE) {
        extensions.dropBehind(whole, in.getStreamPosition() - 1);
        return frame(in, palette, transparent, extensions.metadata(), limits);
      }
      if (introducer != EXTENSION) {
        throw wrong(in, introducer == TRAILER ? "there is no image" : "no block begins like this");
      }
      int label = in.readUnsignedByte();
      if (label == GRAPHIC_CONTROL) {
        transparent = transparentIndex(in);
      } else {
        extensions.take(label);
      }
    }
  }

  /**
   * Counts frames, walking the file as far as it is sound; the first one always counts.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are more blocks than allowed
   */
  static int countFrames(SeekableInput in, ImageLimits limits) throws IOException {
    startBlocks(in);
    return Math.max(1, walk(in, limits, label -> skipSubBlocks(in)));
  }

  /** Does something with the label of an extension, and reads what follows it. */
  private interface Visitor {
    void extension(int label) throws IOException;
  }

  /** Counts frames from here on, as far as the file is sound. */
  private static int walk(SeekableInput in, ImageLimits limits, Visitor visitor)
      throws IOException {
    int frames = 0;
    try {
      for (int blocks = 1; ; blocks++) {
        LimitCheck.parts(limits, blocks);
        int introducer = in.readUnsignedByte();
        if (introducer == IMAGE) {
          skipFrame(in);
          frames++;
        } else if (introducer == EXTENSION) {
          visitor.extension(in.readUnsignedByte());
        } else {
          break;
        }
      }
    } catch (EOFException e) {
      // As far as there is a file.
    }
    return frames;
  }

  /** Skips the logical screen. */
  private static Table startBlocks(SeekableInput in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    in.seek(SCREEN_AT + 4);
    int flags = in.readUnsignedByte();
    in.skipBytes(2);
    return Table.skip(in, flags);
  }

  /** Whether the frame is all that is seen. */
  boolean fillsScreen() {
    return frame.columns() == screenWidth && frame.rows() == screenHeight;
  }

  private static GifHeader frame(
      SeekableInput in,
      Table screenPalette,
      int transparent,
      ImageMetadata metadata,
      ImageLimits limits)
      throws IOException {
    int left = in.readUnsignedShort();
    int top = in.readUnsignedShort();
    int width = in.readUnsignedShort();
    int height = in.readUnsignedShort();
    if (width == 0 || height == 0) {
      throw wrong(in, "there are no pixels");
    }
    LimitCheck.size(limits, width, height);
    int flags = in.readUnsignedByte();
    Table palette = Table.skip(in, flags);
    long codesAt = in.getStreamPosition();
    in.seek(SCREEN_AT);
    // Viewers widen a screen that a frame passes.
    int screenWidth = Math.max(in.readUnsignedShort(), left + width);
    int screenHeight = Math.max(in.readUnsignedShort(), top + height);
    LimitCheck.size(limits, screenWidth, screenHeight);
    return new GifHeader(
        new Frame(left, top, width, height),
        (flags & INTERLACED) != 0,
        palette.colors() > 0 ? palette : screenPalette,
        transparent,
        codesAt,
        screenWidth,
        screenHeight,
        metadata);
  }

  private static void skipFrame(SeekableInput in) throws IOException {
    in.skipBytes(8);
    Table.skip(in, in.readUnsignedByte());
    in.readUnsignedByte();
    skipSubBlocks(in);
  }

  /** Takes a graphic control extension (GIF89a, section 23). */
  private static int transparentIndex(SeekableInput in) throws IOException {
    int length = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    in.readUnsignedShort();
    int index = in.readUnsignedByte();
    if (length != GRAPHIC_CONTROL_BYTES || in.readUnsignedByte() != 0) {
      throw wrong(in, "an extension is of the wrong length");
    }
    return (flags & TRANSPARENT) == 0 ? NONE : index;
  }

  /** What stands before the frame, of which comments and XMP are kept. */
  private static final class Extensions {
    private static final String XMP = "XMP DataXMP";

    /** What says only how often an animation is shown. */
    private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

    private static final int NAME_BYTES = 11;
    private static final String UNLISTED = "it is not on the list, or not the first";

    /** Behind XMP stand bytes that lead readers of sub-blocks to its end. */
    private static final int XMP_TRAILER_BYTES = 257;

    private final SeekableInput in;
    private final ImageLimits limits;
    private final List<PngChunk> comments = new ArrayList<>();
    private final MetadataReport.Builder report = MetadataReport.builder();
    private byte[] xmp = {};
    private long bytes;

    Extensions(SeekableInput in, ImageLimits limits) {
      this.in = in;
      this.limits = limits;
    }

    ImageMetadata metadata() {
      MetadataReport lost = report.build();
      return xmp.length == 0 && comments.isEmpty() && lost.dropped().isEmpty()
          ? ImageMetadata.NONE
          : ImageMetadata.NONE.toBuilder().xmp(xmp).pngChunks(comments).report(lost).build();
    }

    /** Takes an extension. The first sub-block of some has a fixed form. */
    void take(int label) throws IOException {
      String name = label == PLAIN_TEXT || label == APPLICATION ? name() : "";
      boolean isXmp = label == APPLICATION && name.equals(XMP) && xmp.length == 0;
      byte[] content = subBlocks(isXmp);
      if (isXmp) {
        xmp = Arrays.copyOf(content, Math.max(0, content.length - XMP_TRAILER_BYTES));
      } else if (label == COMMENT) {
        comments.add(PngText.comment(content));
      } else if (!LOOPS.contains(name)) {
        report.dropped(title(label, name), UNLISTED);
      }
    }

    /** Names what stands behind the first frame, as far as the file is sound and within limits. */
    void dropBehind(SeekableBytes whole, long firstFrameAt) throws IOException {
      try (SeekableInput behind = new SeekableInput(whole)) {
        behind.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        behind.seek(firstFrameAt);
        walk(behind, limits, label -> drop(behind, label));
      } catch (ImageLimitException e) {
        report.dropped("further GIF extensions", "the file has too many blocks");
      }
    }

    private void drop(SeekableInput behind, int label) throws IOException {
      byte[] name = new byte[label == APPLICATION ? behind.readUnsignedByte() : 0];
      behind.readFully(name);
      if (label != APPLICATION || name.length > 0) {
        skipSubBlocks(behind);
      }
      String text = new String(name, US_ASCII);
      if (label != GRAPHIC_CONTROL && !LOOPS.contains(text)) {
        report.dropped(title(label, text), "it stands behind the first frame");
      }
    }

    private static String title(int label, String name) {
      String plain = name.replaceAll("[^ -~]", "?");
      return label == APPLICATION
          ? "GIF " + plain.substring(0, Math.min(NAME_BYTES, plain.length()))
          : "GIF extension 0x%02X".formatted(label);
    }

    private String name() throws IOException {
      byte[] name = new byte[in.readUnsignedByte()];
      in.readFully(name);
      count(name.length);
      if (name.length == 0) {
        throw wrong(in, "an extension is of the wrong length");
      }
      return new String(name, US_ASCII);
    }

    private byte[] subBlocks(boolean withLengths) throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
        byte[] block = new byte[length];
        in.readFully(block);
        count(length);
        if (withLengths) {
          content.write(length);
        }
        content.writeBytes(block);
      }
      return content.toByteArray();
    }

    private void count(int more) {
      bytes += more;
      LimitCheck.metadataBytes(limits, bytes);
    }
  }

  private static void skipSubBlocks(SeekableInput in) throws IOException {
    int length;
    do {
      length = in.readUnsignedByte();
      in.skipBytes(length);
    } while (length > 0);
  }

  private static ImageFormatException wrong(SeekableInput in, String rule) throws IOException {
    return ImageFormatException.at(FORMAT, "", in.getStreamPosition() - 1, rule);
  }
}
