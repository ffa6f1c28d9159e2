package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.metadata.XmpParser.Element;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** XMP packets in UTF-8 (ISO 16684-1), which are written of properties, and never copied. */
public final class XmpPacket {
  private static final String BEGIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
          + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
          + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
  private static final String END = "</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

  private static final String SOURCE_TYPE = "Iptc4xmpExt:DigitalSourceType";
  private static final String AIGC = "TC260:AIGC";
  private static final String ORIENTATION = "tiff:Orientation";

  private XmpPacket() {}

  /**
   * {@return what a packet says of a model's part in the image}
   *
   * @param packet in UTF-8; one that cannot be read says nothing
   */
  public static AiLabel label(byte[] packet) {
    Map<String, Element> properties =
        XmpParser.parse(packet, "xmp", KeptFields.unbounded()).orElse(Map.of());
    AiLabel typed = with(AiLabel.NONE, AiLabel::withDigitalSourceType, properties.get(SOURCE_TYPE));
    return with(typed, AiLabel::withAigc, properties.get(AIGC));
  }

  /**
   * {@return what an image says of a model's part in it, in its packet and its C2PA manifest}
   *
   * @param metadata as the image has them
   */
  public static AiLabel label(ImageMetadata metadata) {
    AiLabel said = metadata.xmp().map(XmpPacket::label).orElse(AiLabel.NONE);
    return said.orMore(metadata.manifestLabel());
  }

  /**
   * {@return the texts of a packet's listed properties by name} Texts of a list have a space
   * between them.
   *
   * @param packet in UTF-8; one that cannot be read says nothing
   * @param list {@code xmp}, or {@code map} for a gain map
   */
  public static Map<String, String> texts(byte[] packet, String list) {
    Map<String, String> texts = new HashMap<>();
    XmpParser.parse(packet, list, new KeptFields(MetadataReport.builder()))
        .orElse(Map.of())
        .forEach((name, property) -> texts.put(name, text(property).strip()));
    return texts;
  }

  private static String text(Element element) {
    return element.text()
        + element.parts().stream().map(part -> ' ' + text(part)).collect(joining());
  }

  /** What is too long, or no label, is none: an answer may say anything. */
  static AiLabel with(
      AiLabel label, BiFunction<AiLabel, String, AiLabel> change, @Nullable Element property) {
    try {
      return property == null ? label : change.apply(label, property.value());
    } catch (IllegalArgumentException e) {
      return label;
    }
  }

  /**
   * {@return a packet of a label alone; empty if it says nothing}
   *
   * @param label what the packet says
   */
  public static byte[] of(AiLabel label) {
    return written(labeled(new LinkedHashMap<>(), label));
  }

  /**
   * What of a packet is on the list, in a new one.
   *
   * @param list {@code xmp}, or {@code map} for a gain map
   * @param orientation EXIF's, which XMP says too if it says one
   * @param options whose label takes the place of what the packet says
   * @return empty if nothing is
   */
  static byte[] kept(
      byte[] packet, String list, int orientation, OutputOptions options, KeptFields fields) {
    Optional<Map<String, Element>> read = XmpParser.parse(packet, list, fields);
    if (read.isEmpty() && packet.length > 0) {
      fields.drop("XMP", "it is not well-formed");
    }
    Map<String, Element> properties = new LinkedHashMap<>(read.orElse(Map.of()));
    properties.computeIfPresent(
        ORIENTATION, (name, old) -> Element.of(name, Integer.toString(orientation)));
    Element source = properties.get(SOURCE_TYPE);
    if (!options.labeled() && source != null && source.value().endsWith("/digitalCapture")) {
      properties.remove(SOURCE_TYPE);
      fields.drop("XMP " + SOURCE_TYPE, "the capture was changed");
    }
    return written(labeled(properties, options.label()));
  }

  private static Map<String, Element> labeled(Map<String, Element> properties, AiLabel label) {
    label
        .digitalSourceType()
        .ifPresent(term -> properties.put(SOURCE_TYPE, Element.of(SOURCE_TYPE, term)));
    label.aigc().ifPresent(json -> properties.put(AIGC, Element.of(AIGC, json)));
    return properties;
  }

  /**
   * {@return a packet that was written here, with one more description}
   *
   * @param packet empty for none
   * @param description an element of RDF
   */
  public static byte[] with(byte[] packet, String description) {
    String before = packet.length == 0 ? BEGIN + END : new String(packet, UTF_8);
    return (before.substring(0, before.length() - END.length()) + description + END)
        .getBytes(UTF_8);
  }

  private static byte[] written(Map<String, Element> properties) {
    if (properties.isEmpty()) {
      return new byte[0];
    }
    Set<String> prefixes = new TreeSet<>();
    StringBuilder elements = new StringBuilder();
    properties.values().forEach(property -> write(property, elements, prefixes));
    StringBuilder description = new StringBuilder("<rdf:Description rdf:about=\"\"");
    for (String prefix : prefixes) {
      String namespace = KeptFields.namespace(prefix);
      if (namespace != null) {
        description.append(" xmlns:%s=\"%s\"".formatted(prefix, namespace));
      }
    }
    description.append('>').append(elements).append("</rdf:Description>");
    return with(new byte[0], description.toString());
  }

  private static void write(Element element, StringBuilder out, Set<String> prefixes) {
    prefixes.add(prefix(element.name()));
    out.append('<').append(element.name());
    Map<String, String> attributes = element.attributes();
    attributes.forEach(
        (name, value) -> {
          prefixes.add(prefix(name));
          out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        });
    out.append('>').append(escaped(element.text()));
    element.parts().forEach(part -> write(part, out, prefixes));
    out.append("</").append(element.name()).append('>');
  }

  private static String prefix(String name) {
    return name.substring(0, name.indexOf(':'));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#xD;");
  }
}
