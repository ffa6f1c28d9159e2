package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * The formats that are installed: what they are called, how their files begin, and which are
 * written.
 *
 * <p>They are looked for once, by the class loader that loaded this class. One that cannot be
 * loaded is left out with a warning in the log. <b>Threads:</b> immutable and safe.
 */
public final class ImageFormats {
  /** A file of services that cannot be parsed may fail for ever. */
  private static final int MAX_BROKEN = 100;

  /** What formats of this library can write. */
  private static final List<String> WRITABLE =
      List.of(OutputFormat.PNG.mediaType(), OutputFormat.JPEG.mediaType());

  private static final Comparator<ImageFormat> BY_NAME =
      Comparator.comparing(ImageFormat::isLastResort).thenComparing(ImageFormat::name);

  private final List<ImageFormat> formats;

  private ImageFormats(List<ImageFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** Loads them when they are needed first. */
  private static final class Installed {
    static final ImageFormats FORMATS = new ImageFormats(load());
  }

  /** {@return the formats that are installed} */
  public static ImageFormats installed() {
    return Installed.FORMATS;
  }

  private static List<ImageFormat> load() {
    List<ImageFormat> found = new ArrayList<>();
    Iterator<ImageFormat> services =
        ServiceLoader.load(ImageFormat.class, ImageFormats.class.getClassLoader()).iterator();
    for (int broken = 0; broken < MAX_BROKEN; ) {
      try {
        if (!services.hasNext()) {
          break;
        }
        ImageFormat format = services.next();
        Objects.requireNonNull(format.name()); // One that cannot say its name is broken.
        found.add(format);
      } catch (ServiceConfigurationError | LinkageError e) {
        broken++;
        LoggerFactory.getLogger(ImageFormats.class)
            .warn("a format of images cannot be loaded and is left out", e);
      }
    }
    found.sort(BY_NAME);
    return found;
  }

  /** {@return all formats by name, those of a last resort at the end} */
  public List<ImageFormat> all() {
    return formats;
  }

  /** {@return the media types of the formats that are read, but for those of a last resort} */
  public List<String> mediaTypes() {
    return formats.stream()
        .filter(format -> !format.isLastResort())
        .map(ImageFormat::mediaType)
        .toList();
  }

  /**
   * {@return the format whose files have names that end so, if there is one}
   *
   * @param extension in lower case and without a dot, such as {@code jpg}
   */
  public Optional<ImageFormat> ofExtension(String extension) {
    return first(format -> format.extensions().contains(extension));
  }

  /**
   * {@return whether a file that begins so may be an image, even one that is not read here}
   *
   * @param head the first {@value ImageFormat#HEAD_BYTES} bytes or more, or all if there are fewer
   */
  public boolean looksLikeImage(byte[] head) {
    return of(head).filter(format -> !format.isLastResort()).isPresent()
        || KnownFormat.of(head).filter(KnownFormat::isImage).isPresent();
  }

  /**
   * {@return the format of a file that begins so; empty if none here knows it}
   *
   * @param head the first {@value ImageFormat#HEAD_BYTES} bytes, or all if there are fewer
   */
  public Optional<ImageFormat> of(byte[] head) {
    return first(format -> format.begins(head));
  }

  /**
   * {@return the format that writes an output}
   *
   * @param output what is to be written; only its media type counts
   * @throws IllegalArgumentException if no format that is installed writes it; names the artifact
   *     to add if that is known
   */
  public ImageFormat writing(OutputFormat output) {
    return writer(output.mediaType()).orElseThrow(() -> unwritten(output));
  }

  private static IllegalArgumentException unwritten(OutputFormat output) {
    boolean isOwn = output instanceof OutputFormat.Jpeg || output instanceof OutputFormat.Png;
    String advice =
        KnownFormat.artifactOf(output.mediaType())
            .filter(any -> isOwn)
            .map(artifact -> ": add the artifact " + artifact)
            .orElse("");
    return new IllegalArgumentException("no format here writes " + output.mediaType() + advice);
  }

  /**
   * {@return the format in which an image is written by the extension of its name; empty if the
   * name has none} A dot at the beginning begins no extension.
   *
   * @param name a file's name or a key, of which only what follows the last slash counts
   * @throws IllegalArgumentException if no format here is written under such a name; lists the
   *     extensions that can be written
   */
  public Optional<OutputFormat> named(String name) {
    String extension = extension(name);
    if (extension.isEmpty()) {
      return Optional.empty();
    }
    Optional<OutputFormat> output = ofExtension(extension).flatMap(ImageFormat::output);
    if (output.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no image is written as .%s here, only as %s; %s"
              .formatted(name, extension, writtenExtensions(), advice(name)));
    }
    return output;
  }

  private String advice(String name) {
    return mediaTypeOf(name)
        .filter(WRITABLE::contains)
        .flatMap(KnownFormat::artifactOf)
        .map(artifact -> "add the artifact " + artifact)
        .orElse("rename it, or state the format");
  }

