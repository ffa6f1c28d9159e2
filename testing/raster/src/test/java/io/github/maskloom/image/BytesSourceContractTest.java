package io.github.maskloom.image;

import io.github.maskloom.raster.testing.ImageSourceContract;

class BytesSourceContractTest extends ImageSourceContract {

  @Override
  protected ImageSource source(byte[] bytes) {
    return ImageSource.of(bytes);
  }
}
