package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the properties of an XMP packet in UTF-8 (ISO 16684-1) that are on the list. It goes
 * through the packet once, in time proportional to its length, and holds no more than it takes. No
 * entity is declared, and a document type is refused.
 */
final class XmpParser {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final Set<String> FORMS =
      Set.of("rdf:Bag", "rdf:Seq", "rdf:Alt", "rdf:li", "rdf:Description", "rdf:value");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,35}");

  /** What is about the gain map, of which the report tells apart. */
  private static final Set<String> OF_GAIN_MAP = Set.of("hdrgm", "HDRGainMap", "Container", "Item");

  /** A character by its number, in hexadecimal or decimal digits, or by its name. */
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(quot|apos|lt|gt|amp));");

  private static final int MAX_DEPTH = 64;
  private static final int MAX_PARTS = 256;
  private static final int MAX_ALL_PARTS = 1024;

  /** What is longer is too long, however its characters are written. */
  private static final int MAX_RAW_TEXT = 64 << 10;

  private static final String SPACE = "[\\x00- ]*+";
  private static final Pattern NAME = Pattern.compile("[^\\x00- <>/=\"']++");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          SPACE + "(" + NAME + ")" + SPACE + "=" + SPACE + "(?:\"([^\"]*+)\"|'([^']*+)')");
  private static final Pattern END = Pattern.compile(SPACE + "(/?)>");

  /** The characters that have names. */
  private static final Map<String, String> NAMED =
      Map.of("quot", "\"", "apos", "'", "lt", "<", "gt", ">", "amp", "&");

  private final String xml;
  private final Matcher token;
  private final String list;
  private final KeptFields fields;
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<String, Element> properties = new LinkedHashMap<>();
  private int parts;
  private int at;

  /**
   * A property or a part of it.
   *
   * @param name with the usual prefix of its namespace
   */
  record Element(String name, Map<String, String> attributes, String text, List<Element> parts) {
    static Element of(String name, String text) {
      return new Element(name, Map.of(), text, List.of());
    }

    /** The text of a simple property, or what it refers to. */
    String value() {
      return attributes.getOrDefault("rdf:resource", text).strip();
    }

    /** Every text in it. */
    List<String> texts() {
      List<String> texts = new ArrayList<>(attributes.values());
      texts.add(text);
      parts.forEach(part -> texts.addAll(part.texts()));
      return texts;
    }

    int count() {
      return 1 + parts.stream().mapToInt(Element::count).sum();
    }
  }

  private record Tag(
      String name, Map<String, String> attributes, boolean closes, boolean isEmpty) {}

  private XmpParser(String xml, String list, KeptFields fields) {
    this.xml = xml;
    token = NAME.matcher(xml);
    this.list = list;
    this.fields = fields;
    namespaces.put("xml", XML);
  }

  /**
   * Reads a packet.
   *
   * @param list {@code xmp}, or {@code map} for a gain map
   * @return its properties by name; empty if it is not well-formed, or not in UTF-8
   */
  static Optional<Map<String, Element>> parse(byte[] packet, String list, KeptFields fields) {
    XmpParser parser = new XmpParser(new String(packet, ISO_8859_1), list, fields);
    try {
      Tag root = parser.next(new StringBuilder());
      parser.walk(root, false, 0);
      return Optional.of(parser.properties);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Goes through an element that is no property. */
  private void walk(Tag tag, boolean inRdf, int depth) throws ParseException {
    String name = named(tag.name);
    boolean describes = inRdf && name.equals("rdf:Description");
    if (tag.closes || depth > MAX_DEPTH) {
      throw new ParseException("not well-formed", at);
    } else if (describes) {
      tag.attributes.forEach((key, value) -> simple(named(key), value));
    }
    StringBuilder unused = new StringBuilder();
    for (Tag next = child(tag, unused); next != null; next = child(tag, unused)) {
      if (describes) {
        property(next, depth + 1);
      } else {
        walk(next, name.equals("rdf:RDF"), depth + 1);
      }
    }
  }

  /** The next child of an element, or null at its end; text before is added to what came before. */
  private @Nullable Tag child(Tag parent, StringBuilder text) throws ParseException {
    Tag next = parent.isEmpty ? null : next(text);
    if (next == null || !next.closes) {
      return next;
    } else if (!next.name.equals(parent.name)) {
      throw new ParseException("not well-formed", at);
    }
    return null;
  }

  private void simple(String name, String raw) {
    if (!name.startsWith("xmlns") && !name.startsWith("rdf:") && !name.startsWith("xml:")) {
      Rule rule = rule(name);
      take(name, rule, Element.of(name, rule == null ? "" : text(raw)));
    }
  }

  private void property(Tag tag, int depth) throws ParseException {
    String name = named(tag.name);
    Rule rule = rule(name);
    take(name, rule, element(tag, name, rule != null, depth));
  }

  private void take(String name, @Nullable Rule rule, Element element) {
    if (rule == null) {
      drop(name);
      return;
    }
    String field = "XMP " + name;
    List<String> texts = element.texts();
    parts += element.count();
    if (element.count() > MAX_PARTS || parts > MAX_ALL_PARTS) {
      fields.drop(field, "it has too many parts");
    } else if (!texts.stream().allMatch(KeptFields::isText)) {
      fields.drop(field, KeptFields.NO_TEXT);
    } else if (properties.containsKey(name)) {
      fields.drop(field, "there is another");
    } else {
      int bytes = texts.stream().mapToInt(text -> text.getBytes(UTF_8).length).sum();
      if (fields.takes(field, rule, true, bytes)) {
        properties.put(name, element);
      }
    }
  }

  private void drop(String name) {
    if (!OF_GAIN_MAP.contains(name.substring(0, Math.max(0, name.indexOf(':'))))) {
      fields.drop("XMP " + name, KeptFields.UNLISTED);
    }
  }

  private @Nullable Rule rule(String name) {
    Rule rule = KeptFields.rule(list, name);
    return rule == null ? KeptFields.rule("xmp", name) : rule;
  }

  /** Reads an element to its end; of one that is not wanted nothing is held. */
  private Element element(Tag tag, String name, boolean wanted, int depth) throws ParseException {
    if (depth > MAX_DEPTH) {
      throw new ParseException("not well-formed", at);
    }
    List<Element> inner = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Tag next = child(tag, text); next != null; next = child(tag, text)) {
      String child = named(next.name);
      boolean its = wanted && (FORMS.contains(child) || rule(child) != null);
      Element part = element(next, child, its, depth + 1);
      if (its && inner.size() <= MAX_PARTS) {
        inner.add(part);
      } else if (wanted) {
        drop(child);
      }
    }
    boolean holdsText = wanted && inner.isEmpty();
    return new Element(
        name, wanted ? attributes(tag) : Map.of(), holdsText ? text(text.toString()) : "", inner);
  }

  private Map<String, String> attributes(Tag tag) {
    Map<String, String> kept = new TreeMap<>();
    tag.attributes.forEach(
        (key, raw) -> {
          String name = named(key);
          String value = text(raw);
          boolean form =
              name.equals("rdf:resource")
                  || (name.equals("rdf:parseType") && value.equals("Resource"))
                  || (name.equals("xml:lang") && LANGUAGE.matcher(value).matches());
          if (form || rule(name) != null) {
            kept.put(name, value);
          } else if (!name.startsWith("xmlns") && !name.startsWith("rdf:")) {
            drop(name);
          }
        });
    return kept;
  }

  /** The name with the usual prefix; an unknown namespace never has one of those. */
  private String named(String qualified) {
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? "" : qualified.substring(0, colon);
    String local = qualified.substring(colon + 1);
    String namespace = namespaces.get(prefix);
    if (namespace == null) {
      return qualified;
    }
    String known = namespace.equals(RDF) ? "rdf" : namespace.equals(XML) ? "xml" : null;
    String usual = known == null ? KeptFields.prefix(namespace) : known;
    boolean disguised = KeptFields.namespace(prefix) != null || prefix.equals("rdf");
    return (usual != null ? usual : disguised ? prefix + "?" : prefix) + ":" + local;
  }

  /** Text as it was meant: in UTF-8, with characters for what stands for them. */
  private static String text(String raw) {
    String text = new String(raw.getBytes(ISO_8859_1), UTF_8);
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  /** The character of a reference (XML 1.0, 4.1 and 4.6); the reference itself if it is none. */
  private static String character(MatchResult found) {
    if (found.group(3) != null) {
      return NAMED.getOrDefault(found.group(3), "");
    }
    boolean hex = found.group(1) != null;
    int code = Integer.parseInt(found.group(hex ? 1 : 2), hex ? 16 : 10);
    return Character.isValidCodePoint(code) ? Character.toString(code) : found.group();
  }

  /** The next tag; the text before it is added to what came before. */
  private Tag next(StringBuilder text) throws ParseException {
    while (true) {
      add(text, until("<"));
      if (xml.startsWith("![CDATA[", at)) {
        add(text, until("]]>").substring(8).replace("&", "&amp;"));
      } else if (xml.startsWith("?", at)) {
        until("?>");
      } else if (xml.startsWith("!--", at)) {
        until("-->");
      } else if (xml.startsWith("/", at)) {
        return new Tag(until(">").substring(1).strip(), Map.of(), true, false);
      } else {
        return opening();
      }
    }
  }

  private static void add(StringBuilder text, String raw) {
    if (text.length() <= MAX_RAW_TEXT) {
      text.append(raw, 0, Math.min(raw.length(), MAX_RAW_TEXT + 1));
    }
  }

  /** What stands before an end; that is passed over, too. */
  private String until(String end) throws ParseException {
    int from = at;
    int found = xml.indexOf(end, from);
    if (found < 0) {
      throw new ParseException("not well-formed", at);
    }
    at = found + end.length();
    return xml.substring(from, found);
  }

  private Tag opening() throws ParseException {
    String name = takes(NAME) ? token.group() : "";
    Map<String, String> attributes = new LinkedHashMap<>();
    while (takes(ATTRIBUTE)) {
      String key = token.group(1);
      String value = token.group(token.group(2) == null ? 3 : 2);
      if (key.startsWith("xmlns:")) {
        namespaces.put(key.substring(6), value);
      }
      attributes.put(key, value);
    }
    if (name.isEmpty() || !takes(END)) {
      throw new ParseException("not well-formed", at);
    }
    return new Tag(name, attributes, false, !token.group(1).isEmpty());
  }

  private boolean takes(Pattern pattern) {
    boolean found = token.usePattern(pattern).region(at, xml.length()).lookingAt();
    at = found ? token.end() : at;
    return found;
  }
}