  /**
   * {@return the media type of files of such a name, if it is known} It may be that of a format
   * that is not read here.
   *
   * @param name a file's name or a key; upper and lower case are the same
   */
  public Optional<String> mediaTypeOf(String name) {
    String extension = extension(name);
    return ofExtension(extension)
        .map(ImageFormat::mediaType)
        .or(() -> KnownFormat.ofExtension(extension).map(KnownFormat::mediaType));
  }

  private static String extension(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 1 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private String writtenExtensions() {
    return written().stream()
        .flatMap(format -> format.extensions().stream())
        .map(extension -> "." + extension)
        .collect(Collectors.joining(", "));
  }

  /**
   * {@return how images of a media type are written if nothing else is said; empty if they are not}
   *
   * @param mediaType in lower case, such as {@code image/png}
   */
  public Optional<OutputFormat> output(String mediaType) {
    return writer(mediaType).flatMap(ImageFormat::output);
  }

  private Optional<ImageFormat> writer(String mediaType) {
    return first(f -> f.mediaType().equals(mediaType) && f.output().isPresent());
  }

  private Optional<ImageFormat> first(Predicate<ImageFormat> wanted) {
    return formats.stream().filter(wanted).findFirst();
  }

  /** {@return the formats that are written} */
  public List<ImageFormat> written() {
    return formats.stream().filter(format -> format.output().isPresent()).toList();
  }

  /**
   * {@return an exception to throw for a file that no format knows} It says what the file looks
   * like, and which artifact reads it if one does.
   *
   * @param start the first bytes of the file, a thousand if there are as many
   */
  public ImageFormatException unknown(byte[] start) {
    String rule =
        start.length == 0
            ? "there are no bytes"
            : KnownFormat.of(start).map(KnownFormat::rule).orElseGet(this::unknownRule);
    return ImageFormatException.at("image", "", 0, rule);
  }

  private String unknownRule() {
    if (formats.isEmpty()) {
      return "no format is installed: add the artifact io.github.maskloom:maskloom-png or another";
    }
    String names =
        formats.stream()
            .filter(format -> !format.isLastResort())
            .map(ImageFormat::name)
            .collect(Collectors.joining(", "));
    String others =
        formats.stream()
            .filter(ImageFormat::isLastResort)
            .map(format -> ", and no " + format.name() + " here reads them")
            .collect(Collectors.joining());
    return "the bytes are not a " + names.replaceFirst(", ([^,]*)$", " or $1") + others;
  }

  /**
   * What people send, whether it is read here or not, known by how it begins. It is only for
   * messages and first looks, so a signature that is too lax does no harm.
   *
   * @param remedy the artifact that reads it, or {@code convert}, {@code plug-in} or {@code no
   *     image}
   */
  record KnownFormat(
      String name, String mediaType, List<String> extensions, String remedy, Pattern beginning) {
    private static final int FIELDS = 5;

    /** More is not looked at. */
    private static final int MAX_LOOKED_AT_BYTES = 1024;

    /** How a file begins: with a byte order mark or without. */
    private static final String BEGINNING = "(?s)(?:\u00EF\u00BB\u00BF)?+(?:%s)";

    /** Read when it is needed first. */
    private static final class Table {
      static final List<KnownFormat> FORMATS = read();

      private static List<KnownFormat> read() {
        try (InputStream in =
            Objects.requireNonNull(KnownFormat.class.getResourceAsStream("known-formats.txt"))) {
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
        Pattern beginning = Pattern.compile(BEGINNING.formatted(fields[4]));
        return new KnownFormat(fields[0], fields[1], extensions, fields[3], beginning);
      }
    }

    /** What a file that begins so looks like; empty if it looks like nothing that is known. */
    static Optional<KnownFormat> of(byte[] start) {
      String text = new String(start, 0, Math.min(start.length, MAX_LOOKED_AT_BYTES), ISO_8859_1);
      return first(format -> format.beginning.matcher(text).lookingAt());
    }

    private static Optional<KnownFormat> first(Predicate<KnownFormat> wanted) {
      return Table.FORMATS.stream().filter(wanted).findFirst();
    }

    /** The artifact with the format of a media type. */
    static Optional<String> artifactOf(String mediaType) {
      return first(format -> format.mediaType.equals(mediaType))
          .map(KnownFormat::remedy)
          .filter(remedy -> remedy.startsWith("io.github.maskloom:"));
    }

    /** The format of images whose names end so. */
    static Optional<KnownFormat> ofExtension(String extension) {
      return first(format -> format.isImage() && format.extensions.contains(extension));
    }

    /** Whether it is an image. */
    boolean isImage() {
      return !remedy.equals("no image");
    }

    /** What is wrong with such a file, and what to do. */
    String rule() {
      return switch (remedy) {
        case "no image" -> "this looks like " + name + ", which is not an image";
        case "plug-in" -> name + " needs an ImageIO plug-in, and no plug-in here reads it";
        case "convert" ->
            "this looks like " + name + ", which is not read here: convert it to JPEG or PNG";
        default ->
            "this looks like " + name + ", which is not read here: add the artifact " + remedy;
      };
    }
  }
}
