package io.github.maskloom.examples.cli;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code maskloom data-url}: an image as a data URL. */
final class DataUrlCommand extends Command {
  private final Option<InputImage> file = options.required("FILE", InputImage.TYPE);

  @Override
  void run(Streams streams) throws IOException {
    InputImage picture = file.value();
    Map<String, InputImage> images = Map.of("picture", picture);
    FileChecks.readable(images);
    ImageSource source = picture.source(streams);
    boolean isFile = picture.file().filter(Files::isRegularFile).isPresent();
    OutputStream out = new StandardOutput(streams.bytes());
    Failures.naming(images, () -> isFile ? write(source, out) : writeCopy(source, out));
  }

  /** What can be read once is read twice all the same: what stands before the data comes first. */
  private static OutputStream writeCopy(ImageSource source, OutputStream out) throws IOException {
    Path copy = Files.createTempFile("maskloom-", ".picture");
    copy.toFile().deleteOnExit();
    try {
      try (InputStream in = source.open();
          OutputStream copied = Files.newOutputStream(copy)) {
        in.transferTo(copied);
      }
      return write(ImageSource.of(copy), out);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static OutputStream write(ImageSource source, OutputStream out) throws IOException {
    DataUrl.of(source).writeTo(out);
    out.write('\n');
    return out;
  }
}
