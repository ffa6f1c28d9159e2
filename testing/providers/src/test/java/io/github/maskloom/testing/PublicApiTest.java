package io.github.maskloom.testing;

import io.github.maskloom.raster.testing.internal.PublicApiContract;
import java.nio.file.Path;

class PublicApiTest extends PublicApiContract {
  @Override
  protected Path compiled() {
    return Path.of("target", "classes");
  }
}
