package io.github.maskloom.raster.testing;

import io.github.maskloom.raster.testing.internal.PublicApiContract;
import java.nio.file.Path;

/** The API of what the contracts are for. It cannot test itself with them. */
class RasterApiTest extends PublicApiContract {
  @Override
  protected Path module() {
    return Path.of("..", "..", "raster");
  }
}
