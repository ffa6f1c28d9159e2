package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code maskloom data-url}: a picture as a data URL. */
final class DataUrlCommand implements Command {
  private final Option<Path> file = Option.operand("FILE", Path::of, "The picture.");

  @Override
  public String name() {
    return "data-url";
  }

  @Override
  public String summary() {
    return "Write a picture as a data URL to standard output.";
  }

  @Override
  public String example() {
    return "java -jar maskloom.jar data-url sofa.png > sofa.txt";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(file);
  }

  @Override
  public void run(PrintStream out) throws IOException {
    FileChecks.rereadable("picture", file.value());
    try {
      DataUrl.of(ImageSource.of(file.value())).writeTo(out);
    } catch (ImageException e) {
      throw new IOException(e.getMessage() + " (" + file.value() + ")", e);
    }
    out.println();
    if (out.checkError()) {
      throw new IOException("standard output was closed before the end");
    }
  }
}
