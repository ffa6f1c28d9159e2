package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The furniture that comes along, for whoever has no catalog yet. */
final class DemoFurniture {
  private DemoFurniture() {}

  /** Copies the images and their metadata out of the jar. */
  static Path unpackInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath:/furniture/*")) {
      Path target = folder.resolve(Objects.requireNonNull(file.getFilename()));
      try (InputStream bytes = file.getInputStream()) {
        Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }
}
