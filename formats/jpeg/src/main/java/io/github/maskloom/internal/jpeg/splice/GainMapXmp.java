package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.metadata.XmpPacket;

/**
 * XMP of an image that has a gain map, which says how long the map is (Android's Ultra HDR).
 *
 * @param content of the segment
 * @param lengthAt where the length stands in the content, as {@link #length} has it
 */
@SuppressWarnings("ArrayRecordComponent")
record GainMapXmp(byte[] content, int lengthAt) {
  private static final String LENGTH = "Item:Length=";
  private static final int MAX_DIGITS = 10;
  private static final byte[] NONE = {};

  /** Says that there is a map, and lists the file's items, and no others. */
  private static final String DESCRIPTION =
      """
      <rdf:Description rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"\
       hdrgm:Version="1.0"><Container:Directory\
       xmlns:Container="http://ns.google.com/photos/1.0/container/"\
       xmlns:Item="http://ns.google.com/photos/1.0/container/item/"><rdf:Seq>\
      <rdf:li rdf:parseType="Resource">\
      <Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>\
      <rdf:li rdf:parseType="Resource">\
      <Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" %s/></rdf:li></rdf:Seq>\
      </Container:Directory></rdf:Description>"""
          .formatted(new String(length(0), ISO_8859_1));

  private static GainMapXmp with(byte[] packet) {
    byte[] described = XmpPacket.with(packet, DESCRIPTION);
    byte[] content = Bytes.concat(JpegSegments.XMP.getBytes(ISO_8859_1), described);
    return new GainMapXmp(content, new String(content, ISO_8859_1).lastIndexOf(LENGTH));
  }

  /**
   * A packet with what tells of the map; one that leaves no room for that in a segment is left out.
   *
   * @param packet written anew, of which nothing tells of a map; empty for none
   */
  static GainMapXmp in(byte[] packet) {
    GainMapXmp both = with(packet);
    return both.content.length <= JpegSegments.MAX_CONTENT ? both : with(NONE);
  }

  /** The attribute of the map's length, always as many bytes. */
  static byte[] length(long mapBytes) {
    String attribute = LENGTH + '"' + mapBytes + '"';
    String spaces = " ".repeat(LENGTH.length() + 2 + MAX_DIGITS - attribute.length());
    return (attribute + spaces).getBytes(ISO_8859_1);
  }
}
