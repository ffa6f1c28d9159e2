package io.github.maskloom.internal.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Collects what travels beside the pixels from ancillary chunks (PNG 3rd edition, section 11.3).
 *
 * <p>A chunk whose CRC is wrong, one whose content is, and a second chunk of a type that may stand
 * once, are ignored as if of an unknown type, as section 13.1 recommends: no sample depends on
 * them. <b>Memory:</b> at most {@link ImageLimits#maxMetadataBytes} over all chunks. Text beyond
 * that is left out, while a profile or an EXIF block refuses the image.
 */
final class MetadataReader {
  private static final int MAX_RENDERING_INTENT = 3;
  private static final int UNIT_METER = 1;
  private static final String TOO_LONG = "it passes maxMetadataBytes";

  /** What a chunk takes beside its data. */
  private static final int CHUNK_BYTES = 64;

  /** How long chunks of these types are. */
  private static final Map<Integer, Integer> BYTES =
      Map.of(
          ChunkType.CHRM, 32,
          ChunkType.GAMA, 4,
          ChunkType.SRGB, 1,
          ChunkType.PHYS, 9,
          ChunkType.TIME, 7,
          ChunkType.CICP, 4,
          ChunkType.MDCV, 24,
          ChunkType.CLLI, 8);

  private static final int MAX_SBIT_BYTES = 4;

  private final ImageLimits limits;
  private final ImageMetadata.Builder builder;
  private final MetadataReport.Builder report;
  private final List<PngChunk> hints = new ArrayList<>();
  private final List<PngChunk> texts = new ArrayList<>();
  private final Set<Integer> seen = new HashSet<>();

  /** Bytes of profile and EXIF, and of the text that is kept beside them. */
  private long bytes;

  private long textBytes;
  private long xmpBytes;

  MetadataReader(ImageLimits limits) {
    this(limits, ImageMetadata.NONE);
  }

  /** A reader that adds to what was found before. */
  MetadataReader(ImageLimits limits, ImageMetadata before) {
    this.limits = limits;
    builder = before.toBuilder();
    report = before.report().toBuilder();
    bytes = length(before.iccProfile()) + length(before.exif());
    xmpBytes = length(before.xmp());
    textBytes = xmpBytes;
    if (before.exif().isPresent()) {
      seen.add(ChunkType.EXIF);
    }
    for (PngChunk chunk : before.pngChunks()) {
      if (ChunkType.isText(ChunkType.of(chunk.type()))) {
        addText(chunk);
      } else {
        hints.add(chunk);
      }
    }
  }

  private static long length(Optional<byte[]> block) {
    return block.map(present -> present.length).orElse(0);
  }

  ImageMetadata build() {
    return builder
        .pngChunks(Stream.concat(hints.stream(), texts.stream()).toList())
        .report(report.build())
        .build();
  }

  /**
   * Takes the current chunk, or leaves it if it is of no interest.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if profile and EXIF become too large
   */
  void read(ChunkReader chunks) throws IOException {
    int type = chunks.type();
    if (ChunkType.isText(type)) {
      readText(chunks);
    } else if (type == ChunkType.CABX) {
      report.dropped("C2PA manifest", "it signs the photo as it was");
    } else if (!seen.contains(type) && readOnce(chunks)) {
      seen.add(type);
    }
  }

  /** Whether so much more would stay within the limit, text left aside. */
  boolean hasRoomFor(long moreBytes) {
    return bytes + moreBytes <= limits.maxMetadataBytes();
  }

  /** Whether the chunk is sound, and so the one of its type. */
  private boolean readOnce(ChunkReader chunks) throws IOException {
    int type = chunks.type();
    if (type == ChunkType.ICCP) {
      return readProfile(chunks);
    } else if (type == ChunkType.EXIF) {
      LimitCheck.metadataBytes(limits, bytes + chunks.length());
    } else if (!isShort(chunks)) {
      return true;
    }
    byte[] data = chunks.readAll();
    if (chunks.isSound()) {
      take(type, data);
    }
    return chunks.isSound();
  }

  private boolean readProfile(ChunkReader chunks) throws IOException {
    byte[] profile = IccpChunk.readProfile(chunks, bytes, limits);
    chunks.endChunk();
    if (chunks.isSound()) {
      builder.iccProfile(profile);
      count(profile.length);
    }
    return chunks.isSound();
  }

  /** Whether this chunk is of a type and a length that {@link #take} knows. */
  private static boolean isShort(ChunkReader chunks) {
    int type = chunks.type();
    long length = chunks.length();
    return type == ChunkType.SBIT
        ? length >= 1 && length <= MAX_SBIT_BYTES
        : BYTES.getOrDefault(type, -1) == length;
  }

  private void take(int type, byte[] data) {
    if (type == ChunkType.EXIF) {
      takeExif(data);
    } else if (type == ChunkType.CHRM) {
      builder.chromaticities(data);
    } else if (type == ChunkType.GAMA) {
      builder.gamma(Math.max(0, ByteBuffer.wrap(data).getInt()));
    } else if (type == ChunkType.SRGB) {
      takeRenderingIntent(data[0]);
    } else if (type == ChunkType.PHYS) {
      takeResolution(ByteBuffer.wrap(data));
    } else if (type == ChunkType.TIME) {
      builder.timestamped(true);
    } else {
      hints.add(new PngChunk(ChunkType.name(type), data));
    }
  }

  private void takeExif(byte[] tiff) {
    if (ExifBlock.isTiff(tiff)) {
      builder.exif(ExifBlock.withoutPictures(tiff).counted(report));
      count(tiff.length);
    } else {
      report.dropped("EXIF", "it is no TIFF stream");
    }
  }

  private void takeRenderingIntent(int intent) {
    if (intent >= 0 && intent <= MAX_RENDERING_INTENT) {
      builder.renderingIntent(intent);
    }
  }

  private void takeResolution(ByteBuffer data) {
    int x = data.getInt();
    int y = data.getInt();
    if (data.get() == UNIT_METER && x > 0 && y > 0) {
      builder.pixelsPerMeter(x, y);
    }
  }

  private void readText(ChunkReader chunks) throws IOException {
    if (!hasRoomFor(textBytes + CHUNK_BYTES + chunks.length())) {
      report.dropped("text", TOO_LONG);
      return;
    }
    byte[] data = chunks.readAll();
    if (!chunks.isSound()) {
      return;
    } else if (XmpChunk.is(chunks.type(), data)) {
      takeXmp(data);
    } else if (TextChunk.mayHoldThumbnail(data)) {
      TextChunk.report(report);
    } else {
      addText(new PngChunk(ChunkType.name(chunks.type()), data));
    }
  }

  /** Takes the first packet; it counts as text does. */
  private void takeXmp(byte[] data) {
    Optional<byte[]> packet = XmpChunk.packet(data, limits.maxMetadataBytes() - bytes - textBytes);
    if (packet.isEmpty() || xmpBytes > 0 || !hasRoomFor(textBytes + packet.get().length)) {
      report.dropped("XMP", "it cannot be read, there is another packet, or " + TOO_LONG);
      return;
    }
    Optional<byte[]> left = XmpPacket.travelling(packet.get(), Set.of(), report);
    if (left.isPresent()) {
      builder.xmp(left.get());
      xmpBytes = left.get().length;
      textBytes += xmpBytes;
    }
  }

  private void addText(PngChunk text) {
    texts.add(text);
    textBytes += CHUNK_BYTES + text.length();
  }

  /** Counts what weighs more than text, of which the last is dropped where there is too much. */
  private void count(long moreBytes) {
    bytes += moreBytes;
    while (!texts.isEmpty() && bytes + textBytes > limits.maxMetadataBytes()) {
      textBytes -= CHUNK_BYTES + texts.remove(texts.size() - 1).length();
      report.dropped("text", TOO_LONG);
    }
    if (xmpBytes > 0 && bytes + textBytes > limits.maxMetadataBytes()) {
      builder.xmp(new byte[0]);
      textBytes -= xmpBytes;
      xmpBytes = 0;
      report.dropped("XMP", TOO_LONG);
    }
  }

  /**
   * The iCCP chunk: a name, a compression method and a compressed ICC profile (PNG 3rd edition,
   * section 11.3.2.3).
   */
  private static final class IccpChunk {
    private static final int MAX_NAME_BYTES = 79;
    private static final int PIECE_BYTES = 4096;
    private static final byte[] NONE = new byte[0];

    private IccpChunk() {}

    /**
     * Reads the profile of the current chunk.
     *
     * @param earlierBytes metadata read before, which count against the limit, too
     * @return the profile, uncompressed; empty if the chunk is broken
     * @throws io.github.maskloom.errors.ImageLimitException if it is too large
     */
    static byte[] readProfile(ChunkReader chunks, long earlierBytes, ImageLimits limits)
        throws IOException {
      if (!skipName(chunks)) {
        return NONE;
      }
      Inflater inflater = new Inflater();
      try {
        return inflate(chunks, inflater, earlierBytes, limits);
      } catch (DataFormatException e) {
        return NONE;
      } finally {
        inflater.end();
      }
    }

    /** Moves behind the name, the zero byte that ends it and a compression method of 0. */
    private static boolean skipName(ChunkReader chunks) throws IOException {
      byte[] one = new byte[1];
      for (int i = 0; i <= MAX_NAME_BYTES; i++) {
        if (chunks.read(one, 0, 1) < 0) {
          return false;
        }
        if (one[0] == 0) {
          return i > 0 && chunks.read(one, 0, 1) > 0 && one[0] == 0;
        }
      }
      return false;
    }

    private static byte[] inflate(
        ChunkReader chunks, Inflater inflater, long earlierBytes, ImageLimits limits)
        throws IOException, DataFormatException {
      ByteArrayOutputStream profile = new ByteArrayOutputStream();
      byte[] input = new byte[PIECE_BYTES];
      byte[] output = new byte[PIECE_BYTES];
      while (!inflater.finished()) {
        int count = inflater.inflate(output);
        LimitCheck.metadataBytes(limits, earlierBytes + profile.size() + count);
        profile.write(output, 0, count);
        if (count == 0 && !inflater.finished()) {
          int more = inflater.needsDictionary() ? -1 : chunks.read(input, 0, input.length);
          if (more < 0) {
            return NONE;
          }
          inflater.setInput(input, 0, more);
        }
      }
      return profile.toByteArray();
    }
  }

  /** The content of tEXt, zTXt and iTXt: a keyword, a zero byte, and text (section 11.3.3). */
  static final class TextChunk {
    private static final int MAX_KEYWORD_BYTES = 79;

    /**
     * Keywords under which ImageMagick keeps EXIF, XMP and Photoshop's resources as text of
     * hexadecimal digits. Each may hold a thumbnail.
     */
    private static final Set<String> HELD_BLOCKS =
        Set.of(
            "Raw profile type exif",
            "Raw profile type xmp",
            "Raw profile type app1",
            "Raw profile type APP1",
            "Raw profile type 8bim");

    private TextChunk() {}

    /** Whether a text may hold an image of what the pixels were before they were changed. */
    static boolean mayHoldThumbnail(byte[] data) {
      return HELD_BLOCKS.contains(keyword(data));
    }

    /** Reports that such a text does not come along. */
    static void report(MetadataReport.Builder report) {
      report.dropped("profile of EXIF, XMP or Photoshop as text", "it may hold a thumbnail");
    }

    private static String keyword(byte[] data) {
      int end = 0;
      while (end < Math.min(data.length, MAX_KEYWORD_BYTES) && data[end] != 0) {
        end++;
      }
      return new String(data, 0, end, ISO_8859_1);
    }
  }
}
