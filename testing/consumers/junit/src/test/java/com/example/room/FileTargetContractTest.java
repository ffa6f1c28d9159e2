package com.example.room;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.testing.ImageTargetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FileTargetContractTest extends ImageTargetContract {
  @TempDir Path folder;
  private int files;

  private Path file() {
    return folder.resolve("image-" + files);
  }

  @Override
  protected ImageTarget target() {
    files++;
    return ImageTarget.of(file());
  }

  @Override
  protected Optional<byte[]> stored() throws IOException {
    return Files.exists(file()) ? Optional.of(Files.readAllBytes(file())) : Optional.empty();
  }

  @Override
  protected int unfinished() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.filter(path -> !path.equals(file())).count();
    }
  }
}
