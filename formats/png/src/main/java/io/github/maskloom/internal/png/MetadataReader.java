package io.github.maskloom.internal.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.C2paManifest;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.IptcBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

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
  private static final String XMP = "XML:com.adobe.xmp";
  private static final String APP1_XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String TOO_LONG = "it passes maxMetadataBytes";

  /** What a chunk takes beside its data. */
  private static final int CHUNK_BYTES = 64;

  private static final int MAX_SBIT_BYTES = 4;
  private static final int ANY = -1;
  private static final int MAX_NAME_BYTES = 79;
  private static final byte[] NONE = {};

  /** Types that are known, but text, and how long their chunks are. */
  private static final Map<Integer, Integer> BYTES =
      Map.ofEntries(
          Map.entry(ChunkType.CHRM, 32),
          Map.entry(ChunkType.GAMA, 4),
          Map.entry(ChunkType.SRGB, 1),
          Map.entry(ChunkType.PHYS, 9),
          Map.entry(ChunkType.TIME, 7),
          Map.entry(ChunkType.CICP, 4),
          Map.entry(ChunkType.MDCV, 24),
          Map.entry(ChunkType.CLLI, 8),
          Map.entry(ChunkType.SBIT, MAX_SBIT_BYTES),
          Map.entry(ChunkType.ICCP, ANY),
          Map.entry(ChunkType.EXIF, ANY));

  private final ImageLimits limits;
  private final ImageMetadata.Builder builder;
  private final ByteArrayOutputStream resources = new ByteArrayOutputStream();
  private final MetadataReport.Builder report;
  private final List<PngChunk> hints = new ArrayList<>();
  private final List<PngChunk> texts = new ArrayList<>();
  private final Map<String, byte[]> profiles = new LinkedHashMap<>();
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
    if (before.iccProfile().isPresent() || before.renderingIntent() >= 0) {
      seen.add(ChunkType.ICCP);
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
    profiles.forEach(this::takeProfile);
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
      readManifest(chunks);
    } else if (!BYTES.containsKey(type)) {
      lose(type);
    } else if (!seen.contains(type) && readOnce(chunks)) {
      seen.add(type);
    }
  }

  /** Takes a chunk behind the data, if it may stand there, and there is room for it. */
  void readLate(ChunkReader chunks) throws IOException {
    int type = chunks.type();
    boolean may = type == ChunkType.EXIF || type == ChunkType.TIME || type == ChunkType.CABX;
    if (!may && !ChunkType.isText(type)) {
      lose(type);
    } else if (hasRoomFor(chunks.length())) {
      read(chunks);
    }
  }

  private void lose(int type) {
    if (!ChunkType.isAnimation(type)) {
      report.dropped("PNG " + ChunkType.name(type), "it is not on the list");
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
    long room = limits.maxMetadataBytes() - bytes;
    byte[] profile = skipName(chunks) ? inflated(data(chunks), room).orElse(NONE) : NONE;
    LimitCheck.metadataBytes(limits, bytes + profile.length);
    chunks.endChunk();
    if (chunks.isSound()) {
      builder.iccProfile(profile);
      count(profile.length);
    }
    return chunks.isSound();
  }

  /** Moves behind the name of a profile, and a compression method of 0 (section 11.3.2.3). */
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

  private static InputStream data(ChunkReader chunks) {
    return new BlockInputStream() {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return chunks.read(target, offset, length);
      }
    };
  }

  /** Inflates data, at most one byte more than there is room for; empty if they are damaged. */
  private static Optional<byte[]> inflated(InputStream data, long room) throws IOException {
    try (InputStream in = new InflaterInputStream(data)) {
      return Optional.of(in.readNBytes(Ints.saturatedCast(room + 1)));
    } catch (ZipException | EOFException e) {
      return Optional.empty();
    }
  }

  /** Whether this chunk is of a type and a length that {@link #take} knows. */
  private static boolean isShort(ChunkReader chunks) {
    int type = chunks.type();
    long length = chunks.length();
    return type == ChunkType.SBIT
        ? length >= 1 && length <= MAX_SBIT_BYTES
        : BYTES.getOrDefault(type, ANY) == length;
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
      builder.exif(tiff);
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
    } else {
      report.dropped("PNG pHYs", "it says no unit");
    }
  }

  /** Holds the manifest while it is looked at, if there is room for it beside what is kept. */
  private void readManifest(ChunkReader chunks) throws IOException {
    report.dropped("C2PA manifest", "it signs the photo as it was");
    if (seen.add(ChunkType.CABX) && hasRoomFor(textBytes + chunks.length())) {
      byte[] store = chunks.readAll();
      builder.manifestLabel(chunks.isSound() ? C2paManifest.label(store) : AiLabel.NONE);
    }
  }

  private void readText(ChunkReader chunks) throws IOException {
    if (!hasRoomFor(textBytes + CHUNK_BYTES + chunks.length())) {
      report.dropped("text", TOO_LONG);
      return;
    }
    byte[] data = chunks.readAll();
    if (chunks.isSound()) {
      long room = limits.maxMetadataBytes() - bytes - textBytes;
      Optional<TextChunk> text = TextChunk.of(chunks.type(), data, room);
      text.ifPresentOrElse(
          this::take, () -> report.dropped("text", "it is damaged, or " + TOO_LONG));
    }
  }

  private void take(TextChunk text) {
    if (text.keyword.equals(XMP)) {
      takeXmp(text.text);
    } else if (text.keyword.startsWith(TextChunk.PROFILE)) {
      byte[] profile = text.profile();
      profiles.putIfAbsent(text.keyword, profile);
      textBytes += profile.length;
    } else {
      addText(text.plain());
    }
  }

  /** Takes what stands as text, where it does not stand in a chunk of its own. */
  private void takeProfile(String keyword, byte[] profile) {
    byte[] tiff = ExifBlock.withoutJpegName(profile);
    String head = new String(profile, 0, Math.min(profile.length, APP1_XMP.length()), ISO_8859_1);
    switch (keyword.substring(TextChunk.PROFILE.length()).toLowerCase(Locale.ROOT)) {
      case "exif", "app1" -> {
        if (head.equals(APP1_XMP)) {
          takeXmp(Arrays.copyOfRange(profile, APP1_XMP.length(), profile.length));
        } else if (seen.add(ChunkType.EXIF) && ExifBlock.isTiff(tiff)) {
          // Nobody turns an image by what stands as text.
          builder.exif(ExifBlock.oriented(tiff, ExifBlock.UPRIGHT));
        }
      }
      case "xmp" -> takeXmp(profile);
      case "iptc", "8bim" -> {
        IptcBlock.append(profile, resources);
        builder.iptc(resources.toByteArray());
      }
      case "icc", "icm" -> {
        if (!seen.contains(ChunkType.SRGB) && seen.add(ChunkType.ICCP)) {
          builder.iccProfile(profile);
        }
      }
      default -> report.dropped("text " + keyword, "it is not on the list");
    }
  }

  /** Takes the first packet; it counts as text does. */
  private void takeXmp(byte[] packet) {
    if (xmpBytes > 0 || !hasRoomFor(textBytes + packet.length)) {
      report.dropped("XMP", "there is another packet, or " + TOO_LONG);
      return;
    }
    builder.xmp(packet);
    xmpBytes = packet.length;
    textBytes += xmpBytes;
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
      builder.xmp(NONE);
      textBytes -= xmpBytes;
      xmpBytes = 0;
      report.dropped("XMP", TOO_LONG);
    }
  }

  /**
   * The content of tEXt, zTXt and iTXt: a keyword, a zero byte, and text (section 11.3.3).
   *
   * @param text as it is once it is no more compressed
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record TextChunk(String keyword, boolean wide, String language, byte[] text) {
    static final String PROFILE = "Raw profile type ";

    /** Reads a chunk; empty if it is damaged, or its text is longer than allowed. */
    static Optional<TextChunk> of(int type, byte[] data, long maxBytes) throws IOException {
      int keyword = end(data, 0);
      boolean wide = type == ChunkType.ITXT;
      boolean marked = wide || type == ChunkType.ZTXT;
      int language = wide ? end(data, keyword + 3) : keyword + 1;
      int from = wide ? end(data, language + 1) + 1 : marked ? keyword + 2 : keyword + 1;
      if (keyword < 1 || from > data.length) {
        return Optional.empty();
      }
      boolean compressed = type == ChunkType.ZTXT || (wide && data[keyword + 1] != 0);
      Optional<byte[]> stored = Optional.of(Arrays.copyOfRange(data, from, data.length));
      if (compressed) {
        InputStream in = new ByteArrayInputStream(data, from, data.length - from);
        stored = inflated(in, maxBytes).filter(text -> text.length <= maxBytes);
      }
      String name = new String(data, 0, keyword, ISO_8859_1);
      String tongue = wide ? new String(data, keyword + 3, language - keyword - 3, ISO_8859_1) : "";
      return stored.map(text -> new TextChunk(name, wide, tongue, text));
    }

    private static int end(byte[] data, int from) {
      int at = from;
      while (at < data.length && data[at] != 0) {
        at++;
      }
      return at;
    }

    /** The chunk with its text as it is read. */
    PngChunk plain() {
      return wide
          ? new PngChunk("iTXt", Bytes.concat(head("\0\0\0" + language + "\0\0"), text))
          : new PngChunk("tEXt", Bytes.concat(head("\0"), text));
    }

    private byte[] head(String behind) {
      return (keyword + behind).getBytes(ISO_8859_1);
    }

    /** What stands as hexadecimal digits, behind a name and a length; empty if none do. */
    byte[] profile() {
      String[] parts = new String(text, ISO_8859_1).strip().split("\\s+", 3);
      String digits = parts.length == 3 ? parts[2].replaceAll("\\s", "") : "";
      try {
        return BaseEncoding.base16().ignoreCase().decode(digits);
      } catch (IllegalArgumentException e) {
        return NONE;
      }
    }
  }
}
