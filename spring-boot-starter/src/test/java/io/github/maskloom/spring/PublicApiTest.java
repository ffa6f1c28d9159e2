package io.github.maskloom.spring;

import io.github.maskloom.raster.testing.internal.PublicApiContract;
import java.nio.file.Path;

class PublicApiTest extends PublicApiContract {
  @Override
  protected Path compiled() {
    return Path.of("target/classes/io/github/maskloom/spring/FusionStreams.class");
  }
}
