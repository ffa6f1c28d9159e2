package io.github.maskloom.hiding;

import static io.github.maskloom.hiding.Containers.dataset;
import static io.github.maskloom.hiding.Containers.resource;
import static io.github.maskloom.hiding.OldPicture.binary;
import static io.github.maskloom.hiding.OldPicture.join;
import static io.github.maskloom.hiding.OldPicture.latin;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.github.maskloom.hiding.Containers.Directory;
import io.github.maskloom.testing.TestProfiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Blocks of EXIF, XMP, Photoshop, IPTC and ICC that hide a picture in each of their corners. */
final class MetadataBlocks {
  /** The kinds of blocks, which files carry each in a way of their own. */
  enum Kind {
    EXIF,
    XMP,
    PHOTOSHOP,
    IPTC,
    ICC
  }

  /** A block, and the bytes hidden in it as they stand there. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Block(Kind kind, String name, byte[] bytes, byte[] hidden) {}

  private static final int[][] TAGS = {
    {0x010E, 2}, {0x010F, 2}, {0x0110, 2}, {0x0131, 2}, {0x013B, 2}, {0x8298, 2}, {0x013C, 2},
    {0x010D, 2}, {0x02BC, 1}, {0x8649, 1}, {0x83BB, 4}, {0x8773, 7}, {0xC4A5, 7}, {0xC634, 1},
    {0xEA1C, 7}, {0x9C9B, 1}, {0x9C9C, 1}, {0x501B, 7}, {0xFFFF, 7}, {0x0001, 2}, {0x9286, 7},
    {0x9286, 2}, {0x927C, 7}, {0x927C, 1}, {0xA40B, 7}, {0xA302, 7}, {0x8828, 7}, {0xA20C, 7},
    {0x828E, 1}, {0x001B, 7}, {0x001C, 7}, {0x0002, 5}, {0x0007, 10}, {0x0112, 3}, {0x011A, 5},
    {0x8827, 3}, {0x829A, 5}, {0xA432, 5}, {0x9214, 3}, {0xA420, 2}, {0xA004, 2}, {0xA435, 2},
    {0x9290, 2}, {0x9003, 2}, {0x0000, 1}, {0x0211, 5}, {0x9101, 7}, {0xA000, 7}, {0xA301, 7},
    {0x4746, 3}, {0xC621, 12}, {0xC7A1, 11}
  };

  private static final String[] NAMESPACES = {
    "dc", "http://purl.org/dc/elements/1.1/",
    "xmp", "http://ns.adobe.com/xap/1.0/",
    "xmpRights", "http://ns.adobe.com/xap/1.0/rights/",
    "xmpMM", "http://ns.adobe.com/xap/1.0/mm/",
    "xmpGImg", "http://ns.adobe.com/xap/1.0/g/img/",
    "xmpNote", "http://ns.adobe.com/xmp/note/",
    "photoshop", "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "exif", "http://ns.adobe.com/exif/1.0/",
    "exifEX", "http://cipa.jp/exif/1.0/",
    "tiff", "http://ns.adobe.com/tiff/1.0/",
    "aux", "http://ns.adobe.com/exif/1.0/aux/",
    "lr", "http://ns.adobe.com/lightroom/1.0/",
    "crs", "http://ns.adobe.com/camera-raw-settings/1.0/",
    "pdf", "http://ns.adobe.com/pdf/1.3/",
    "plus", "http://ns.useplus.org/ldf/xmp/1.0/",
    "GPano", "http://ns.google.com/photos/1.0/panorama/",
    "GImage", "http://ns.google.com/photos/1.0/image/",
    "GDepth", "http://ns.google.com/photos/1.0/depthmap/",
    "GCamera", "http://ns.google.com/photos/1.0/camera/",
    "Container", "http://ns.google.com/photos/1.0/container/",
    "hdrgm", "http://ns.adobe.com/hdr-gain-map/1.0/",
    "TC260", "http://www.tc260.org.cn/ns/AIGC/1.0/",
    "own", "urn:example:own"
  };

  private static final List<String> PROPERTIES =
      Splitter.on(' ')
          .splitToList(
              "dc:title dc:description dc:rights dc:creator dc:subject dc:source dc:identifier"
                  + " dc:format dc:contributor dc:relation xmp:CreatorTool xmp:Label xmp:Nickname"
                  + " xmp:Thumbnails xmp:CreateDate xmp:Rating xmpRights:UsageTerms"
                  + " xmpRights:WebStatement xmpRights:Owner xmpRights:Marked"
                  + " photoshop:Instructions photoshop:History photoshop:Headline photoshop:City"
                  + " photoshop:DocumentAncestors photoshop:TextLayers photoshop:ColorMode"
                  + " Iptc4xmpCore:Location Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:Scene"
                  + " Iptc4xmpExt:PersonInImage Iptc4xmpExt:DigitalSourceType"
                  + " Iptc4xmpExt:ArtworkOrObject Iptc4xmpExt:LocationShown exif:UserComment"
                  + " exif:MakerNote exif:CFAPattern exif:GPSLatitude exif:DateTimeOriginal"
                  + " exif:Flash exif:ExposureTime exif:OECF exifEX:LensModel tiff:ImageDescription"
                  + " tiff:Orientation tiff:BitsPerSample aux:Lens aux:SerialNumber"
                  + " lr:hierarchicalSubject lr:weightedFlatSubject GPano:ProjectionType"
                  + " GPano:FullPanoWidthPixels xmpMM:DocumentID xmpMM:History xmpMM:DerivedFrom"
                  + " xmpMM:Pantry crs:RawFileName crs:Look GImage:Data GDepth:Data"
                  + " GCamera:MotionPhoto hdrgm:Version hdrgm:GainMapMax Container:Directory"
                  + " pdf:Keywords plus:ImageSupplier TC260:AIGC own:Data rdf:value");

  /** Of a property and a text, where {@code @} stands for it: an attribute, or else an element. */
  private static final String[] SHAPES = {
    "=",
    "<#>@</#>",
    "<#><rdf:Alt><rdf:li xml:lang=\"x-default\">@</rdf:li></rdf:Alt></#>",
    "<#><rdf:Bag><rdf:li>room</rdf:li><rdf:li>@</rdf:li></rdf:Bag></#>",
    "<#><rdf:Seq>|</rdf:Seq></#>",
    "<#>a<![CDATA[@]]></#>",
    "<#>room<!--@--></#>",
    "<#>room<?own @?></#>",
    "<#>&</#>",
    "<#><rdf:Alt><rdf:li xml:lang=\"@\">room</rdf:li></rdf:Alt></#>",
    "<# rdf:resource=\"@\"/>",
    "<# own:more=\"@\">room</#>",
    "<# rdf:parseType=\"Resource\"><rdf:value>room</rdf:value><own:q>@</own:q></#>",
    "<# rdf:parseType=\"Resource\"><own:a>@</own:a></#>",
    "<#><rdf:Description own:b=\"@\"/></#>",
    "<#><rdf:Bag own:c=\"@\"><rdf:li>room</rdf:li></rdf:Bag></#>"
  };

