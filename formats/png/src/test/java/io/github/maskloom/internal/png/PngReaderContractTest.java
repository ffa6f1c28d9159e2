package io.github.maskloom.internal.png;

import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.testing.WindowReaderContract;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

class PngReaderContractTest {
  private static WindowReader open(boolean interlaced) throws IOException {
    return Pngs.open(TestPng.of(ColorType.RGBA, 8, 37, 53).interlaced(interlaced).encode());
  }

  @Nested
  class OfRowsInOrder extends WindowReaderContract {
    @Override
    protected WindowReader open() throws IOException {
      return PngReaderContractTest.open(false);
    }
  }

  @Nested
  class OfPasses extends WindowReaderContract {
    @Override
    protected WindowReader open() throws IOException {
      return PngReaderContractTest.open(true);
    }
  }
}
