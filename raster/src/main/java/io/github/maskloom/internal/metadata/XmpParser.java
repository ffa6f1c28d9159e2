package io.github.maskloom.internal.metadata;

import io.github.maskloom.internal.metadata.XmpPacket.Found;
import io.github.maskloom.internal.metadata.XmpPacket.Place;
import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the elements of an XMP packet once, in time proportional to its length. No entity is
 * resolved, and a document type is refused.
 */
final class XmpParser {
  private static final String RDF = "rdf";

  /** The usual prefixes of namespaces that matter, whatever a packet calls them. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", RDF),
          Map.entry("http://ns.adobe.com/xap/1.0/g/img/", "xmpGImg"),
          Map.entry("http://ns.adobe.com/xmp/note/", "xmpNote"),
          Map.entry("http://ns.adobe.com/tiff/1.0/", "tiff"),
          Map.entry("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
          Map.entry("http://www.tc260.org.cn/ns/AIGC/1.0/", "TC260"),
          Map.entry("http://ns.adobe.com/hdr-gain-map/1.0/", "hdrgm"),
          Map.entry("http://ns.apple.com/HDRGainMap/1.0/", "HDRGainMap"),
          Map.entry("http://ns.google.com/photos/1.0/camera/", "GCamera"),
          Map.entry("http://ns.google.com/photos/1.0/container/", "Container"),
          Map.entry("http://ns.google.com/photos/1.0/container/item/", "Item"),
          Map.entry("http://ns.google.com/photos/1.0/depthmap/", "GDepth"),
          Map.entry("http://ns.google.com/photos/1.0/image/", "GImage"),
          Map.entry("http://ns.google.com/photos/1.0/audio/", "GAudio"),
          Map.entry("http://ns.google.com/photos/dd/1.0/device/", "Device"));

  /** Base64 of the first bytes of JPEG, PNG and TIFF. */
  private static final Pattern PICTURE =
      Pattern.compile("(?:data:image/[\\w+.-]{1,20};base64,)?(?:/9j/|iVBORw0KGgo|SUkqA|TU0AK)");

  /** What a space takes as an entity, at most. */
  private static final int ENTITY_CHARACTERS = 8;

  private static final int MIN_PICTURE_CHARACTERS = 64;

  private final String xml;
  private final Map<String, String> namespaces = new HashMap<>();
  private final Deque<Element> open = new ArrayDeque<>();
  private final List<Found> found = new ArrayList<>();
  private final Matcher picture;
  private String about = "";
  private int placeAt = -1;
  private int at;
  private boolean seen;
  private boolean broken;

  /** A name with the usual prefix of its namespace. */
  private record Name(String prefix, String local) {
    boolean is(String otherPrefix, String otherLocal) {
      return prefix.equals(otherPrefix) && local.equals(otherLocal);
    }
  }

  private record Attribute(String name, String value, int from, int end) {}

  /** An element that is not closed. */
  private static final class Element {
    private final String tag;
    private final Name name;
    private final int from;

    /** The property it belongs to; null outside of descriptions. */
    private final @Nullable Element property;

    private final boolean description;
    private @Nullable Subject subject;

    Element(String tag, Name name, int from, @Nullable Element parent, @Nullable Element above) {
      this.tag = tag;
      this.name = name;
      this.from = from;
      description = name.is(RDF, "Description") && parent != null && parent.name.is(RDF, "RDF");
      property = parent != null && parent.description ? this : above;
    }

    /** What a child belongs to: the property that this is a part of, or this if it goes. */
    @Nullable Element whole() {
      return property == null && subject != null ? this : property;
    }

    void isAbout(@Nullable Subject other) {
      Element whole = property == null ? this : property;
      if (other != null && (whole.subject == null || other == Subject.PICTURE)) {
        whole.subject = other;
      }
    }
  }

  XmpParser(String xml) {
    this.xml = xml;
    picture = PICTURE.matcher(xml);
  }

  /** Whether the packet is well-formed, as far as was looked; what follows it may be anything. */
  boolean parse() {
    while (at < xml.length()) {
      int tag = xml.indexOf('<', at);
      text(at, tag < 0 ? xml.length() : tag);
      at = tag < 0 ? xml.length() : tag;
      boolean whole = seen && open.isEmpty();
      if (tag >= 0 && !takeTag()) {
        return whole;
      }
    }
    return seen && open.isEmpty();
  }

  List<Found> found() {
    return found;
  }

  /** Where properties can be added; empty if there is no RDF. */
  Optional<Place> place() {
    return placeAt < 0 ? Optional.empty() : Optional.of(new Place(placeAt, about));
  }

  private boolean takeTag() {
    if (xml.startsWith("<?", at)) {
      return skip("?>");
    } else if (xml.startsWith("<!--", at)) {
      return skip("-->");
    } else if (xml.startsWith("<![CDATA[", at)) {
      int from = at + 9;
      return skip("]]>") && text(from, at - 3);
    } else if (xml.startsWith("</", at)) {
      return close();
    }
    return open();
  }

  private boolean skip(String end) {
    int found = xml.indexOf(end, at);
    at = found + end.length();
    return found >= 0;
  }

  /** Looks whether text is a picture; always true. */
  private boolean text(int from, int end) {
    Element element = open.peek();
    if (element != null && isPicture(from, end)) {
      element.isAbout(Subject.PICTURE);
    }
    return true;
  }

