package io.github.maskloom.examples.qoi;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import java.util.HexFormat;
import java.util.List;

class QoiFormatContractTest extends ImageFormatContract {
  @Override
  protected ImageFormat format() {
    return new QoiFormat();
  }

  @Override
  protected List<FormatSample> samples() {
    // RGBA, RUN of 2, DIFF, RGB, LUMA that wraps, INDEX, DIFF, RGBA
    String chunks = "ff0a141e80 c1 79 fec800ff a18f 14 40 ff00000000";
    byte[] file = Qois.file(3, 3, 4, HexFormat.of().parseHex(chunks.replace(" ", "")));
    return List.of(
        new FormatSample("every chunk", file, ImageGeometry.of(3, 3, 4, 8), Qois.decode(file)),
        new FormatSample(
            "a run from the beginning",
            Qois.file(5, 2, 3, 0xC9),
            ImageGeometry.of(5, 2, 3, 8),
            new int[30]),
        random(17, 11, 3),
        random(9, 30, 4));
  }

  private static FormatSample random(int width, int height, int channels) {
    ImageGeometry geometry = ImageGeometry.of(width, height, channels, 8);
    int[] samples = new int[geometry.rowSamples() * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i / 9 % 5 == 0 ? ((i * 0x9E37) >> 4) & 0xFF : (i / channels * 2) & 0xFF;
    }
    return new FormatSample(geometry.toString(), QoiFiles.of(geometry, samples), geometry, samples);
  }

  @Override
  protected byte[] huge() {
    return Qois.join(Qois.header(-1, -1, 4, 0), new byte[100]);
  }
}
