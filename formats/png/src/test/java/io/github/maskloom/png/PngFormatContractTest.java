package io.github.maskloom.png;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import io.github.maskloom.testing.TestPng;
import java.util.Arrays;
import java.util.List;

class PngFormatContractTest extends ImageFormatContract {
  @Override
  protected ImageFormat format() {
    return new PngFormat();
  }

  @Override
  protected List<FormatSample> samples() {
    return List.of(
        sample("gray", TestPng.of(ColorType.GRAY, 1, 9, 3)),
        sample("RGB", TestPng.of(ColorType.RGB, 8, 11, 7).idatBytes(50)),
        sample("RGBA of 16 bits", TestPng.of(ColorType.RGBA, 16, 4, 4)),
        sample("interlaced", TestPng.of(ColorType.RGBA, 8, 9, 10).interlaced(true)));
  }

  private static FormatSample sample(String name, TestPng png) {
    return new FormatSample(name, png.encode(), png.geometry(), png.delivered());
  }

  @Override
  protected byte[] huge() {
    byte[] header = new byte[13];
    Arrays.fill(header, 0, 8, (byte) 0x7F);
    header[8] = 8;
    header[9] = 6;
    return TestPng.file(TestPng.rawChunk("IHDR", header));
  }
}