  /** Whole packets, where {@code @} stands for the text. */
  private static final String[] PACKETS = {
    "<?xpacket begin=\"\" id=\"@\"?><x:xmpmeta x=\"\"/><?xpacket end=\"w\"?>",
    "<!--@--><x:xmpmeta><rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<?own @?><x:xmpmeta><rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta x:xmptk=\"@\"><rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta><rdf:RDF><rdf:Description rdf:about=\"@\" dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta><rdf:RDF><rdf:Description xmlns:own=\"@\" dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta><rdf:RDF>@<rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta>@<rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>",
    "<x:xmpmeta><rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>@",
    "<x:xmpmeta><rdf:RDF><rdf:Description dc:source=\"a\"/></rdf:RDF></x:xmpmeta>\0@",
    "<x:xmpmeta><rdf:RDF><rdf:Description dc:source=\"a\"/><own:x>@</own:x></rdf:RDF></x:xmpmeta>",
    "<!DOCTYPE x [<!ENTITY e \"@\">]><x:xmpmeta><rdf:RDF>"
        + "<rdf:Description dc:source=\"&e;\"/></rdf:RDF></x:xmpmeta>",
    "@",
    "<own>@</own>",
    "<html><img src=\"data:image/jpeg;base64,@\"/></html>"
  };

