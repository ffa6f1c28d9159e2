package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people send, whether it is read here or not, told by how it begins. It is only for messages
 * and first looks, so a signature that is too lax does no harm.
 *
 * @param remedy the artifact that reads it, or {@code convert}, {@code plug-in} or {@code no image}
 */
record KnownFormat(
    String name, String mediaType, List<String> extensions, String remedy, Pattern beginning) {
  private static final String RESOURCE = "known-formats.txt";
  private static final int FIELDS = 5;

  /** More is not looked at. */
  private static final int MAX_LOOKED_AT_BYTES = 1024;

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /** Read when it is needed first. */
  private static final class Table {
    static final List<KnownFormat> FORMATS = read();

    private static List<KnownFormat> read() {
      try (InputStream in =
          Objects.requireNonNull(KnownFormat.class.getResourceAsStream(RESOURCE))) {
        return new String(in.readAllBytes(), UTF_8)
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(Table::parse)
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static KnownFormat parse(String line) {
      String[] fields = line.split(" *; *", FIELDS);
      List<String> extensions = List.of(fields[2].split(" "));
      return new KnownFormat(
          fields[0], fields[1], extensions, fields[3], Pattern.compile("(?s)" + fields[4]));
    }
  }

  /** What a file that begins so looks like; empty if it looks like nothing that is known. */
  static Optional<KnownFormat> of(byte[] start) {
    String text = new String(start, 0, Math.min(start.length, MAX_LOOKED_AT_BYTES), ISO_8859_1);
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text;
    return Table.FORMATS.stream()
        .filter(format -> format.beginning.matcher(content).lookingAt())
        .findFirst();
  }

  /** The artifact with the format of a media type. */
  static Optional<String> artifactOf(String mediaType) {
    return Table.FORMATS.stream()
        .filter(format -> format.mediaType.equals(mediaType) && format.isOwn())
        .map(KnownFormat::remedy)
        .findFirst();
  }

  /** Whether names of images end so. */
  static boolean isExtension(String extension) {
    return Table.FORMATS.stream()
        .anyMatch(format -> format.isImage() && format.extensions.contains(extension));
  }

  /** Whether it is an image. */
  boolean isImage() {
    return !remedy.equals("no image");
  }

  private boolean isOwn() {
    return remedy.startsWith("io.github.maskloom:");
  }

  /** What is wrong with such a file, and what to do. */
  String rule() {
    return switch (remedy) {
      case "no image" -> "this looks like " + name + ", which is not an image";
      case "plug-in" -> name + " needs an ImageIO plug-in, and no plug-in here reads it";
      case "convert" ->
          "this looks like " + name + ", which is not read here: convert it to JPEG or PNG";
      default -> "this looks like " + name + ", which is not read here: add the artifact " + remedy;
    };
  }
}
