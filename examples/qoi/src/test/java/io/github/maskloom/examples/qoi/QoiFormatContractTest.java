package io.github.maskloom.examples.qoi;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import java.util.List;

class QoiFormatContractTest extends ImageFormatContract {
  @Override
  protected ImageFormat format() {
    return new QoiFormat();
  }

  @Override
  protected List<FormatSample> samples() {
    return List.of(
        new FormatSample(
            "every chunk",
            Qois.file(
                3,
                3,
                4, //
                0xFF,
                10,
                20,
                30,
                128, // RGBA
                0xC1, // RUN of 2
                0x40 | 0b11_10_01, // DIFF
                0xFE,
                200,
                0,
                255, // RGB
                0x80 | 33,
                0x8F, // LUMA, which wraps
                0x00 | (10 * 3 + 20 * 5 + 30 * 7 + 128 * 11) % 64, // INDEX
                0x40, // DIFF
                0xFF,
                0,
                0,
                0,
                0),
            ImageGeometry.of(3, 3, 4, 8),
            10,
            20,
            30,
            128,
            10,
            20,
            30,
            128,
            10,
            20,
            30,
            128, //
            11,
            20,
            29,
            128,
            200,
            0,
            255,
            128,
            201,
            1,
            7,
            128, //
            10,
            20,
            30,
            128,
            8,
            18,
            28,
            128,
            0,
            0,
            0,
            0),
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
