package io.github.maskloom.hiding;

import static io.github.maskloom.hiding.Containers.dataset;
import static io.github.maskloom.hiding.Containers.resource;
import static io.github.maskloom.hiding.OldPicture.binary;
import static io.github.maskloom.hiding.OldPicture.join;
import static io.github.maskloom.hiding.OldPicture.latin;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.io.Resources;
import io.github.maskloom.hiding.Containers.Directory;
import io.github.maskloom.testing.TestProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** A block with a picture in it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Block(Kind kind, String name, byte[] bytes) {}

  /** What can hide a picture, by its kind: the lines of a file. */
  static final ListMultimap<String, String> PLACES = places();

  private final List<Block> blocks = new ArrayList<>();

  private MetadataBlocks() {}

  private static ListMultimap<String, String> places() {
    ListMultimap<String, String> places = ArrayListMultimap.create();
    try {
      for (String line :
          Resources.readLines(Resources.getResource(MetadataBlocks.class, "places.txt"), UTF_8)) {
        int blank = line.indexOf(' ');
        places.put(line.substring(0, blank), line.substring(blank + 1));
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  private void add(Kind kind, String name, byte[] bytes) {
    blocks.add(new Block(kind, name, bytes));
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
      List<String> tags = PLACES.get("tag");
      for (int i = WAYS.indexOf(way) % 4; i < tags.size(); i += usual ? 1 : 4) {
        int tag = Integer.decode(tags.get(i).substring(0, 6));
        int type = Integer.parseInt(tags.get(i).substring(7));
        byte[] picture = binary(next());
        byte[] value =
            switch (tag) {
              case 0x9286, 0x001B -> join(latin("ASCII\0\0\0"), picture);
              case 0x8649 -> resource("8BIM", 0x040C, "", join(new byte[28], picture));
              case 0xA420, 0x010E -> join(latin("room\0"), picture);
              default -> picture;
            };
        exif(
            "%s %04X/%d".formatted(way, tag, type),
            leading(way, new Directory().value(tag, type, value)));
      }
      byte[] picture = binary(next());
      exif(
          way + " thumbnail",
          leading(
              way,
              new Directory()
                  .number(0x0103, 6)
                  .link(0x0201, picture)
                  .number(0x0202, picture.length)));
      for (int at : new int[] {0x0111, 0x0144}) {
        Directory strips = new Directory().number(0x0100, 160).number(0x0101, 64);
        exif(
            way + " pixels " + at,
            leading(
                way,
                strips
                    .number(0x0103, 7)
                    .link(at, picture)
                    .number(at == 0x0111 ? 0x0117 : 0x0145, picture.length)));
      }
    }
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] picture = binary(next());
      add(Kind.EXIF, "gap " + order, first().block(order, picture, new byte[0]));
      byte[] other = binary(next());
      add(Kind.EXIF, "behind " + order, first().block(order, new byte[0], other));
      byte[] third = binary(next());
      add(Kind.EXIF, "no TIFF " + order, third);
    }
  }

  private void exif(String name, Directory directory) {
    ByteOrder order = next() % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    add(Kind.EXIF, name, directory.block(order, new byte[0], new byte[0]));
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
    for (String namespace : PLACES.get("namespace")) {
      names.append(" xmlns:" + namespace.replace(" ", "=\"") + '"');
    }
    return packet
        .replace("<x:xmpmeta", "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"")
        .replace("<rdf:RDF", names);
  }

  private void xmp() {
    List<String> properties = PLACES.get("property");
    for (int i = 0; i < properties.size(); i++) {
      for (int at = i % 4; at < PLACES.get("shape").size(); at += 4) {
        String shape = PLACES.get("shape").get(at);
        boolean entities = shape.contains(">&<");
        byte[] text = entities ? OldPicture.shortText(next()) : OldPicture.text(next());
        add(
            Kind.XMP,
            properties.get(i) + " " + shape,
            shaped(properties.get(i), shape, OldPicture.text(text)));
      }
    }
    for (String whole : PLACES.get("packet")) {
      byte[] text = OldPicture.text(next());
      String filled = declared(whole.replace('~', '\0')).replace("@", OldPicture.text(text));
      add(Kind.XMP, whole, filled.getBytes(UTF_8));
    }
    byte[] text = OldPicture.text(next());
    byte[] packet = packet("dc:source=\"" + OldPicture.text(text) + "\"", "");
    add(Kind.XMP, "UTF-16", new String(packet, UTF_8).getBytes(UTF_16BE));
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
          join(resolution, resource("8BIM", id, "room", data)));
    }
    for (String signature : List.of("8BPS", "MeSa", "AgHg", "DCSR", "PHUT")) {
      byte[] picture = binary(next());
      add(Kind.PHOTOSHOP, signature, resource(signature, 0x0404, "", picture));
    }
    byte[] picture = binary(next());
    add(Kind.PHOTOSHOP, "behind", join(resolution, picture));
    byte[] strip =
        resource(
            "8BIM",
            0x0422,
            "",
            first()
                .then(new Directory().link(0x0201, picture).number(0x0202, picture.length))
                .block(ByteOrder.BIG_ENDIAN, new byte[0], new byte[0]));
    add(Kind.PHOTOSHOP, "EXIF", strip);
    byte[] text = OldPicture.shortText(0);
    StringBuilder names = new StringBuilder();
    for (int at = 0; at < text.length; at += 250) {
      byte[] part = Arrays.copyOfRange(text, at, Math.min(text.length, at + 250));
      names.append(OldPicture.text(resource("8BIM", 0x0404, OldPicture.text(part), new byte[0])));
    }
    add(Kind.PHOTOSHOP, "names", latin(names.toString()));
  }

  private void iptc() {
    for (int id :
        new int[] {
          0, 5, 7, 15, 20, 25, 40, 55, 65, 80, 90, 105, 116, 118, 120, 122, 125, 150, 184, 200, 201,
          202, 221, 240, 255
        }) {
      byte[] picture = id % 10 == 0 ? OldPicture.text(next()) : binary(next());
      add(Kind.IPTC, "2:" + id, join(dataset(2, 120, latin("room")), dataset(2, id, picture)));
    }
    for (int record : new int[] {1, 3, 7, 8, 9, 240}) {
      byte[] picture = binary(next());
      add(Kind.IPTC, record + ":10", dataset(record, 10, picture));
    }
    byte[] picture = OldPicture.text(next());
    byte[] behind = join(dataset(2, 120, latin("room")), picture);
    add(Kind.IPTC, "behind", behind);
    byte[] pieces = new byte[0];
    for (int at = 0; at < picture.length; at += 1_900) {
      byte[] piece = Arrays.copyOfRange(picture, at, Math.min(picture.length, at + 1_900));
      pieces = join(pieces, dataset(2, 25, piece));
    }
    add(Kind.IPTC, "keywords", pieces);
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
        add(Kind.ICC, tag + "/" + type, TestProfiles.srgb(16).tag(tag, data).encode());
      }
    }
    for (String own : List.of("wtpt", "rXYZ", "chad", "view", "tech", "rTRC")) {
      byte[] picture = binary(next());
      byte[] sound =
          own.equals("rTRC") ? TestProfiles.srgbFormula() : join(latin("XYZ "), new byte[16]);
      add(
          Kind.ICC,
          own + " with more",
          TestProfiles.srgb(16).tag(own, join(sound, picture)).encode());
    }
    byte[] profile = TestProfiles.srgb(16).encode();
    byte[] picture = binary(next());
    add(Kind.ICC, "behind", join(profile, picture));
    byte[] longer = join(profile, picture);
    ByteBuffer.wrap(longer).putInt(0, longer.length);
    add(Kind.ICC, "last", longer);
    add(Kind.ICC, "no profile", picture);
    byte[] header = join(Arrays.copyOf(profile, 128), new byte[4], picture);
    ByteBuffer.wrap(header).putInt(0, header.length);
    add(Kind.ICC, "no tag", header);
    byte[] table = TestProfiles.srgb(16).tag("zzzz", new byte[8]).encode();
    add(Kind.ICC, "gap", join(table, picture));
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
