package io.github.maskloom.examples.cli;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code maskloom inspect}: what a picture is, without decoding its pixels. */
final class InspectCommand implements Command {
  private final Option<Path> file = Option.operand("FILE", Path::of, "The picture.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print JSON instead of lines for people.");

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "Say what a picture is and what reading it takes, without decoding its pixels.";
  }

  @Override
  public String example() {
    return "java -jar maskloom.jar inspect room.jpg --json";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(file, json);
  }

  @Override
  public void run(PrintStream out) throws IOException {
    FileChecks.readable("picture", file.value());
    ImageInfo info = read();
    if (json.value()) {
      InfoJson.print(info, out);
    } else {
      InfoText.print(info, out);
    }
  }

  private ImageInfo read() throws IOException {
    try {
      return ImageInfo.read(ImageSource.of(file.value()));
    } catch (ImageException e) {
      throw new IOException(e.getMessage() + " (" + file.value() + ")", e);
    }
  }
}
