package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an XMP packet says of a model's part in the image, and writes it into another. */
public final class XmpLabel {
  private static final String BEGIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
          + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
          + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
  private static final String END = "</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

  private static final Pattern RESOURCE = Pattern.compile("rdf:resource\\s*=\\s*[\"']([^\"']*)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s*[^<\\s=]+\\s*=\\s*[\"'](.*)[\"']", Pattern.DOTALL);
  private static final Pattern ELEMENT =
      Pattern.compile("<[^>]*>(?:<!\\[CDATA\\[)?([^<]*?)(?:\\]\\]>)?</.*", Pattern.DOTALL);

  /** A character by its number, in hexadecimal or decimal digits, or by its name. */
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(quot|apos|lt|gt|amp));");

  private XmpLabel() {}

  /**
   * {@return what a packet says}
   *
   * @param packet in UTF-8; one that cannot be read says nothing
   */
  public static AiLabel read(byte[] packet) {
    Optional<XmpPacket> xmp = XmpPacket.of(packet);
    AiLabel typed =
        with(
            AiLabel.NONE,
            AiLabel::withDigitalSourceType,
            xmp.flatMap(read -> value(read, Subject.SOURCE_TYPE)));
    return with(typed, AiLabel::withAigc, xmp.flatMap(read -> value(read, Subject.AIGC)));
  }

  /** What is too long, or no label, is none: an answer may say anything. */
  private static AiLabel with(
      AiLabel label, BiFunction<AiLabel, String, AiLabel> change, Optional<String> value) {
    try {
      return value.isPresent() ? change.apply(label, value.get()) : label;
    } catch (IllegalArgumentException e) {
      return label;
    }
  }

  private static Optional<String> value(XmpPacket xmp, Subject subject) {
    return xmp.text(subject)
        .flatMap(XmpLabel::content)
        .map(text -> unescaped(text.strip()))
        .filter(text -> !text.isEmpty());
  }

  /** The value of a property, which is an attribute, or an element with text or a resource. */
  private static Optional<String> content(String property) {
    Matcher resource = RESOURCE.matcher(property);
    if (resource.find()) {
      return Optional.of(resource.group(1));
    }
    Matcher matcher = (property.startsWith("<") ? ELEMENT : ATTRIBUTE).matcher(property);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * {@return a packet that says what a label says, and nothing else of it}
   *
   * @param packet to add it to; if there is none, or it has no descriptions, a new one is made
   * @param label of which what is empty leaves the packet as it is
   */
  public static byte[] write(Optional<byte[]> packet, AiLabel label) {
    if (label.isEmpty()) {
      return packet.orElse(new byte[0]);
    }
    Set<Subject> replaced = EnumSet.noneOf(Subject.class);
    label.digitalSourceType().ifPresent(type -> replaced.add(Subject.SOURCE_TYPE));
    label.aigc().ifPresent(type -> replaced.add(Subject.AIGC));
    return packet
        .flatMap(XmpPacket::of)
        .flatMap(xmp -> XmpPacket.of(xmp.without(replaced)).flatMap(left -> added(left, label)))
        .orElseGet(() -> (BEGIN + description("", label) + END).getBytes(UTF_8));
  }

  private static Optional<byte[]> added(XmpPacket xmp, AiLabel label) {
    byte[] bytes = xmp.without(Set.of());
    return xmp.place()
        .map(
            place ->
                Bytes.concat(
                    Arrays.copyOf(bytes, place.at()),
                    description(utf8(place.about()), label).getBytes(UTF_8),
                    Arrays.copyOfRange(bytes, place.at(), bytes.length)));
  }

  /** Text that was taken from the packet byte by byte. */
  private static String utf8(String raw) {
    return new String(raw.getBytes(ISO_8859_1), UTF_8);
  }

  private static String description(String about, AiLabel label) {
    String type = label.digitalSourceType().map(XmpLabel::sourceType).orElse("");
    String aigc = label.aigc().map(XmpLabel::aigc).orElse("");
    return "<rdf:Description xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" rdf:about=\""
        + about.replace("\"", "&quot;")
        + "\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
        + " xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\">"
        + type
        + aigc
        + "</rdf:Description>";
  }

  private static String sourceType(String term) {
    return "<Iptc4xmpExt:DigitalSourceType>" + escaped(term) + "</Iptc4xmpExt:DigitalSourceType>";
  }

  private static String aigc(String json) {
    return "<TC260:AIGC>" + escaped(json) + "</TC260:AIGC>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String unescaped(String text) {
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  /** The character of a reference (XML 1.0, 4.1 and 4.6); the reference itself if it is none. */
  private static String character(MatchResult found) {
    if (found.group(3) != null) {
      return switch (found.group(3)) {
        case "quot" -> "\"";
        case "apos" -> "'";
        case "lt" -> "<";
        case "gt" -> ">";
        default -> "&";
      };
    }
    int code =
        found.group(1) != null
            ? Integer.parseInt(found.group(1), 16)
            : Integer.parseInt(found.group(2));
    return Character.isValidCodePoint(code) ? Character.toString(code) : found.group();
  }
}
