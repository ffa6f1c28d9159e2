package io.github.maskloom.examples.studio.gallery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Puts a gain map behind a JPEG, as phones do, and takes the map of such a file out. */
final class GainMapPhoto {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int INDEX_BYTES = 4 + 50 + 16 * 2;
  private static final int QUALITY = 92;
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String GAIN = "hdrgm:Version=\"1.0\"";
  private static final String RANGE = " hdrgm:GainMapMin=\"0\" hdrgm:GainMapMax=\"3\"";

  private GainMapPhoto() {}

  /** A photo as a JPEG, and behind it what says how much brighter its pixels may be shown. */
  static byte[] of(BufferedImage photo, BufferedImage map) throws IOException {
    byte[] second = withXmp(jpeg(map), GAIN + RANGE, "");
    byte[] first = withXmp(jpeg(photo), GAIN, directory(second.length));
    byte[] indexed = withSegment(first, APP2, index(first.length + 4 + INDEX_BYTES, second.length));
    return joined(indexed, second);
  }

  /** The map of a file, which is the last image in it. */
  static BufferedImage map(byte[] file) throws IOException {
    int at = file.length - 3;
    while (file[at] != (byte) 0xFF || file[at + 1] != (byte) 0xD8 || file[at + 2] != (byte) 0xFF) {
      at--;
    }
    return Pixels.of(ImageSource.of(Arrays.copyOfRange(file, at, file.length)));
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImagePreparer.create()
        .withPassThrough(false)
        .withFormat(OutputFormat.jpeg(QUALITY))
        .prepare(Pixels.source(image), ImageTarget.of(jpeg));
    return jpeg.toByteArray();
  }

  /** CIPA DC-007: the segment stands behind SOI, so that offsets count from the tenth byte. */
  private static byte[] index(int photoBytes, int mapBytes) {
    ByteBuffer out = ByteBuffer.allocate(INDEX_BYTES);
    out.put("MPF\0MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8).putShort((short) 3);
    out.putShort((short) 0xB000).putShort((short) 7).putInt(4).put("0100".getBytes(ISO_8859_1));
    out.putShort((short) 0xB001).putShort((short) 4).putInt(1).putInt(2);
    out.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(50).putInt(0);
    for (int number : List.of(0x20030000, photoBytes, 0, 0, 0, mapBytes, photoBytes - 10, 0)) {
      out.putInt(number);
    }
    return out.array();
  }

  private static String directory(int mapBytes) {
    return "<Container:Directory><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
        + "<Container:Item Item:Semantic=\"Primary\" Item:Mime=\"image/jpeg\"/></rdf:li>"
        + "<rdf:li rdf:parseType=\"Resource\"><Container:Item Item:Semantic=\"GainMap\""
        + (" Item:Mime=\"image/jpeg\" Item:Length=\"" + mapBytes + "\"/></rdf:li>")
        + "</rdf:Seq></Container:Directory>";
  }

  private static byte[] withXmp(byte[] jpeg, String attributes, String elements) {
    String packet =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"\""
            + " xmlns:hdrgm=\"http://ns.adobe.com/hdr-gain-map/1.0/\""
            + " xmlns:Container=\"http://ns.google.com/photos/1.0/container/\""
            + " xmlns:Item=\"http://ns.google.com/photos/1.0/container/item/\" "
            + (attributes + ">" + elements)
            + "</rdf:Description></rdf:RDF></x:xmpmeta>";
    return withSegment(jpeg, APP1, (XMP + packet).getBytes(ISO_8859_1));
  }

  /** A segment right behind SOI. */
  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + content.length);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    out.putShort((short) (2 + content.length)).put(content);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
