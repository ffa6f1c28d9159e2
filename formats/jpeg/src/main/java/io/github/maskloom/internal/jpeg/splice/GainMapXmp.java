package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** XMP of an image that has a gain map, which says how long the map is (Android's Ultra HDR). */
final class GainMapXmp {
  private static final String DIRECTORY = "<Container:Directory";
  private static final String DIRECTORY_END = "</Container:Directory>";
  private static final String LENGTH = "Item:Length=";
  private static final int MAX_DIGITS = 10;

  /** The items of the file, and no others. */
  private static final String ITEMS =
      DIRECTORY
          + " xmlns:Container=\"http://ns.google.com/photos/1.0/container/\""
          + " xmlns:Item=\"http://ns.google.com/photos/1.0/container/item/\"><rdf:Seq>"
          + "<rdf:li rdf:parseType=\"Resource\">"
          + "<Container:Item Item:Semantic=\"Primary\" Item:Mime=\"image/jpeg\"/></rdf:li>"
          + "<rdf:li rdf:parseType=\"Resource\">"
          + "<Container:Item Item:Semantic=\"GainMap\" Item:Mime=\"image/jpeg\" "
          + new String(length(0), ISO_8859_1)
          + "/></rdf:li></rdf:Seq>"
          + DIRECTORY_END;

  private static final String FRESH =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<rdf:Description rdf:about=\"\""
          + " xmlns:hdrgm=\"http://ns.adobe.com/hdr-gain-map/1.0/\" hdrgm:Version=\"1.0\">"
          + ITEMS
          + "</rdf:Description></rdf:RDF></x:xmpmeta>";

  private final byte[] content;
  private final int lengthAt;

  /** The XMP of a packet. */
  GainMapXmp(byte[] packet) {
    content = KeptSegments.xmp(packet);
    lengthAt = new String(content, ISO_8859_1).indexOf(LENGTH);
  }

  /**
   * A packet without what does not come along, whose list of the file's items is replaced; none is
   * added.
   *
   * @param kept what it may be about beside the map
   * @param report is told what does not come along
   * @return empty if the packet does not speak of a gain map, or cannot be read
   */
  static Optional<byte[]> in(byte[] packet, Set<Subject> kept, MetadataReport.Builder report) {
    String text = new String(packet, ISO_8859_1);
    int from = text.indexOf(DIRECTORY);
    int end = text.indexOf(DIRECTORY_END, Math.max(from, 0));
    boolean listed = from >= 0 && end >= 0;
    String edited =
        listed
            ? text.substring(0, from) + ITEMS + text.substring(end + DIRECTORY_END.length())
            : text;
    Set<Subject> subjects = EnumSet.of(Subject.GAIN_MAP);
    subjects.addAll(kept);
    if (listed) {
      subjects.add(Subject.FURTHER_IMAGES);
    }
    return Optional.of(edited)
        .filter(speaking -> speaking.contains("hdrgm:Version"))
        .map(speaking -> speaking.getBytes(ISO_8859_1))
        .flatMap(xmp -> XmpPacket.travelling(xmp, subjects, report));
  }

  /** A packet that says nothing else. */
  static GainMapXmp fresh() {
    return new GainMapXmp(FRESH.getBytes(ISO_8859_1));
  }

  /** The content of the segment. */
  byte[] content() {
    return content.clone();
  }

  /** Where the length stands in the content, as {@link #length} has it; -1 if it does not. */
  int lengthAt() {
    return lengthAt;
  }

  /** The attribute of the map's length, always as many bytes. */
  static byte[] length(long mapBytes) {
    String attribute = LENGTH + '"' + mapBytes + '"';
    String spaces = " ".repeat(LENGTH.length() + 2 + MAX_DIGITS - attribute.length());
    return (attribute + spaces).getBytes(ISO_8859_1);
  }
}
