package io.github.maskloom.image;

import io.github.maskloom.raster.testing.ImageSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends ImageSourceContract {
  @TempDir Path folder;
  private int files;

  @Override
  protected ImageSource source(byte[] bytes) throws IOException {
    return ImageSource.of(Files.write(folder.resolve("image-" + files++), bytes));
  }

  @Override
  protected Optional<ImageSource> missing() {
    return Optional.of(ImageSource.of(folder.resolve("missing")));
  }
}
