package io.github.maskloom.examples.cli;

import io.github.maskloom.image.ImageSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * An image that a command reads: a file, what comes through standard input, or a data URL.
 *
 * @param text what the command line called it
 * @param file the file, if it is one
 * @param link where a provider fetches it itself, if it does
 */
record InputImage(String text, Optional<Path> file, Optional<URI> link) {
  /** What every system calls it here, and what Unix calls it. */
  static final Set<String> STANDARD = Set.of("-", "/dev/stdin", "/dev/fd/0");

  /** The values of an option for an image. */
  static final ValueType<InputImage> TYPE = ValueType.of("FILE", InputImage::parse);

  /** A file's name, {@code -}, {@code /dev/stdin} or a data URL. */
  static InputImage parse(String text) {
    boolean isFile = !STANDARD.contains(text) && !isDataUrl(text);
    if (isFile) {
      OptionValues.requireFileName(text);
    }
    return new InputImage(
        text, isFile ? Optional.of(Path.of(text)) : Optional.empty(), Optional.empty());
  }

  /** The same, or an address that begins with {@code http://} or {@code https://}. */
  static InputImage parseOrLink(String text) {
    if (!OptionValues.ADDRESS.matcher(text).lookingAt()) {
      return parse(text);
    }
    try {
      URI link = new URI(text);
      if (text.matches("(?i)https?://.*") && link.getHost() != null) {
        return new InputImage(text, Optional.empty(), Optional.of(link));
      }
    } catch (URISyntaxException e) {
      // Reported below, as another scheme is.
    }
    throw OptionValues.expected("a file, or an address that begins with http:// or https://", text);
  }

  static boolean isDataUrl(String text) {
    return text.regionMatches(true, 0, "data:", 0, "data:".length());
  }

  boolean isStandard() {
    return STANDARD.contains(text);
  }

  /** Whether it is read from a file, through links of any kind. */
  boolean isFile(Path path) {
    return file.filter(own -> FileChecks.isSame(own, path)).isPresent();
  }

  /** Where its bytes come from; standard input can be read once. */
  ImageSource source(Streams streams) {
    if (file.isPresent()) {
      return ImageSource.of(file.get());
    }
    return isStandard()
        ? ImageSource.once(streams.in()).named(toString())
        : ImageSource.dataUrl(text);
  }

  @Override
  public String toString() {
    if (isStandard()) {
      return "standard input";
    }
    return isDataUrl(text) ? "data URL" : file.map(Path::toString).orElse(text);
  }
}
