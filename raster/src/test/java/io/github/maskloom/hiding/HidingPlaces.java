package io.github.maskloom.hiding;

import static io.github.maskloom.hiding.Containers.chunk;
import static io.github.maskloom.hiding.Containers.extension;
import static io.github.maskloom.hiding.Containers.insert;
import static io.github.maskloom.hiding.Containers.profileSegments;
import static io.github.maskloom.hiding.Containers.rawProfile;
import static io.github.maskloom.hiding.Containers.resource;
import static io.github.maskloom.hiding.Containers.riffChunk;
import static io.github.maskloom.hiding.Containers.segment;
import static io.github.maskloom.hiding.Containers.segments;
import static io.github.maskloom.hiding.OldPicture.binary;
import static io.github.maskloom.hiding.OldPicture.join;
import static io.github.maskloom.hiding.OldPicture.latin;
import static io.github.maskloom.hiding.OldPicture.zlib;

import com.google.common.base.Splitter;
import com.google.common.primitives.Bytes;
import io.github.maskloom.hiding.Containers.Directory;
import io.github.maskloom.hiding.MetadataBlocks.Block;
import io.github.maskloom.hiding.MetadataBlocks.Kind;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestProfiles;
import io.github.maskloom.testing.UltraHdr;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.DataFormatException;

/** Where a picture of the room as it was can hide in a photo: thousands of places. */
public final class HidingPlaces {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 80;
  private static final int[] PARTS = {65_000, 1_500, 700};

  /** What files the places are in. */
  public enum Container {
    JPEG,
    PNG,
    TIFF,
    WEBP,
    GIF
  }

  /** A place. */
  public record Place(Container container, String name, UnaryOperator<byte[]> hiding) {
    /** A photo with the picture in it. */
    public byte[] in(byte[] photo) {
      return hiding.apply(photo);
    }

    @Override
    public String toString() {
      return container + " " + name;
    }
  }

  private final List<Place> places = new ArrayList<>();

  private HidingPlaces() {}

  /** All of them, always the same in the same order. */
  public static List<Place> all() {
    HidingPlaces all = new HidingPlaces();
    all.markers();
    all.behindPixels();
    all.chunks();
    MetadataBlocks.all().forEach(all::block);
    all.extensions();
    return all.places;
  }

  /** A JPEG of one scan, or of several. */
  public static byte[] jpeg(boolean progressive) {
    return progressive
        ? TestJpegs.progressive(WIDTH, HEIGHT, 3)
        : TestJpegs.baseline(WIDTH, HEIGHT, 3);
  }