  private final List<Block> blocks = new ArrayList<>();

  private MetadataBlocks() {}

  /** All of them, always the same in the same order. */
  static List<Block> all() {
    MetadataBlocks all = new MetadataBlocks();
    all.exif();
    all.xmp();
    all.photoshop();
    all.iptc();
    all.icc();
    return all.blocks;
  }

  private int next() {
    return blocks.size();
  }

  private void add(Kind kind, String name, byte[] bytes, byte[] hidden) {
    blocks.add(new Block(kind, name, bytes, hidden));
  }

  private static Directory first() {
    return new Directory().value(0x010F, 2, latin("Maker\0")).number(0x0112, 1);
  }

  /** A first directory that leads to one that hides something. */
  private static Directory leading(String way, Directory hiding) {
    return switch (way) {
      case "Exif" -> first().link(0x8769, hiding);
      case "GPS" -> first().link(0x8825, hiding);
      case "Interop" -> first().link(0x8769, new Directory().link(0xA005, hiding));
      case "IFD1" -> first().then(hiding);
      case "IFD2" -> first().then(first().then(hiding));
      case "SubIFD" -> first().link(0x014A, hiding);
      case "Global" -> first().link(0x0190, hiding);
      default -> hiding;
    };
  }

  private static final List<String> WAYS =
      List.of("IFD0", "Exif", "GPS", "Interop", "IFD1", "IFD2", "SubIFD", "Global");

