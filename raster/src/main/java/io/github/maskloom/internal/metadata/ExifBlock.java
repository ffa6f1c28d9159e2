package io.github.maskloom.internal.metadata;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An EXIF block: a TIFF stream of directories without an image of its own (CIPA DC-008, section
 * 4.5; TIFF 6.0, page 13).
 *
 * <p>EXIF is advice: no photo is refused for a damaged block, so nothing here throws, whatever the
 * bytes. What lies outside of them is not there.
 */
public final class ExifBlock {
  /** The first row is the top, the first column the left. */
  public static final int UPRIGHT = 1;

  private static final byte[] NONE = {};
  private static final byte[] JPEG_NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final int LAST_THAT_KEEPS_SIDES = 4;
  private static final String IMAGE = "image";

  /** How a stream begins whose numbers begin with their high bytes, or their low ones. */
  private static final int BIG_MARK = 0x4D4D_002A;

  private static final int LITTLE_MARK = 0x4949_2A00;
  private static final int HEAD_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int MAX_ENTRIES = 1000;
  private static final int MAX_READ_BYTES = 64 << 10;
  private static final int ORIENTATION = 0x0112;
  private static final int XMP = 0x02BC;
  private static final int IPTC = 0x83BB;
  private static final int PHOTOSHOP = 0x8649;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DIRECTORY = 13;

  /** Tags that name a directory within another. */
  private static final Map<String, Map<Integer, String>> LINKS =
      Map.of(IMAGE, Map.of(0x8769, "photo", 0x8825, "place"), "photo", Map.of(0xA005, "exchange"));

  /** What tells of an image's own samples, or has a place of its own, in a TIFF file. */
  private static final Set<Integer> OF_FILE =
      Set.of(
          0xFE, 0xFF, 0x100, 0x101, 0x102, 0x103, 0x106, 0x107, 0x10A, 0x111, 0x115, 0x116, 0x117,
          0x118, 0x119, 0x11C, 0x13D, 0x140, 0x142, 0x143, 0x144, 0x145, 0x152, 0x153, 0x154, 0x155,
          0x2BC, 0x83BB, 0x8649, 0x8773);

  private static final List<String> CODES =
      List.of("ASCII\0\0\0", "UNICODE\0", "JIS\0\0\0\0\0", "\0\0\0\0\0\0\0\0");

  private final SeekableBytes bytes;
  private final ByteOrder order;

  private ExifBlock(SeekableBytes bytes, ByteOrder order) {
    this.bytes = bytes;
    this.order = order;
  }

