package io.github.maskloom.internal.color;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Optional;

/** Whatever a profile's bytes, it is no matrix profile or one that colors can be brought to. */
class IccFuzzTest {
  private static final ImageGeometry ROW = ImageGeometry.of(256, 1, 3, 8);

  @FuzzTest
  void anyBytes(byte[] profile) {
    Optional<RgbSpace> space = new IccReader(profile).space();
    if (space.isPresent()) {
      RasterWindow row = new RasterWindow(ROW, 1);
      row.place(0, 1);
      for (int i = 0; i < row.bytes().length; i++) {
        row.bytes()[i] = (byte) (i * 7);
      }
      new ColorTransform(ROW, ColorChange.between(RgbSpace.SRGB, space.get())).apply(row);
      new ColorTransform(ROW, ColorChange.between(space.get(), RgbSpace.SRGB)).apply(row);
      assertThat(space.get().isSameAs(space.get())).isTrue();
    }
  }
}
