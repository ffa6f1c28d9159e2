package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes Ultra HDR files, for tests: a photo, its gain map behind it, and what describes both. */
public final class UltraHdr {
  static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  static final String ISO = "urn:iso:std:iso:ts:21496:-1\0";

  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int INDEX_BYTES = 4 + 50;

  private final byte[] photo;
  private final byte[] map;
  private Optional<String> xmp = Optional.empty();
  private Optional<byte[]> iso = Optional.empty();
  private final List<byte[]> others = new ArrayList<>();
  private boolean indexed = true;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  /** A photo, and its map, neither of which speaks of the other. */
  public UltraHdr(byte[] photo, byte[] map) {
    this.photo = photo;
    this.map = map;
  }

  /** Describes the map in XMP, by attributes without their prefix and elements. */
  public UltraHdr xmp(String attributes, String elements) {
    xmp = Optional.of(description("hdrgm:Version=\"1.0\" " + attributes, elements));
    return this;
  }

  /** Describes the map in XMP, by attributes. */
  public UltraHdr xmp(String attributes) {
    return xmp(attributes, "");
  }

  /** Describes the map by whole XMP of another kind. */
  public UltraHdr otherXmp(String packet) {
    xmp = Optional.of(packet);
    return this;
  }

  /** Describes the map by a block of ISO 21496-1, behind its name. */
  public UltraHdr iso(byte[] block) {
    iso = Optional.of(block);
    return this;
  }

  /** Puts a further picture into the file and its index, before the map. */
  public UltraHdr other(byte[] picture) {
    others.add(picture);
    return this;
  }

  /** Leaves out the index. */
  public UltraHdr withoutIndex() {
    indexed = false;
    return this;
  }

  /** Writes the index as Intel's processors do. */
  public UltraHdr littleEndian() {
    order = ByteOrder.LITTLE_ENDIAN;
    return this;
  }

  private byte[] described() {
    byte[] result = map;
    if (iso.isPresent()) {
      result = JpegEdits.withSegment(result, APP2, named(ISO, iso.get()));
    }
    return xmp.isPresent()
        ? JpegEdits.withSegment(result, APP1, named(XMP, xmp.get().getBytes(ISO_8859_1)))
        : result;
  }

  /** The file. */
  public byte[] file() {
    byte[] second = described();
    byte[] first = photo;
    if (iso.isPresent()) {
      first = JpegEdits.withSegment(first, APP2, named(ISO, new byte[4]));
    }
    if (xmp.isPresent()) {
      byte[] listing = directory(second.length).getBytes(ISO_8859_1);
      first = JpegEdits.withSegment(first, APP1, named(XMP, listing));
    }
    List<byte[]> pictures = new ArrayList<>(others);
    pictures.add(second);
    if (indexed) {
      int bytes = INDEX_BYTES + 16 * (1 + pictures.size());
      first = JpegEdits.withSegment(first, APP2, index(first.length + 4 + bytes, pictures));
    }
    return Bytes.concat(first, Bytes.concat(pictures.toArray(byte[][]::new)));
  }

  /** CIPA DC-007: the segment stands behind SOI, so that offsets count from the tenth byte. */
  private byte[] index(int firstBytes, List<byte[]> pictures) {
    int count = 1 + pictures.size();
    ByteBuffer out = ByteBuffer.allocate(INDEX_BYTES + 16 * count).order(order);
    out.put("MPF\0".getBytes(ISO_8859_1));
    out.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
    out.putShort((short) 42).putInt(8).putShort((short) 3);
    out.putShort((short) 0xB000).putShort((short) 7).putInt(4);
    out.put("0100".getBytes(ISO_8859_1));
    out.putShort((short) 0xB001).putShort((short) 4).putInt(1).putInt(count);
    out.putShort((short) 0xB002).putShort((short) 7).putInt(16 * count).putInt(50).putInt(0);
    out.putInt(0x20030000).putInt(firstBytes).putInt(0).putInt(0);
    int offset = firstBytes;
    for (byte[] picture : pictures) {
      out.putInt(0).putInt(picture.length).putInt(offset - 10).putInt(0);
      offset += picture.length;
    }
    return out.array();
  }

  private static byte[] named(String name, byte[] content) {
    return Bytes.concat(name.getBytes(ISO_8859_1), content);
  }

  private static String directory(int mapBytes) {
    return description(
        "hdrgm:Version=\"1.0\" xmp:CreatorTool=\"Test\"",
        "<Container:Directory><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
            + "<Container:Item Item:Semantic=\"Primary\" Item:Mime=\"image/jpeg\"/></rdf:li>"
            + "<rdf:li rdf:parseType=\"Resource\"><Container:Item Item:Semantic=\"GainMap\""
            + (" Item:Mime=\"image/jpeg\" Item:Length=\"" + mapBytes + "\"/></rdf:li>")
            + "</rdf:Seq></Container:Directory>");
  }

  private static String description(String attributes, String elements) {
    return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        + " xmlns:hdrgm=\"http://ns.adobe.com/hdr-gain-map/1.0/\""
        + " xmlns:Container=\"http://ns.google.com/photos/1.0/container/\""
        + " xmlns:Item=\"http://ns.google.com/photos/1.0/container/item/\" "
        + (attributes + ">" + elements)
        + "</rdf:Description></rdf:RDF></x:xmpmeta>";
  }

  /** A block of ISO 21496-1 for channels of minimum, maximum and gamma, in hundredths. */
  public static byte[] isoBlock(int flags, int baseHeadroom, int[]... channels) {
    ByteBuffer out = ByteBuffer.allocate(5 + 16 + 40 * channels.length);
    out.putShort((short) 0).putShort((short) 0);
    out.put((byte) (flags | (channels.length == 3 ? 0x80 : 0)));
    out.putInt(baseHeadroom).putInt(100).putInt(200).putInt(100);
    for (int[] channel : channels) {
      for (int i = 0; i < 3; i++) {
        out.putInt(channel[i]).putInt(100);
      }
      out.putInt(1).putInt(64).putInt(1).putInt(64);
    }
    return out.array();
  }

  /** The same with one denominator for all. */
  public static byte[] isoBlockOfCommonDenominator(int[] channel) {
    ByteBuffer out = ByteBuffer.allocate(5 + 12 + 20);
    out.putShort((short) 0).putShort((short) 0).put((byte) 0x08);
    out.putInt(100).putInt(0).putInt(200);
    for (int number : channel) {
      out.putInt(number);
    }
    return out.putInt(1).putInt(1).array();
  }
}