  private boolean isPicture(int from, int end) {
    return end - from >= MIN_PICTURE_CHARACTERS
        && picture.region(behindSpace(from, end), end).lookingAt();
  }

  /** Where text begins behind spaces and what stands for them. */
  private int behindSpace(int from, int end) {
    int begin = from;
    while (begin < end && (xml.charAt(begin) <= ' ' || xml.startsWith("&#", begin))) {
      int last = begin;
      while (xml.charAt(begin) == '&' && last < end && xml.charAt(last) != ';') {
        last++;
      }
      if (last == end || last - begin > ENTITY_CHARACTERS) {
        return begin;
      }
      begin = last + 1;
    }
    return begin;
  }

  private boolean close() {
    int end = xml.indexOf('>', at);
    Element element = open.poll();
    boolean matches =
        element != null && end >= 0 && xml.substring(at + 2, end).strip().equals(element.tag);
    if (element != null && matches) {
      placeAt = element.name.is(RDF, "RDF") ? at : placeAt;
      at = end + 1;
      closed(element);
    }
    return matches;
  }

  private void closed(Element element) {
    if (element.subject != null) {
      found.add(new Found(element.subject, element.from, at));
    }
  }

  private boolean open() {
    int from = at;
    at++;
    String tag = name();
    List<Attribute> attributes = new ArrayList<>();
    while (!tag.isEmpty() && takeAttribute(attributes)) {
      Attribute last = attributes.get(attributes.size() - 1);
      if (last.name().startsWith("xmlns:")) {
        namespaces.put(last.name().substring(6), last.value());
      }
    }
    boolean empty = xml.startsWith("/>", at);
    if (tag.isEmpty() || broken || !(empty || xml.startsWith(">", at))) {
      return false;
    }
    at += empty ? 2 : 1;
    seen = true;
    Element parent = open.peek();
    Element element =
        new Element(tag, named(tag), from, parent, parent == null ? null : parent.whole());
    judge(element, attributes);
    if (empty) {
      closed(element);
    } else {
      open.push(element);
    }
    return true;
  }

  private void judge(Element element, List<Attribute> attributes) {
    element.isAbout(subject(element.name));
    for (Attribute attribute : attributes) {
      Name name = named(attribute.name());
      boolean shows = isPicture(attribute.end() - 1 - attribute.value().length(), attribute.end());
      Subject subject = shows ? Subject.PICTURE : subject(name);
      if (element.description && name.is(RDF, "about")) {
        about = attribute.value();
      }
      if (element.property != null) {
        element.isAbout(subject);
      } else if (subject != null) {
        found.add(new Found(subject, attribute.from(), attribute.end()));
      }
    }
  }

  private Name named(String qualified) {
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? "" : qualified.substring(0, colon);
    String usual = PREFIXES.get(namespaces.getOrDefault(prefix, ""));
    return new Name(usual == null ? prefix : usual, qualified.substring(colon + 1));
  }

  private static @Nullable Subject subject(Name name) {
    return switch (name.prefix()) {
      case "xmlns", "" -> null;
      case "xmpGImg", "xapGImg" -> Subject.PICTURE;
      case "hdrgm", "HDRGainMap" -> Subject.GAIN_MAP;
      case "Container", "Item" -> Subject.FURTHER_IMAGES;
      case "GDepth", "Device" -> Subject.DEPTH_MAP;
      case "GImage" -> Subject.ORIGINAL;
      case "GAudio" -> Subject.SOUND;
      case "Iptc4xmpExt" -> name.local().equals("DigitalSourceType") ? Subject.SOURCE_TYPE : null;
      case "TC260" -> name.local().equals("AIGC") ? Subject.AIGC : null;
      case "tiff" -> name.local().equals("Orientation") ? Subject.ORIENTATION : null;
      default -> subjectOf(name.local());
    };
  }

  private static @Nullable Subject subjectOf(String local) {
    if (local.equals("Thumbnails")) {
      return Subject.PICTURE;
    } else if (local.equals("HasExtendedXMP")) {
      return Subject.EXTENSION;
    } else if (local.startsWith("MicroVideo") || local.startsWith("MotionPhoto")) {
      return Subject.FILM;
    }
    return local.contains("Depthmap") ? Subject.DEPTH_MAP : null;
  }

  /** Takes the next attribute with the space before it; none stands there if false. */
  private boolean takeAttribute(List<Attribute> attributes) {
    int from = at;
    skipSpace();
    String name = name();
    if (name.isEmpty()) {
      return false;
    }
    skipSpace();
    int end = xml.startsWith("=", at) ? valueEnd() : -1;
    if (end < 0) {
      broken = true;
      return false;
    }
    attributes.add(new Attribute(name, xml.substring(at + 1, end), from, end + 1));
    at = end + 1;
    return true;
  }

  /** Moves behind the sign of equality to a quoted value; returns where it ends, or -1. */
  private int valueEnd() {
    at++;
    skipSpace();
    char quote = at < xml.length() ? xml.charAt(at) : 0;
    return quote == '"' || quote == '\'' ? xml.indexOf(quote, at + 1) : -1;
  }

  private void skipSpace() {
    while (at < xml.length() && xml.charAt(at) <= ' ') {
      at++;
    }
  }

  private String name() {
    int from = at;
    while (at < xml.length() && isNameCharacter(xml.charAt(at))) {
      at++;
    }
    return xml.substring(from, at);
  }

  private static boolean isNameCharacter(char letter) {
    return letter > ' ' && "<>/=\"'".indexOf(letter) < 0;
  }
}
