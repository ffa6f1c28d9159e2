package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.image.MetadataReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of what travels with an image that was changed, and what was taken by it so far: {@code
 * kept-fields.txt} has the fields, and the module's README tells of them.
 *
 * <p>A text passes in whole or not at all. What does not is told by name: names may be strangers'
 * text, so they are cut, and have plain characters only.
 */
final class KeptFields {
  static final String UNLISTED = "it is not on the list";
  static final String NO_TEXT = "it is no text, or damaged";

  private static final int MAX_TEXT_BYTES = 2 << 10;
  private static final int MAX_FILE_BYTES = 16 << 10;
  private static final int MAX_NUMBER_BYTES = 8;
  private static final int MAX_NAME = 64;
  private static final int FIELDS = 4;

  /** More letters than words and addresses have in a row, or one that no text has. */
  private static final Pattern UNTEXTUAL =
      Pattern.compile(
          "[A-Za-z0-9+/=_-]{257}" + "|[\\x00-\\x08\\x0B\\f\\x0E-\\x1F\\x7F\\p{Cs}\\uFFFD-\\uFFFF]");

  private final MetadataReport.Builder report;
  private final boolean bounded;
  private int bytes;

  /** Takes fields of a file of which nothing was taken. */
  KeptFields(MetadataReport.Builder report) {
    this(report, true);
  }

  private KeptFields(MetadataReport.Builder report, boolean bounded) {
    this.report = report;
    this.bounded = bounded;
  }

  /** Takes texts of any length, to be looked at and not to be written. */
  static KeptFields unbounded() {
    return new KeptFields(MetadataReport.builder(), false);
  }

  /**
   * How a field is bounded.
   *
   * @param kind a word of the list, or a number
   * @param name what people call it
   */
  record Rule(String kind, int maxBytes, String name) {
    boolean isNumber() {
      return kind.startsWith("bytes ") || Character.isDigit(kind.charAt(0));
    }
  }

  /** Read when it is needed first. */
  private static final class Table {
    static final Map<String, Rule> RULES = new HashMap<>();
    static final Map<String, String> PREFIXES = new HashMap<>();
    static final Map<String, String> NAMESPACES = new HashMap<>();

    static {
      try (InputStream in =
          Objects.requireNonNull(KeptFields.class.getResourceAsStream("kept-fields.txt"))) {
        new String(in.readAllBytes(), UTF_8)
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(line -> add(line.split("; ", FIELDS)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void add(String[] line) {
      String[] where = line[1].split(" ", -1);
      for (String field : line[3].split(", ", -1)) {
        String[] named = field.split(" ", 2);
        switch (line[0]) {
          case "xmp", "map" -> put(line[0], where[0] + ":" + field, line[2], field);
          case "text" -> put("text", field, line[2], field);
          default -> put(line[0].equals("exif") ? where[0] : "iptc", named[0], line[2], named[1]);
        }
      }
      if (where.length == 2) {
        PREFIXES.put(where[1], where[0]);
        NAMESPACES.put(where[0], where[1]);
      }
    }

    private static void put(String place, String id, String kind, String name) {
      RULES.put(place + " " + id, new Rule(kind, maxBytes(kind), name));
    }

    private static int maxBytes(String kind) {
      if (kind.startsWith("bytes ")) {
        return Integer.parseInt(kind.substring(6));
      }
      boolean counts = Character.isDigit(kind.charAt(0));
      return counts ? MAX_NUMBER_BYTES * Integer.parseInt(kind) : MAX_TEXT_BYTES;
    }
  }

  /** How a field is bounded that is on the list; null if it is not. */
  static @Nullable Rule rule(String place, String id) {
    return Table.RULES.get(place + " " + id);
  }

  /** The usual prefix of a namespace of XMP; null if it is not on the list. */
  static @Nullable String prefix(String namespace) {
    return Table.PREFIXES.get(namespace);
  }

  /** The namespace of a usual prefix of XMP; null if it is not on the list. */
  static @Nullable String namespace(String prefix) {
    return Table.NAMESPACES.get(prefix);
  }

  /**
   * Counts all texts of a field. Says whether it is on the list and sound, and whether there is
   * room for the texts, and tells if not.
   */
  boolean takes(String field, @Nullable Rule rule, boolean sound, int textBytes) {
    if (rule == null || !sound) {
      drop(field, rule == null ? UNLISTED : NO_TEXT);
    } else if (bounded && textBytes > rule.maxBytes()) {
      drop(field, "it is longer than " + (rule.maxBytes() >> 10) + " KiB");
    } else if (bounded && bytes + textBytes > MAX_FILE_BYTES) {
      drop(field, "all texts together are longer than 16 KiB");
    } else {
      bytes += textBytes;
      return true;
    }
    return false;
  }

  /** Tells that a field does not travel. */
  void drop(String field, String why) {
    String plain = field.replaceAll("[^ -~]", "?");
    report.dropped(plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "..." : plain, why);
  }

  /**
   * Whether characters are text, of whatever code has those of ASCII: they were decoded well and
   * may stand in XML 1.0 (section 2.2), none controls anything, and no run of letters is as long as
   * that of other things in Base64.
   */
  static boolean isText(String text) {
    return !UNTEXTUAL.matcher(text).find();
  }
}