  /** Bytes of a value (TIFF 6.0, page 15; technical note 1; EXIF 3.0); 0 of an unknown type. */
  private static int bytesOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7, 129 -> 1;
      case SHORT, 8 -> 2;
      case LONG, 9, 11, DIRECTORY -> 4;
      case 5, 10, 12 -> 8;
      default -> 0;
    };
  }

  private record Entry(int tag, int type, long count, long valueAt) {
    long size() {
      return count * bytesOf(type);
    }
  }

  /** Values of a directory as they are written. */
  private record Directory(Map<Integer, Value> values) {
    private int headBytes() {
      return Short.BYTES + values.size() * ENTRY_BYTES + Integer.BYTES;
    }

    int size() {
      return headBytes() + values.values().stream().mapToInt(Value::outside).sum();
    }

    void write(ByteBuffer block) {
      int at = block.position() + headBytes();
      block.putShort((short) values.size());
      for (Map.Entry<Integer, Value> entry : values.entrySet()) {
        Value value = entry.getValue();
        block.putShort(entry.getKey().shortValue()).putShort((short) value.type);
        block.putInt(value.count);
        if (value.outside() == 0) {
          block.put(Arrays.copyOf(value.bytes, Integer.BYTES));
        } else {
          value.write(block.putInt(at).duplicate().order(block.order()).position(at));
          at += value.outside();
        }
      }
    }
  }

  /** Bytes as they are written, or the directory that a value names. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Value(int type, int count, byte[] bytes, Optional<Directory> named) {
    /** Bytes that stand behind the directory: they begin at even places. */
    int outside() {
      int own = bytes.length <= Integer.BYTES ? 0 : bytes.length + 1 & ~1;
      return named.map(Directory::size).orElse(own);
    }

    void write(ByteBuffer block) {
      named.ifPresentOrElse(directory -> directory.write(block), () -> block.put(bytes));
    }
  }

  private static Optional<ExifBlock> of(SeekableBytes bytes) {
    if (bytes.length() < HEAD_BYTES) {
      return Optional.empty();
    }
    int mark = new ExifBlock(bytes, BIG_ENDIAN).read(0, Integer.BYTES).getInt();
    return mark == BIG_MARK || mark == LITTLE_MARK
        ? Optional.of(new ExifBlock(bytes, mark == BIG_MARK ? BIG_ENDIAN : LITTLE_ENDIAN))
        : Optional.empty();
  }

  /** As many bytes as are there. */
  private ByteBuffer read(long at, long count) {
    long there = Math.max(0, Math.min(count, bytes.length() - at));
    ByteBuffer read = ByteBuffer.allocate((int) there).order(order);
    try {
      if (there > 0) {
        bytes.read(at, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.flip();
  }

  private long unsigned(long at) {
    ByteBuffer number = read(at, Integer.BYTES);
    return number.remaining() < Integer.BYTES ? 0 : Integer.toUnsignedLong(number.getInt());
  }

  /** The entries of the first directory. */
  private List<Entry> entries() {
    return entries(unsigned(4));
  }

  /** The entries of a directory, as far as they are there. */
  private List<Entry> entries(long directory) {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer count = read(directory, Short.BYTES);
    if (directory < HEAD_BYTES || count.remaining() < Short.BYTES) {
      return entries;
    }
    long from = directory + Short.BYTES;
    ByteBuffer fields = read(from, (long) Math.min(count.getChar(), MAX_ENTRIES) * ENTRY_BYTES);
    for (int at = 0; at <= fields.limit() - ENTRY_BYTES; at += ENTRY_BYTES) {
      int type = fields.getChar(at + 2);
      long values = Integer.toUnsignedLong(fields.getInt(at + 4));
      boolean isInline = values * bytesOf(type) <= Integer.BYTES;
      long valueAt = isInline ? from + at + 8 : Integer.toUnsignedLong(fields.getInt(at + 8));
      entries.add(new Entry(fields.getChar(at), type, values, valueAt));
    }
    return entries;
  }

  private Optional<Entry> entry(int tag) {
    return entries().stream().filter(entry -> entry.tag == tag).findFirst();
  }

  /**
   * {@return whether a block begins as a TIFF stream does; what does not is no EXIF and is not
   * carried}
   *
   * @param tiff of any length
   */
  public static boolean isTiff(byte[] tiff) {
    return of(SeekableBytes.of(tiff)).isPresent();
  }

  /**
   * {@return a block without the name that stands before it in a JPEG, and in a WebP of some
   * programs}
   *
   * @param block unchanged; returned if it has no such name
   */
  public static byte[] withoutJpegName(byte[] block) {
    int differs = Arrays.mismatch(block, JPEG_NAME);
    boolean named = differs < 0 || differs == JPEG_NAME.length;
    return named ? Arrays.copyOfRange(block, JPEG_NAME.length, block.length) : block;
  }

  /**
   * Reads the orientation, 1 to 8: tag 0x0112 of the first directory.
   *
   * @param tiff an EXIF block from its TIFF header on
   * @return {@link #UPRIGHT} if the block does not say or is damaged
   */
  public static int orientation(byte[] tiff) {
    int at = orientationAt(tiff);
    return at == 0 ? UPRIGHT : tiff[at];
  }

  /** Where the low byte of a sound orientation stands; 0 if there is none. */
  private static int orientationAt(byte[] tiff) {
    return of(SeekableBytes.of(tiff))
        .flatMap(block -> block.entry(ORIENTATION).map(block::orientationAt))
        .orElse(0);
  }

  private int orientationAt(Entry entry) {
    ByteBuffer value = read(entry.valueAt, Short.BYTES);
    boolean there = entry.type == SHORT && value.remaining() == Short.BYTES;
    boolean sound = there && value.getShort(0) >= 1 && value.getShort(0) <= 8;
    return sound ? (int) entry.valueAt + (order == BIG_ENDIAN ? 1 : 0) : 0;
  }

  /**
   * {@return the value of a field of the first directory, in the order of its bytes}
   *
   * @param tiff a TIFF stream
   * @param tag of the field; empty if it is not there, or not as a whole
   */
  public static Optional<ByteBuffer> value(byte[] tiff, int tag) {
    return of(SeekableBytes.of(tiff)).flatMap(block -> block.entry(tag).flatMap(block::whole));
  }

  private Optional<ByteBuffer> whole(Entry entry) {
    ByteBuffer value = read(entry.valueAt, entry.size());
    return value.remaining() == entry.size() ? Optional.of(value) : Optional.empty();
  }

  /**
   * {@return the same block with another orientation, if it says one}
   *
   * @param tiff unchanged
   * @param orientation EXIF's number, 1 to 8
   */
  public static byte[] oriented(byte[] tiff, int orientation) {
    byte[] turned = tiff.clone();
    int at = orientationAt(tiff);
    if (at > 0) {
      turned[at] = (byte) orientation;
    }
    return turned;
  }

  /**
   * {@return the metadata that holds once rows of this orientation are delivered upright: EXIF says
   * so, and the densities have changed sides with the image}
   *
   * @param stored as the file has it
   * @param orientation EXIF's number, 1 to 8
   */
  public static ImageMetadata uprighted(ImageMetadata stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    ImageMetadata.Builder upright = stored.toBuilder();
    stored.exif().ifPresent(tiff -> upright.exif(oriented(tiff, UPRIGHT)));
    if (orientation > LAST_THAT_KEEPS_SIDES) {
      upright.pixelsPerMeter(stored.pixelsPerMeterY(), stored.pixelsPerMeterX());
    }
    return upright.build();
  }

  /** A block that says an orientation, and nothing else. */
  static byte[] of(int orientation) {
    ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + Short.BYTES + ENTRY_BYTES + Integer.BYTES);
    block.putInt(BIG_MARK).putInt(HEAD_BYTES).putShort((short) 1);
    block.putShort((short) ORIENTATION).putShort((short) SHORT).putInt(1);
    return block.putShort((short) orientation).array();
  }

  /** What of a block is on the list, in a new one; empty if nothing is. */
  static byte[] kept(byte[] tiff, KeptFields fields) {
    Optional<ExifBlock> block = of(SeekableBytes.of(tiff));
    if (block.isEmpty()) {
      fields.drop("EXIF", "it is no TIFF stream");
    }
    return block.map(known -> known.new Copy(fields).write()).orElse(NONE);
  }

  /**
   * {@return EXIF, XMP and IPTC of a TIFF file, and in the report what does not come along} EXIF is
   * a block of the fields that are on the list; no other value of it is read.
   *
   * @param file a TIFF file
   * @param maxBytes of XMP, and of IPTC
   * @throws IOException if the file cannot be read
   */
  public static ImageMetadata.Builder ofFile(SeekableBytes file, long maxBytes) throws IOException {
    ImageMetadata.Builder metadata = ImageMetadata.NONE.toBuilder();
    MetadataReport.Builder report = MetadataReport.builder();
    try {
      of(file).ifPresent(block -> block.take(maxBytes, metadata, report));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return metadata.report(report.build());
  }

  private void take(long maxBytes, ImageMetadata.Builder metadata, MetadataReport.Builder report) {
    metadata.exif(new Copy(new KeptFields(report)).write());
    ByteArrayOutputStream resources = new ByteArrayOutputStream();
    for (Entry entry : entries()) {
      boolean isXmp = entry.tag == XMP;
      if (isXmp || entry.tag == IPTC || entry.tag == PHOTOSHOP) {
        if (entry.size() + (isXmp ? 0 : resources.size()) > maxBytes) {
          report.dropped(isXmp ? "XMP" : "IPTC", "it passes maxMetadataBytes");
        } else if (isXmp) {
          metadata.xmp(read(entry.valueAt, entry.size()).array());
        } else {
          IptcBlock.append(read(entry.valueAt, entry.size()).array(), resources);
        }
      }
    }
    metadata.iptc(resources.toByteArray());
  }

  /** A block of the listed fields of another. */
  private final class Copy {
    private final KeptFields fields;
    private final Set<Long> seen = new HashSet<>();

    Copy(KeptFields fields) {
      this.fields = fields;
    }

    byte[] write() {
      long first = unsigned(4);
      List<Entry> entries = entries(first);
      long next = unsigned(first + Short.BYTES + (long) entries.size() * ENTRY_BYTES);
      if (next > 0 && !isFile(entries)) {
        fields.drop("EXIF thumbnail", "it shows the photo as it was");
      }
      Directory directory = directory(IMAGE, first);
      if (directory.values.isEmpty()) {
        return NONE;
      }
      ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + directory.size());
      block.putInt(order == BIG_ENDIAN ? BIG_MARK : LITTLE_MARK);
      directory.write(block.order(order).putInt(HEAD_BYTES));
      return block.array();
    }

    /** What is kept of a directory, and of those that it names. */
    private Directory directory(String name, long from) {
      Directory kept = new Directory(new TreeMap<>());
      if (!seen.add(from)) {
        return kept;
      }
      List<Entry> entries = entries(from);
      boolean isFile = name.equals(IMAGE) && isFile(entries);
      for (Entry entry : entries) {
        String child = LINKS.getOrDefault(name, Map.of()).get(entry.tag);
        if (child != null) {
          Directory inner = directory(child, unsigned(entry.valueAt));
          if (!inner.values.isEmpty()) {
            kept.values.put(entry.tag, new Value(LONG, 1, NONE, Optional.of(inner)));
          }
        } else if (!isFile || !OF_FILE.contains(entry.tag)) {
          value(name, entry).ifPresent(value -> kept.values.putIfAbsent(entry.tag, value));
        }
      }
      return kept;
    }

    private boolean isFile(List<Entry> entries) {
      return entries.stream().anyMatch(entry -> entry.tag == 0x111 || entry.tag == 0x144);
    }

    private Optional<Value> value(String directory, Entry entry) {
      String tag = "%04X".formatted(entry.tag);
      Rule rule = KeptFields.rule(directory, tag);
      if (rule == null) {
        String name = entry.tag == 0x927C ? "MakerNote" : "0x" + tag;
        fields.drop("EXIF " + name, KeptFields.UNLISTED);
        return Optional.empty();
      }
      boolean isFree = !rule.isNumber();
      boolean typed = !isFree || bytesOf(entry.type) == 1;
      boolean bounded = entry.size() <= (isFree ? MAX_READ_BYTES : rule.maxBytes());
      byte[] stored = typed && bounded ? whole(entry).map(ByteBuffer::array).orElse(NONE) : NONE;
      byte[] value = isFree ? trimmed(rule.kind(), stored) : stored;
      boolean sound = value.length > 0 && isSound(rule.kind(), value);
      int count = isFree ? value.length : (int) entry.count;
      return fields.takes("EXIF " + rule.name(), rule, sound, isFree ? count : 0)
          ? Optional.of(new Value(entry.type, count, value, Optional.empty()))
          : Optional.empty();
    }

    /**
     * A text without what follows the byte 0 that ends it, unless that is another text, or there is
     * no text.
     */
    private byte[] trimmed(String kind, byte[] text) {
      int end = text.length;
      while (end > 1 && text[end - 1] == 0 && text[end - 2] == 0) {
        end--;
      }
      if (end == 1) {
        return text;
      }
      int even = kind.equals("text") ? end : end + 1 & ~1;
      int length = kind.equals("encoded") ? Math.max(8, even) : even;
      byte[] value = Arrays.copyOf(text, Math.min(text.length, length));
      int first = new String(value, ISO_8859_1).indexOf('\0') + 1;
      boolean whole = !kind.equals("text") || first == 0 || isPlain(value);
      return whole ? value : Arrays.copyOf(value, first);
    }

    private boolean isSound(String kind, byte[] value) {
      return switch (kind) {
        case "text" -> isPlain(value);
        case "utf16" -> isUtf16(value, UTF_16LE);
        case "encoded" -> isEncoded(value);
        default -> true;
      };
    }

    private boolean isPlain(byte[] value) {
      return KeptFields.isText(new String(value, ISO_8859_1).replace("\0", ""));
    }

    private boolean isEncoded(byte[] value) {
      int code = CODES.indexOf(new String(value, 0, Math.min(value.length, 8), ISO_8859_1));
      byte[] text = code < 0 ? value : Arrays.copyOfRange(value, 8, value.length);
      return code == 1 ? isUtf16(text, UTF_16BE) || isUtf16(text, UTF_16LE) : isPlain(text);
    }

    private boolean isUtf16(byte[] value, Charset code) {
      try {
        String text = code.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        return KeptFields.isText(text.replace("\0", "").replace("\uFEFF", ""));
      } catch (CharacterCodingException e) {
        return false;
      }
    }
  }
}
