package io.github.maskloom.examples.cli;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a command puts an image: a file, a folder for it, or standard output.
 *
 * @param path the file or folder; of standard output what the command line called it
 * @param isFolder whether it is written as a folder is, with a slash behind it
 */
record OutputImage(Path path, boolean isStandard, boolean isFolder) {
  private static final Set<String> STANDARD = Set.of("-", "/dev/stdout", "/dev/fd/1");

  /** A file's name, {@code -} or {@code /dev/stdout}. */
  static OutputImage parse(String text) {
    OptionValues.requireFileName(text);
    boolean isFolder = text.endsWith("/") || text.endsWith(File.separator);
    return new OutputImage(Path.of(text), STANDARD.contains(text), isFolder);
  }

  /**
   * The format that is written by the options, or else by the file's name; empty if neither says
   * it.
   *
   * @param asked by the options
   * @throws UsageException if no image is written under such a name
   */
  Optional<OutputFormat> format(Command command, Option<OutputFormat> asked) {
    if (asked.isGiven() || isStandard) {
      return asked.ifGiven();
    }
    try {
      return ImageFormats.installed().named(String.valueOf(path.getFileName()));
    } catch (IllegalArgumentException e) {
      throw UsageException.of(command, "--out " + e.getMessage() + ", or end a folder with /");
    }
  }

  /**
   * Whether it is for one image: a stream, or what is named as files are, with letters at the end.
   */
  boolean takesOne() {
    String name = String.valueOf(path.getFileName());
    boolean isFile =
        name.matches(".+\\.[A-Za-z]+") || ImageFormats.installed().mediaTypeOf(name).isPresent();
    return isStandard || (isFile && !isFolder && !Files.isDirectory(path));
  }

  /** Refuses that more than one image goes where there is place for one. */
  void refuseSeveral(Command command, int images) {
    command.refuseIf(
        images > 1 && takesOne(), "of several images, --out must be a folder, not " + this);
  }

  /** What takes its bytes. */
  ImageTarget target(Streams streams) {
    return isStandard ? ImageTarget.of(new StandardOutput(streams.bytes())) : ImageTarget.of(path);
  }

  /** What takes the report: an image has standard output for itself. */
  PrintStream report(Streams streams) {
    return isStandard ? streams.err() : streams.out();
  }

  @Override
  public String toString() {
    return isStandard ? "standard output" : path.toString();
  }
}