  private void exif() {
    for (String way : WAYS) {
      boolean usual = WAYS.indexOf(way) < 3;
      for (int i = WAYS.indexOf(way) % 4; i < TAGS.length; i += usual ? 1 : 4) {
        int[] tag = TAGS[i];
        byte[] picture = binary(next());
        byte[] value =
            switch (tag[0]) {
              case 0x9286, 0x001B -> join(latin("ASCII\0\0\0"), picture);
              case 0x8649 -> resource("8BIM", 0x040C, "", join(new byte[28], picture));
              case 0xA420, 0x010E -> join(latin("room\0"), picture);
              default -> picture;
            };
        exif(
            "%s %04X/%d".formatted(way, tag[0], tag[1]),
            leading(way, new Directory().value(tag[0], tag[1], value)),
            picture);
      }
      byte[] picture = binary(next());
      exif(
          way + " thumbnail",
          leading(
              way,
              new Directory()
                  .number(0x0103, 6)
                  .link(0x0201, picture)
                  .number(0x0202, picture.length)),
          picture);
      for (int at : new int[] {0x0111, 0x0144}) {
        Directory strips = new Directory().number(0x0100, 160).number(0x0101, 64);
        exif(
            way + " pixels " + at,
            leading(
                way,
                strips
                    .number(0x0103, 7)
                    .link(at, picture)
                    .number(at == 0x0111 ? 0x0117 : 0x0145, picture.length)),
            picture);
      }
    }
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] picture = binary(next());
      add(Kind.EXIF, "gap " + order, first().block(order, picture, new byte[0]), picture);
      byte[] other = binary(next());
      add(Kind.EXIF, "behind " + order, first().block(order, new byte[0], other), other);
      byte[] third = binary(next());
      add(Kind.EXIF, "no TIFF " + order, third, third);
    }
  }

  private void exif(String name, Directory directory, byte[] picture) {
    ByteOrder order = next() % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    add(Kind.EXIF, name, directory.block(order, new byte[0], new byte[0]), picture);
  }

  /** A packet of attributes and elements. */
  static byte[] packet(String attributes, String elements) {
    String packet =
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta><rdf:RDF>"
            + ("<rdf:Description rdf:about=\"\" " + attributes + ">" + elements)
            + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
    return declared(packet).getBytes(UTF_8);
  }

  private static String declared(String packet) {
    StringBuilder names = new StringBuilder("<rdf:RDF xmlns:rdf=\"");
    names.append("http://www.w3.org/1999/02/22-rdf-syntax-ns#\"");
    for (int i = 0; i < NAMESPACES.length; i += 2) {
      names.append(" xmlns:" + NAMESPACES[i] + "=\"" + NAMESPACES[i + 1] + "\"");
    }
    return packet
        .replace("<x:xmpmeta", "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"")
        .replace("<rdf:RDF", names);
  }

  private void xmp() {
    for (int i = 0; i < PROPERTIES.size(); i++) {
      for (int shape = i % 4; shape < SHAPES.length; shape += 4) {
        boolean entities = SHAPES[shape].contains(">&<");
        byte[] text = entities ? OldPicture.shortText(next()) : OldPicture.text(next());
        add(
            Kind.XMP,
            PROPERTIES.get(i) + " " + SHAPES[shape],
            shaped(PROPERTIES.get(i), SHAPES[shape], OldPicture.text(text)),
            text);
      }
    }
    for (String whole : PACKETS) {
      byte[] text = OldPicture.text(next());
      String filled = declared(whole).replace("@", OldPicture.text(text));
      add(Kind.XMP, whole, filled.getBytes(UTF_8), text);
    }
    byte[] text = OldPicture.text(next());
    byte[] packet = packet("dc:source=\"" + OldPicture.text(text) + "\"", "");
    add(Kind.XMP, "UTF-16", new String(packet, UTF_8).getBytes(UTF_16BE), text);
  }

  private static byte[] shaped(String property, String shape, String text) {
    if (shape.equals("=")) {
      return packet(property + "=\"" + text + "\"", "");
    }
    StringBuilder items = new StringBuilder();
    for (int at = 0; at < text.length(); at += 1_900) {
      items.append("<rdf:li>").append(text, at, Math.min(text.length(), at + 1_900));
      items.append("</rdf:li>");
    }
    String element = shape.replace("#", property).replace("|", items).replace("@", text);
    return packet("", element.replace(">&<", ">" + entities(shape, text) + "<"));
  }

  private static String entities(String shape, String text) {
    return shape.contains(">&<")
        ? text.chars().mapToObj(letter -> "&#" + letter + ";").collect(Collectors.joining())
        : "";
  }

  private void photoshop() {
    byte[] resolution =
        resource("8BIM", 0x03ED, "", new byte[] {0, 72, 0, 0, 0, 1, 0, 1, 0, 72, 0, 0, 0, 1, 0, 1});
    for (int id :
        new int[] {
          0x0409, 0x040C, 0x040F, 0x0422, 0x0423, 0x0424, 0x0425, 0x03ED, 0x03E8, 0x03EB, 0x040A,
          0x040B, 0x07D0, 0x0BB7, 0x0FA0, 0x1B58, 0x1234, 0x0404, 0x041A, 0x043C
        }) {
      byte[] picture = binary(next());
      byte[] data = id == 0x03ED ? join(new byte[16], picture) : picture;
      add(
          Kind.PHOTOSHOP,
          "resource %04X".formatted(id),
          join(resolution, resource("8BIM", id, "room", data)),
          picture);
    }
    for (String signature : List.of("8BPS", "MeSa", "AgHg", "DCSR", "PHUT")) {
      byte[] picture = binary(next());
      add(Kind.PHOTOSHOP, signature, resource(signature, 0x0404, "", picture), picture);
    }
    byte[] picture = binary(next());
    add(Kind.PHOTOSHOP, "behind", join(resolution, picture), picture);
    byte[] strip =
        resource(
            "8BIM",
            0x0422,
            "",
            first()
                .then(new Directory().link(0x0201, picture).number(0x0202, picture.length))
                .block(ByteOrder.BIG_ENDIAN, new byte[0], new byte[0]));
    add(Kind.PHOTOSHOP, "EXIF", strip, picture);
    byte[] text = OldPicture.shortText(0);
    StringBuilder names = new StringBuilder();
    for (int at = 0; at < text.length; at += 250) {
      byte[] part = Arrays.copyOfRange(text, at, Math.min(text.length, at + 250));
      names.append(OldPicture.text(resource("8BIM", 0x0404, OldPicture.text(part), new byte[0])));
    }
    add(Kind.PHOTOSHOP, "names", latin(names.toString()), text);
  }

  private void iptc() {
    for (int id :
        new int[] {
          0, 5, 7, 15, 20, 25, 40, 55, 65, 80, 90, 105, 116, 118, 120, 122, 125, 150, 184, 200, 201,
          202, 221, 240, 255
        }) {
      byte[] picture = id % 10 == 0 ? OldPicture.text(next()) : binary(next());
      add(
          Kind.IPTC,
          "2:" + id,
          join(dataset(2, 120, latin("room")), dataset(2, id, picture)),
          picture);
    }
    for (int record : new int[] {1, 3, 7, 8, 9, 240}) {
      byte[] picture = binary(next());
      add(Kind.IPTC, record + ":10", dataset(record, 10, picture), picture);
    }
    byte[] picture = OldPicture.text(next());
    byte[] behind = join(dataset(2, 120, latin("room")), picture);
    add(Kind.IPTC, "behind", behind, picture);
    byte[] pieces = new byte[0];
    for (int at = 0; at < picture.length; at += 1_900) {
      byte[] piece = Arrays.copyOfRange(picture, at, Math.min(picture.length, at + 1_900));
      pieces = join(pieces, dataset(2, 25, piece));
    }
    add(Kind.IPTC, "keywords", pieces, picture);
  }

  private void icc() {
    for (String tag :
        Splitter.on(' ')
            .split(
                "desc cprt dmnd dmdd vued targ meta priv Picr ps2s pseq psid ncl2 view meas tech"
                    + " chad wtpt bkpt rXYZ lumi vcgt mmod ciis scrn scrd cicp gbd0 DevD clrt resp"
                    + " own1")) {
      for (String type : List.of("text", "desc", "data", "mluc")) {
        byte[] picture = binary(next());
        byte[] data = join(latin(type), new byte[4], prefix(type, picture.length), picture);
        add(Kind.ICC, tag + "/" + type, TestProfiles.srgb(16).tag(tag, data).encode(), picture);
      }
    }
    for (String own : List.of("wtpt", "rXYZ", "chad", "view", "tech", "rTRC")) {
      byte[] picture = binary(next());
      byte[] sound =
          own.equals("rTRC") ? TestProfiles.srgbFormula() : join(latin("XYZ "), new byte[16]);
      add(
          Kind.ICC,
          own + " with more",
          TestProfiles.srgb(16).tag(own, join(sound, picture)).encode(),
          picture);
    }
    byte[] profile = TestProfiles.srgb(16).encode();
    byte[] picture = binary(next());
    add(Kind.ICC, "behind", join(profile, picture), picture);
    byte[] longer = join(profile, picture);
    ByteBuffer.wrap(longer).putInt(0, longer.length);
    add(Kind.ICC, "last", longer, picture);
    add(Kind.ICC, "no profile", picture, picture);
    byte[] header = join(Arrays.copyOf(profile, 128), new byte[4], picture);
    ByteBuffer.wrap(header).putInt(0, header.length);
    add(Kind.ICC, "no tag", header, picture);
    byte[] table = TestProfiles.srgb(16).tag("zzzz", new byte[8]).encode();
    add(Kind.ICC, "gap", join(table, picture), picture);
  }

  private static byte[] prefix(String type, int length) {
    return switch (type) {
      case "desc" -> ByteBuffer.allocate(4).putInt(length).array();
      case "mluc" ->
          ByteBuffer.allocate(20)
              .putInt(1)
              .putInt(12)
              .put("enUS".getBytes(UTF_8))
              .putInt(length)
              .putInt(28)
              .array();
      default -> new byte[0];
    };
  }
}
