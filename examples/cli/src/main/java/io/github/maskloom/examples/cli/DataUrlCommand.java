package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code maskloom data-url}: an image as a data URL. */
final class DataUrlCommand extends Command {
  private final Option<InputImage> file = options.required("FILE", InputImage.type());

  DataUrlCommand() {
    super("data-url");
  }

  @Override
  void run(Streams streams) throws IOException {
    InputImage picture = file.value();
    FileChecks.readable("picture", picture);
    try {
      if (picture.file().filter(Files::isRegularFile).isPresent()) {
        write(picture.source(streams), streams);
      } else {
        writeCopy(picture.source(streams), streams);
      }
    } catch (ImageException e) {
      throw new IOException(ImageFailureText.of(e) + " (" + picture + ")", e);
    }
  }

  /** What can be read once is read twice all the same: what stands before the data comes first. */
  private static void writeCopy(ImageSource source, Streams streams) throws IOException {
    Path copy = Files.createTempFile("maskloom-", ".picture");
    copy.toFile().deleteOnExit();
    try {
      try (InputStream in = source.open();
          ImageTarget.Draft draft = ImageTarget.of(copy).openDraft()) {
        in.transferTo(draft.stream());
        draft.commit();
      }
      write(ImageSource.of(copy), streams);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void write(ImageSource source, Streams streams) throws IOException {
    OutputStream out = StandardOutput.on(streams.bytes());
    DataUrl.of(source).writeTo(out);
    out.write('\n');
  }
}