  /** A PNG of a type of {@link BufferedImage}. */
  public static byte[] png(int type, boolean interlaced) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    image.createGraphics().drawImage(TestJpegs.picture(WIDTH, HEIGHT, 3), 0, 0, null);
    return ForeignFiles.png(image, interlaced);
  }

  /** A WebP without loss. */
  public static byte[] webp() {
    return OldPicture.webp(WIDTH, HEIGHT);
  }

  /** A GIF. */
  public static byte[] gif() {
    return ForeignFiles.gif(TestJpegs.picture(WIDTH, HEIGHT, 1), false);
  }

  /** A TIFF without compression. */
  public static byte[] tiff() {
    return tiff(new Directory(), new Directory());
  }

  private static byte[] tiff(Directory first, Directory next) {
    byte[] strip = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < strip.length; i++) {
      strip[i] = (byte) (i % WIDTH + i / WIDTH);
    }
    first.number(0x0100, WIDTH).number(0x0101, HEIGHT).number(0x0102, 8).number(0x0103, 1);
    first.number(0x0106, 1).link(0x0111, strip).number(0x0115, 1).number(0x0116, HEIGHT);
    first.number(0x0117, strip.length).then(next);
    return first.block(ByteOrder.LITTLE_ENDIAN, new byte[0], new byte[0]);
  }

  private int next() {
    return places.size();
  }

  private void add(Container container, String name, UnaryOperator<byte[]> hiding) {
    places.add(new Place(container, name, hiding));
  }

  private void jpeg(String name, UnaryOperator<byte[]> hiding) {
    add(Container.JPEG, name, hiding);
  }

  private void png(String name, UnaryOperator<byte[]> hiding) {
    add(Container.PNG, name, hiding);
  }

  private void markers() {
    String names =
        "|JFIF\0\1\2\0\0\1\0\1\240\100|JFXX\0\20|JFXX\0\23|CIFF|AVI1|Ocad$Rev|Exif\0\0|Exif\0\0II*\0"
            + "|http://ns.adobe.com/xap/1.0/\0|QVCI\0|FLIR\0|PARROT\0|ICC_PROFILE\0\1\1|FPXR\0\0"
            + "|MPF\0II*\0|urn:iso:std:iso:ts:21496:-1\0|Meta\0\0|Stim\0|BGTH|SCALADO\0|RMETA\0"
            + "|ssuniqueid\0|#UTHT|EPPIM\0|NITF\0|GoPro\0|TDHD|PENTAX \0|HUAWEI\0|SPIFF\0"
            + "|Media Jukebox\0|UNICODE\0|HDR_RI ver=|JP\0\1\0\0\0\1|[picture info]|Ducky|OLYMPUS\0"
            + "|Photoshop 3.0\0|Adobe_CM\0|Adobe|Adobe\0d\0\0\0\0\1|Q 75\0";
    List<String> all = Splitter.on('|').splitToList(names);
    for (int marker = 0xE0; marker <= 0xEF; marker++) {
      for (int i = marker % 3; i < all.size(); i += 3) {
        hideInSegment(marker, all.get(i));
      }
    }
    for (int marker : new int[] {0xFE, 0xF0, 0xF7, 0xFD, 0xC8, 0xDC, 0xDE, 0xDF, 0x02, 0xBF}) {
      hideInSegment(marker, "");
      hideInSegment(marker, "room ");
    }
    for (int i = 0; i < 5; i++) {
      byte[] text = OldPicture.text(next());
      jpeg("comments of 2000 " + i, jpeg -> insert(jpeg, 2, segments(0xFE, "", text, 2_000)));
    }
  }

  private void hideInSegment(int marker, String name) {
    byte[] picture = binary(next());
    int part = PARTS[next() % PARTS.length];
    byte[] bytes = segments(marker, name, picture, part);
    boolean early = next() % 2 == 0;
    jpeg(
        "FF%02X %s of %d".formatted(marker, name.replace('\0', '.'), part),
        jpeg -> insert(jpeg, early ? 2 : marker(jpeg, 0xDA), bytes));
  }

  private static int marker(byte[] jpeg, int marker) {
    return Bytes.indexOf(jpeg, new byte[] {(byte) 0xFF, (byte) marker});
  }

  /** Behind the pixels of each format, within what compresses them and without. */
  private void behindPixels() {
    for (int i = 0; i < 10; i++) {
      byte[] picture = binary(next() + i);
      byte[] stray = new byte[i];
      for (Container container : Container.values()) {
        add(container, "behind the end", photo -> join(photo, stray, picture));
      }
      jpeg("behind the scan", jpeg -> insert(jpeg, jpeg.length - 2, stuffed(picture)));
      jpeg(
          "before the end",
          jpeg -> insert(jpeg, jpeg.length - 2, segments(0xFE, "", picture, 65_000)));
      jpeg("between segments", jpeg -> insert(jpeg, 2, picture));
      png("behind zlib", png -> changedData(png, picture, false));
      png("rows too many", png -> changedData(png, picture, true));
      png("another IDAT", png -> insert(png, png.length - 12, chunk("IDAT", picture)));
      add(
          Container.WEBP,
          "within the image",
          webp ->
              Containers.riff(
                  riffChunk("VP8L", join(Arrays.copyOfRange(webp, 20, webp.length), picture))));
      add(
          Container.TIFF,
          "another page",
          tiff ->
              tiff(
                  new Directory(),
                  new Directory()
                      .number(0x0103, 7)
                      .link(0x0111, picture)
                      .number(0x0117, picture.length)));
      add(
          Container.TIFF,
          "a free place",
          tiff -> tiff(new Directory().link(0xFDE8, picture), new Directory()));
    }
    byte[] map = OldPicture.FILES.get(0);
    jpeg(
        "MPF",
        jpeg ->
            JpegEdits.withSegment(new UltraHdr(jpeg, map).other(map).file(), 0xFE, new byte[3]));
  }

  private static byte[] stuffed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte each : bytes) {
      out.write(each);
      if (each == (byte) 0xFF) {
        out.write(0);
      }
    }
    return out.toByteArray();
  }

  /** Puts bytes behind the stream of a PNG, or into it behind the last row. */
  private static byte[] changedData(byte[] png, byte[] picture, boolean inside) {
    int at = Bytes.indexOf(png, latin("IDAT"));
    byte[] stream = Arrays.copyOfRange(png, at + 4, png.length - 12 - 4);
    byte[] changed = join(stream, picture);
    if (inside) {
      try {
        byte[] rows = PngFiles.inflated(PngFiles.zlib(png));
        changed = zlib(join(rows, picture));
      } catch (DataFormatException e) {
        throw new IllegalStateException(e);
      }
    }
    return join(Arrays.copyOf(png, at - 4), chunk("IDAT", changed), chunk("IEND"));
  }

  private void chunks() {
    for (String type : MetadataBlocks.PLACES.get("chunk")) {
      hideInChunk(type, "", new byte[0]);
      hideInChunk(type, " with more", sound(type));
    }
    for (String key : MetadataBlocks.PLACES.get("key")) {
      byte[] name = latin(key + "\0");
      byte[] text = OldPicture.text(next());
      text(key, chunk("tEXt", name, text));
      text(key + " packed", chunk("zTXt", name, new byte[1], zlib(text)));
      text(key + " UTF-8", chunk("iTXt", name, new byte[4], text));
      text(key + " packed UTF-8", chunk("iTXt", name, new byte[] {1, 0, 0, 0}, zlib(text)));
      text(key + " language", chunk("iTXt", name, new byte[2], text, new byte[2], name));
      text(key + " translated", chunk("iTXt", name, new byte[3], text, new byte[1], name));
      text(key + " behind zlib", chunk("zTXt", name, new byte[1], zlib(name), text));
      byte[] pieces = new byte[0];
      for (int at = 0; at < text.length; at += 1_900) {
        byte[] piece = Arrays.copyOfRange(text, at, Math.min(text.length, at + 1_900));
        pieces = join(pieces, chunk("tEXt", name, piece));
      }
      text(key + " in pieces", pieces);
    }
    byte[] picture = binary(next());
    text(
        "profile's tail",
        chunk("iCCP", latin("a\0\0"), zlib(TestProfiles.srgb(16).encode()), picture));
    byte[] wrong = chunk("tEXt", latin("Comment\0"), OldPicture.text(0));
    wrong[wrong.length - 1]++;
    text("wrong CRC", wrong);
  }

  private static byte[] sound(String type) {
    return switch (type) {
      case "cHRM", "mDCV" -> new byte[32];
      case "gAMA", "cICP" -> new byte[] {1, 13, 0, 1};
      case "tIME" -> new byte[] {7, (byte) 220, 1, 1, 1, 1, 1};
      case "pHYs" -> new byte[] {0, 0, 11, 19, 0, 0, 11, 19, 1};
      case "iCCP", "zTXt" -> latin("room\0\0");
      case "eXIf", "eXIF" -> new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0};
      default -> new byte[] {8, 8, 8, 0};
    };
  }

  private void hideInChunk(String type, String more, byte[] sound) {
    byte[] picture = binary(next());
    byte[] bytes = chunk(type, sound, picture);
    png(type + more, png -> insert(png, 33, bytes));
    png(type + more + " behind", png -> insert(png, png.length - 12, bytes));
  }

  private void text(String name, byte[] chunk) {
    boolean early = next() % 2 == 0;
    png(name, png -> insert(png, early ? 33 : png.length - 12, chunk));
  }

  private void block(Block block) {
    String name = block.kind() + " " + block.name();
    byte[] bytes = inSegments(block);
    jpeg(name, jpeg -> insert(jpeg, 2, bytes));
    byte[][] chunks = inChunks(block);
    byte[] chunk = chunks[next() % chunks.length];
    String type = OldPicture.text(Arrays.copyOfRange(chunk, 4, 8));
    png(type + " " + name, png -> insert(png, 33, chunk));
    if (block.kind() == Kind.EXIF && next() % 4 == 0) {
      add(Container.WEBP, name, webp -> extended(webp, 8, "EXIF", block.bytes()));
    } else if (block.kind() != Kind.EXIF && next() % 3 == 0) {
      inOthers(block, name);
    }
  }

  private void inOthers(Block block, String name) {
    int tag =
        switch (block.kind()) {
          case XMP -> 0x02BC;
          case PHOTOSHOP -> 0x8649;
          case IPTC -> 0x83BB;
          default -> 0x8773;
        };
    add(
        Container.TIFF,
        name,
        tiff -> tiff(new Directory().value(tag, 7, block.bytes()), new Directory()));
    if (block.kind() == Kind.XMP || block.kind() == Kind.ICC) {
      boolean xmp = block.kind() == Kind.XMP;
      add(
          Container.WEBP,
          name,
          webp -> extended(webp, xmp ? 4 : 32, xmp ? "XMP " : "ICCP", block.bytes()));
      add(
          Container.GIF,
          name,
          gif ->
              insert(
                  gif,
                  gif.length - 1,
                  extension(0xFF, xmp ? "XMP DataXMP" : "ICCRGBG1012", block.bytes())));
    }
  }

  private static byte[] inSegments(Block block) {
    byte[] bytes = block.bytes();
    return switch (block.kind()) {
      case EXIF -> segment(0xE1, latin("Exif\0\0"), bytes);
      case XMP ->
          bytes.length < 60_000 && bytes.length % 3 > 0
              ? segment(0xE1, latin("http://ns.adobe.com/xap/1.0/\0"), bytes)
              : Containers.extendedXmp(
                  bytes.length < 60_000 ? bytes : Arrays.copyOf(bytes, 60_000));
      case PHOTOSHOP -> segments(0xED, "Photoshop 3.0\0", bytes, PARTS[bytes.length % 2]);
      case IPTC -> segment(0xED, latin("Photoshop 3.0\0"), resource("8BIM", 0x0404, "", bytes));
      case ICC -> profileSegments(bytes, PARTS[bytes.length % 2]);
    };
  }

  private static byte[][] inChunks(Block block) {
    byte[] bytes = block.bytes();
    byte[] xmp = latin("XML:com.adobe.xmp\0");
    return switch (block.kind()) {
      case EXIF ->
          new byte[][] {
            chunk("eXIf", bytes),
            rawProfile("zTXt", "exif", join(latin("Exif\0\0"), bytes)),
            rawProfile("tEXt", "APP1", join(latin("Exif\0\0"), bytes))
          };
      case XMP ->
          new byte[][] {
            chunk("iTXt", xmp, new byte[4], bytes),
            chunk("iTXt", xmp, new byte[] {1, 0, 0, 0}, zlib(bytes)),
            chunk("tEXt", xmp, bytes),
            chunk("zTXt", xmp, new byte[1], zlib(bytes)),
            rawProfile("iTXt", "xmp", bytes)
          };
      case PHOTOSHOP ->
          new byte[][] {rawProfile("zTXt", "8bim", bytes), rawProfile("tEXt", "iptc", bytes)};
      case IPTC ->
          new byte[][] {
            rawProfile("tEXt", "iptc", bytes),
            rawProfile("zTXt", "iptc", resource("8BIM", 0x0404, "", bytes))
          };
      case ICC ->
          new byte[][] {
            chunk("iCCP", latin("p\0\0"), zlib(bytes)),
            rawProfile("zTXt", "icc", bytes),
            rawProfile("tEXt", "icm", bytes)
          };
    };
  }

  private static byte[] extended(byte[] webp, int flag, String type, byte[] data) {
    byte[] header =
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(flag)
            .put((byte) (WIDTH - 1))
            .putShort((short) 0)
            .put((byte) (HEIGHT - 1))
            .array();
    byte[] image = Arrays.copyOfRange(webp, 12, webp.length);
    byte[] more = riffChunk(type, data);
    return flag == 32
        ? Containers.riff(riffChunk("VP8X", header), more, image)
        : Containers.riff(riffChunk("VP8X", header), image, more);
  }

  private void extensions() {
    for (int label : new int[] {0xFE, 0xFF, 0x01, 0xF9, 0xCE, 0x00}) {
      for (String application : List.of("", "XMP DataXMP", "ICCRGBG1012", "NETSCAPE2.0", "own")) {
        byte[] picture = binary(next());
        add(
            Container.GIF,
            "%02X %s".formatted(label, application),
            gif -> insert(gif, gif.length - 1, extension(label, application, picture)));
        for (String type : List.of("META", "abcd", "EXIF", "XMP ", "ICCP", "ANMF", "ALPH")) {
          byte[] other = binary(next());
          add(Container.WEBP, type + " " + label, webp -> extended(webp, label, type, other));
        }
      }
    }
  }
}
