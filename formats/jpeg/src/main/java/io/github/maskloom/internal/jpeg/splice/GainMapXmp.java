package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/** XMP of an image that has a gain map, which says how long the map is (Android's Ultra HDR). */
final class GainMapXmp {
  private static final String DIRECTORY = "<Container:Directory";
  private static final String DIRECTORY_END = "</Container:Directory>";
  private static final Pattern EXTENDED =
      Pattern.compile("xmpNote:HasExtendedXMP\\s*=\\s*(\"[^\"]*\"|'[^']*')");
  private static final String LENGTH = "Item:Length=";
  private static final int MAX_DIGITS = 10;
  private static final int MAX_CONTENT = 65_533;

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
      KeptSegments.XMP
          + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<rdf:Description rdf:about=\"\""
          + " xmlns:hdrgm=\"http://ns.adobe.com/hdr-gain-map/1.0/\" hdrgm:Version=\"1.0\">"
          + ITEMS
          + "</rdf:Description></rdf:RDF></x:xmpmeta>";

  /** Stands for {@link #ITEMS} meanwhile; XML cannot hold it. */
  private static final String PLACE = "\1";

  private final byte[] content;
  private final int lengthAt;

  private GainMapXmp(String packet) {
    content = packet.getBytes(ISO_8859_1);
    lengthAt = packet.indexOf(LENGTH);
  }

  /**
   * What XMP becomes: it keeps whatever else it says, unless that describes what does not come
   * along. A list of the file's items is replaced; none is added.
   *
   * @param content of a segment named XMP
   */
  static GainMapXmp of(byte[] content) {
    String packet = EXTENDED.matcher(new String(content, ISO_8859_1)).replaceAll("");
    int from = packet.indexOf(DIRECTORY);
    int end = packet.indexOf(DIRECTORY_END, Math.max(from, 0));
    boolean listed = from >= 0 && end >= 0;
    String emptied =
        listed
            ? packet.substring(0, from) + PLACE + packet.substring(end + DIRECTORY_END.length())
            : packet;
    boolean speaks = emptied.contains("hdrgm:Version") && !packet.contains(PLACE);
    return KeptSegments.xmpOfMap(emptied)
        .filter(kept -> speaks)
        .map(kept -> new GainMapXmp(new String(kept, ISO_8859_1).replace(PLACE, ITEMS)))
        .filter(edited -> edited.content.length <= MAX_CONTENT)
        .orElseGet(() -> new GainMapXmp(FRESH));
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
